/// A point of a chart, in whole units: at the size it is made for, a unit is a CSS pixel.
struct Point: Hashable {
  var x: Int
  var y: Int

  /// How far away a point is, along the axes.
  func distance(to other: Point) -> Int { abs(x - other.x) + abs(y - other.y) }
}

/// A rectangle of a chart.
struct Frame: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var right: Int { x + width }
  var bottom: Int { y + height }
  var center: Point { Point(x: x + width / 2, y: y + height / 2) }

  func contains(_ point: Point) -> Bool { x < point.x && point.x < right && y < point.y && point.y < bottom }

  func contains(_ other: Frame) -> Bool {
    x <= other.x && y <= other.y && other.right <= right && other.bottom <= bottom
  }

  func overlaps(_ other: Frame) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}
