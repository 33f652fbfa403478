/// A line of upright and level pieces.
struct Polyline: Hashable {
  let points: [Point]

  init(_ points: [Point]) {
    self.points = points
  }

  var length: Int { zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) } }

  /// The line `distance` to the right of this one, as seen by one who walks along it.
  func shifted(right distance: Int) -> Polyline {
    guard points.count > 1 else { return self }
    let steps = zip(points, points.dropFirst()).map { start, end in
      Point(x: (end.x - start.x).signum(), y: (end.y - start.y).signum())
    }
    return Polyline(
      points.indices.map { index in
        let before = steps[max(0, index - 1)]
        let after = steps[min(steps.count - 1, index)]
        // The right of a step (x, y), in units whose y grows downwards, is (−y, x).
        let shift =
          before == after
          ? Point(x: -after.y, y: after.x) : Point(x: -before.y - after.y, y: before.x + after.x)
        return Point(x: points[index].x + shift.x * distance, y: points[index].y + shift.y * distance)
      })
  }

  /// The point at a distance along the line.
  func point(at distance: Int) -> Point {
    var rest = max(0, distance)
    for (start, end) in zip(points, points.dropFirst()) {
      let length = start.distance(to: end)
      if rest <= length {
        return Point(x: start.x + (end.x - start.x).signum() * rest, y: start.y + (end.y - start.y).signum() * rest)
      }
      rest -= length
    }
    return points.last ?? Point(x: 0, y: 0)
  }

  /// The part between two distances.
  func part(from start: Int, to end: Int) -> Polyline {
    var inner: [Point] = []
    var passed = 0
    for (one, other) in zip(points, points.dropFirst()) {
      passed += one.distance(to: other)
      if start < passed, passed < end { inner.append(other) }
    }
    return Polyline([point(at: start)] + inner + [point(at: end)])
  }

  /// How far along the line it crosses the edge of a frame, on its way out or on its way in.
  func crossings(of frame: Frame, leaving: Bool) -> [Int] {
    var crossings: [Int] = []
    var passed = 0
    for (start, end) in zip(points, points.dropFirst()) {
      let length = start.distance(to: end)
      if frame.contains(start) == leaving, frame.contains(end) != leaving {
        let edges =
          start.y == end.y
          ? [abs(frame.x - start.x), abs(frame.right - start.x)]
          : [abs(frame.y - start.y), abs(frame.bottom - start.y)]
        // Of the two edges the one between both points, which is the nearer to the point inside.
        let isBetween = { (edge: Int) in
          let point = Polyline([start, end]).point(at: edge)
          return edge <= length
            && (point.x == frame.x || point.x == frame.right || point.y == frame.y || point.y == frame.bottom)
        }
        if let edge = edges.first(where: isBetween) { crossings.append(passed + edge) }
      }
      passed += length
    }
    return crossings
  }

  /// Whether any of it is within a frame.
  func crosses(_ frame: Frame) -> Bool {
    zip(points, points.dropFirst()).contains { start, end in
      let (left, right) = (min(start.x, end.x), max(start.x, end.x))
      let (top, bottom) = (min(start.y, end.y), max(start.y, end.y))
      return left < frame.right && frame.x < right + 1 && top < frame.bottom && frame.y < bottom + 1
    }
  }
}
