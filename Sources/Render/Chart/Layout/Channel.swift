/// A straight lane in which ways run, between boxes or from a box to the next lane.
struct Channel: Hashable {
  enum Direction {
    case horizontal
    case vertical
  }

  let direction: Direction
  /// Its place on the other axis.
  let at: Int
  let from: Int
  var to: Int
  /// What it belongs to, so that only ways that pass there use it; nil for one that is open to all.
  let owner: Spot?
  /// The VPC it is in; nil for one outside.
  let vpc: Int?

  init(_ direction: Direction, at: Int, from: Int, to: Int, owner: Spot? = nil, vpc: Int? = nil) {
    self.direction = direction
    self.at = at
    self.from = min(from, to)
    self.to = max(from, to)
    self.owner = owner
    self.vpc = vpc
  }

  func contains(_ point: Point) -> Bool {
    switch direction {
    case .horizontal: point.y == at && from <= point.x && point.x <= to
    case .vertical: point.x == at && from <= point.y && point.y <= to
    }
  }

  /// Where two lanes meet; nil when they do not, or run beside each other.
  func meets(_ other: Channel) -> Point? {
    guard direction != other.direction else { return nil }
    let (level, upright) = direction == .horizontal ? (self, other) : (other, self)
    guard level.from <= upright.at, upright.at <= level.to, upright.from <= level.at, level.at <= upright.to else {
      return nil
    }
    return Point(x: upright.at, y: level.at)
  }
}

/// How a lane was reached: at which cost, where, and from which other.
private struct Reached {
  let cost: Int
  let point: Point
  let previous: Int?
}

extension [Channel] {
  /// The shortest way from one point to another along lanes that are open to all or belong to one of `owners`, a turn counting as
  /// much as a detour of its own; nil when there is none.
  func way(from start: Point, to goal: Point, owners: Set<Spot>) -> [Point]? {
    let open = filter { $0.owner.map(owners.contains) ?? true }
    var reached: [Int: Reached] = [:]
    var done: Set<Int> = []
    for (index, channel) in open.enumerated() where channel.contains(start) {
      reached[index] = Reached(cost: 0, point: start, previous: nil)
    }
    while true {
      // The lanes of a chart are some thousands, and those near a way some dozens: a queue would be no faster.
      let next = reached.filter { !done.contains($0.key) }.min { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) }
      guard let (index, state) = next else { return nil }
      done.insert(index)
      if open[index].contains(goal) {
        var points = [goal, state.point]
        var previous = state.previous
        while let earlier = previous, let state = reached[earlier] {
          points.append(state.point)
          previous = state.previous
        }
        return points.reversed().withoutIdlePoints
      }
      for (other, channel) in open.enumerated() where !done.contains(other) {
        guard let crossing = open[index].meets(channel) else { continue }
        let cost = state.cost + state.point.distance(to: crossing) + 40
        if reached[other].map({ cost < $0.cost }) ?? true {
          reached[other] = Reached(cost: cost, point: crossing, previous: index)
        }
      }
    }
  }
}

extension [Point] {
  /// The points at which a line begins, turns or ends.
  var withoutIdlePoints: [Point] {
    var points: [Point] = []
    for point in self where point != points.last {
      if points.count >= 2 {
        let (one, two) = (points[points.count - 2], points[points.count - 1])
        let isStraight = (one.x == two.x && two.x == point.x) || (one.y == two.y && two.y == point.y)
        // A line that turns back on itself keeps the point where it does.
        if isStraight, (two.x - one.x) * (point.x - two.x) + (two.y - one.y) * (point.y - two.y) > 0 {
          points.removeLast()
        }
      }
      points.append(point)
    }
    return points
  }
}
