internal import Ports

extension Matrix {
  /// How many ordered pairs of distinct endpoints have which answer.
  public struct Totals: Hashable, Sendable {
    /// All pairs.
    public var pairs = 0
    /// Those of which every client port works.
    public var works = 0
    /// Those of which some do.
    public var intermittent = 0
    /// Those of which none does.
    public var blocked = 0
    /// Those whose answer hangs on a missing fact.
    public var unknown = 0
    /// The client ports that surely work, over all pairs.
    public var workingPorts = 0

    /// No pairs.
    public init() {}

    /// Adds pairs of one answer.
    mutating func add(_ count: Int, _ cell: Cell) {
      workingPorts += count * cell.working.sure.count
      switch cell.verdict {
      case .works: works += count
      case .intermittent: intermittent += count
      case .unknown: unknown += count
      case .blocked: blocked += count
      }
    }
  }

  /// The totals at a port of the servers; no port where the protocol has none.
  public func totals(port: UInt16?) -> Totals {
    var totals = Totals()
    let count = endpoints.hosts.count
    totals.pairs = count * (count - 1)
    guard count > 1, let selector = traffic(port, from: endpoints.spots[0]).request.first else { return totals }
    var tally = Tally(of: self, selector)
    tally.count()
    for (client, lane, admitted) in tally.counts {
      let asked = traffic(port, from: endpoints.spots[client])
      func cell(_ groups: Passage) -> Cell {
        lanes.distinct[lane].cell(asked) { _ in groups }
      }
      totals.add(admitted.surely, cell(.open))
      totals.add(admitted.perhaps, cell(.unknown))
    }
    addPairsAskedOneByOne(at: port, to: &totals)
    totals.blocked = totals.pairs - totals.works - totals.intermittent - totals.unknown
    return totals
  }

  /// Counts the pairs between which something looks at more than their spots.
  private func addPairsAskedOneByOne(at port: UInt16?, to totals: inout Totals) {
    let isUniform = lanes.distinct.map(\.isUniform)
    if isUniform.allSatisfy(\.self) { return }
    let classesBySpot = endpoints.classesBySpot
    for client in endpoints.spots.indices {
      for (server, lane) in lanes.numbers(from: client).enumerated() where !isUniform[Int(lane)] {
        for from in classesBySpot[client] {
          for to in classesBySpot[server] {
            let sizes = (endpoints.classes[from].members.count, endpoints.classes[to].members.count)
            let pairs = from == to ? sizes.0 * (sizes.0 - 1) : sizes.0 * sizes.1
            if pairs > 0 { totals.add(pairs, cell(from: from, to: to, port: port)) }
          }
        }
      }
    }
  }
}

extension EndpointClasses {
  /// The classes of each spot.
  var classesBySpot: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for end in classes.indices.map({ $0 + 1 }) where end == classes.count || classes[end].spot != classes[end - 1].spot
    {
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }
}
