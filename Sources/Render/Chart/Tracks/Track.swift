internal import NetworkModel
internal import Ports
internal import Reachability

/// The way of one direction of a leg over a plan: a line, and the places on it where hops decide.
struct Track {
  /// A hop on the line.
  struct Mark {
    /// The number the hop bears everywhere in the chart.
    let number: Int
    let hop: Hop
    let spot: Spot?
    let subnet: Int?
    /// Where it is, and how far along the line.
    var point = Point(x: 0, y: 0)
    var distance: Int
    /// The share of the client ports that come as far, and of those that go on, in thousandths.
    let before: Int
    let after: Int
    /// Whether the hop drops any ports, also such as do not come as far.
    let drops: Bool
    /// The ports that this hop drops of those that came as far.
    let dropped: PortSet
  }

  /// Which of the lines in a lane a track takes.
  struct Lane {
    /// How far to the right of the middle it runs; the way back runs on the other side.
    let offset: Int
    /// Whether it begins or ends where the leg before does, whose marks are to stay visible.
    let isSecond: Bool
  }

  let direction: Leg.Direction
  let line: Polyline
  var marks: [Mark] = []

  /// Marks do not come closer to one another than this.
  private static let spacing = 19

  /// Draws a way through the spots of an itinerary; nil when the plan has none.
  ///
  /// - Parameters:
  ///   - isLost: Whether no packet sets out at all.
  init?(
    _ itinerary: Itinerary, _ direction: Leg.Direction, _ hops: [Chart.DrawnLeg.NumberedHop], of leg: Leg,
    on plan: Plan, in lane: Lane, isLost: Bool
  ) {
    self.direction = direction
    var pieces: [Polyline] = []
    var arrivals: [(spot: Spot, piece: Int)] = []
    for (start, end) in zip(itinerary.spots, itinerary.spots.dropFirst()) {
      guard let way = plan.way(from: start, to: end) else { continue }
      if pieces.isEmpty { arrivals.append((start, 0)) }
      pieces.append(Polyline(way).shifted(right: lane.offset))
      arrivals.append((end, pieces.count))
    }
    guard !pieces.isEmpty else { return nil }
    line = Polyline(pieces.flatMap(\.points).withoutIdlePoints)
    var ends = [0]
    for (index, piece) in pieces.enumerated() {
      let gap = index > 0 ? pieces[index - 1].points.last.map { $0.distance(to: piece.points[0]) } ?? 0 : 0
      ends.append(ends[index] + gap + piece.length)
    }
    let total = isLost ? nil : leg.clientPorts?.count ?? 1
    var last = 0
    for (numbered, stop) in zip(hops, itinerary.stops) {
      let hop = stop.hop
      let nominal: Int
      if case .subnet(let subnet) = stop.spot {
        let isEdge = hop.component.kind == .networkACL
        let crossing =
          isEdge
          ? line.crossings(of: plan.subnets[subnet].frame, leaving: hop.direction == .outbound).first {
            $0 >= last
          } : nil
        // Beside the marks of the leg before, those of the next stand further inside the subnet.
        let inside = !lane.isSecond ? 0 : direction == .request ? 42 : 21
        nominal = crossing.map { $0 + (hop.direction == .outbound ? -inside : inside) } ?? last + Self.spacing
      } else {
        let arrival = arrivals.first { $0.spot == stop.spot && ends[$0.piece] >= last }
        nominal = arrival.map { ends[$0.piece] } ?? last + Self.spacing
      }
      last = max(nominal, marks.isEmpty ? (lane.isSecond ? 54 : 10) : last + Self.spacing)
      let after = numbered.arriving.subtracting(numbered.losses)
      var subnet: Int?
      if case .subnet(let index) = stop.spot { subnet = index }
      if case .card(let index) = stop.spot { subnet = plan.cards[index].subnet }
      marks.append(
        Mark(
          number: numbered.number, hop: hop, spot: stop.spot, subnet: subnet, distance: last,
          before: numbered.arriving.share(of: total), after: after.share(of: total), drops: !numbered.losses.isEmpty,
          dropped: numbered.losses.intersection(numbered.arriving)))
    }
    settle(on: plan, tip: lane.isSecond ? 48 : 20)
  }

  /// Moves marks back that would be beyond the end of the line, and off the arrow there.
  private mutating func settle(on plan: Plan, tip: Int) {
    var limit = line.length - tip
    for index in marks.indices.reversed() {
      marks[index].distance = max(0, min(marks[index].distance, limit))
      limit = marks[index].distance - Self.spacing
      marks[index].point = line.point(at: marks[index].distance)
      if case .gateway(let gateway) = marks[index].spot {
        // Outside the VPC, where it covers no name.
        let placed = plan.gateways[gateway]
        marks[index].point.y = placed.gateway.leadsUp ? placed.frame.y - 12 : placed.frame.bottom + 12
      }
    }
  }
}

extension PortSet {
  /// How many of `total` ports these are, in thousandths, where one that is left is never none; none when there is no total.
  fileprivate func share(of total: Int?) -> Int {
    guard let total, !isEmpty else { return 0 }
    return Swift.max(1, count * 1000 / Swift.max(1, total))
  }
}

extension Plan {
  /// The way between two spots along the lanes.
  fileprivate func way(from start: Spot, to end: Spot) -> [Point]? {
    // What is in a subnet is reached through it.
    let owners = [start, end].flatMap { spot -> [Spot] in
      if case .card(let card) = spot { [spot, .subnet(cards[card].subnet)] } else { [spot] }
    }
    let from = anchor(of: start, towards: end)
    let to = anchor(of: end, towards: start)
    return channels.way(from: from, to: to, owners: Set(owners))
  }

  /// The point of a spot where a way begins or ends. The sky and the ground are wide: there it is wherever the other end's way leads.
  private func anchor(of spot: Spot, towards other: Spot) -> Point {
    switch spot {
    case .card(let card): return Point(x: cards[card].frame.center.x, y: cards[card].frame.bottom)
    case .subnet(let subnet): return subnets[subnet].gate
    case .gateway(let gateway): return gateways[gateway].frame.center
    case .transit(let transit): return transits[transit].door
    case .sky: return anchor(on: sky, .sky, towards: other)
    case .ground: return anchor(on: ground, .ground, towards: other)
    }
  }

  private func anchor(on band: Frame?, _ owner: Spot, towards other: Spot) -> Point {
    guard let band else { return Point(x: 0, y: 0) }
    let own: Spot? =
      switch other {
      case .gateway(let gateway): .gateway(gateway)
      case .transit(let transit): .transit(transit)
      default: nil
      }
    let lanes = channels.filter { $0.direction == .vertical && $0.from <= band.center.y && band.center.y <= $0.to }
    let lane = lanes.first { $0.owner == own } ?? lanes.first { $0.owner == owner }
    return Point(x: lane?.at ?? band.center.x, y: band.center.y)
  }
}
