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

    /// Adds other totals but for their pairs, or takes them away again.
    mutating func add(_ other: Self, times sign: Int) {
      works += sign * other.works
      intermittent += sign * other.intermittent
      unknown += sign * other.unknown
      workingPorts += sign * other.workingPorts
    }

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
    for part in involvedTotals(port: port).values { totals.add(part, times: 1) }
    let count = endpoints.hosts.count
    totals.pairs = count * (count - 1)
    if let rules = askedRules(port) {
      var counts = LaneCounts(lanes, endpoints.spots.map { traffic(port, from: $0) })
      Tally.forEachPairOfSpots(of: self, rules) { client, server, admitted in counts.add(admitted, client, server) }
      counts.forEachCell { pairs, cell in totals.add(pairs, cell) }
    }
    let others = standInTotals(port: port)
    totals.pairs += others.pairs
    totals.add(others, times: 1)
    totals.blocked = totals.pairs - totals.works - totals.intermittent - totals.unknown
    return totals
  }

  /// The totals of the pairs of spots between which something looks at more than spots and badges tell, but for the pairs that are blocked;
  /// of those of `pairs`, or of all.
  func involvedTotals(port: UInt16?, of pairs: [Int]? = nil) -> [Int: Totals] {
    let pairs = pairs ?? lanes.involved
    guard !pairs.isEmpty, let rules = askedRules(port) else { return [:] }
    var involved = Involved(in: self, by: rules, port: port)
    return Dictionary(
      uniqueKeysWithValues: pairs.map { pair in
        (pair, involved.totals(fromSpot: pair / lanes.spots, toSpot: pair % lanes.spots))
      })
  }

  /// What groups ask at a port; nil when there are no endpoints.
  func askedRules(_ port: UInt16?) -> AskedRules? {
    guard let spot = endpoints.spots.first, let selector = traffic(port, from: spot).request.first else { return nil }
    return AskedRules(of: endpoints, in: groupBook, for: selector)
  }
}

/// How many pairs of endpoints have which lane, of those that groups let through at one selector.
private struct LaneCounts {
  private let lanes: Lanes
  /// The traffic that differs by the client ports that spots draw, and which of it each spot sends.
  private let traffic: Numbering<Traffic>
  private let trafficOfSpot: [Int]
  /// What becomes of the selector on the way there, by the passage's number.
  private let fates: [Fate]
  /// Pairs whose request gets there, by their traffic and the passages of their replies.
  private var byReply: [Tally.Admitted]
  /// Pairs whose lanes have several ways, by traffic and lanes.
  private var byLane: [Int: Tally.Admitted] = [:]

  private enum Fate { case passes, hangs, fails }

  init(_ lanes: Lanes, _ trafficBySpot: [Traffic]) {
    self.lanes = lanes
    var traffic = Numbering<Traffic>()
    trafficOfSpot = trafficBySpot.map { traffic.number(of: $0) }
    self.traffic = traffic
    // All go to one server port.
    let selectors = traffic.keys.first?.request ?? .empty
    fates = (0..<lanes.passages.count).map { number in
      let passage = lanes.passages[UInt32(number)]
      if !passage.sure.isDisjoint(with: selectors) { return .passes }
      return passage.undecided.isDisjoint(with: selectors) ? .fails : .hangs
    }
    byReply = [Tally.Admitted](repeating: Tally.Admitted(), count: traffic.keys.count * lanes.passages.count)
  }

  mutating func add(_ admitted: Tally.Admitted, _ client: Int, _ server: Int) {
    let lane = lanes.number(from: client, to: server)
    guard let outline = lanes.outlines[lane] else {
      byLane[trafficOfSpot[client] * lanes.distinct.count + lane, default: Tally.Admitted()] += admitted
      return
    }
    let place = trafficOfSpot[client] * lanes.passages.count + Int(outline.reply)
    switch fates[Int(outline.request)] {
    case .fails: break
    case .passes: byReply[place] += admitted
    case .hangs: byReply[place].perhaps += admitted.surely + admitted.perhaps
    }
  }

  func forEachCell(_ body: (_ pairs: Int, Matrix.Cell) -> Void) {
    func tell(_ admitted: Tally.Admitted, _ cell: (_ isSure: Bool) -> Matrix.Cell) {
      if admitted.surely > 0 { body(admitted.surely, cell(true)) }
      if admitted.perhaps > 0 { body(admitted.perhaps, cell(false)) }
    }
    for (place, admitted) in byReply.enumerated() where admitted.surely + admitted.perhaps > 0 {
      let asked = traffic.keys[place / lanes.passages.count].reply
      let reply = lanes.passages[UInt32(place % lanes.passages.count)].intersection(asked)
      tell(admitted) { isSure in
        let working = isSure ? reply : Passage(sure: .empty, undecided: reply.possible)
        return Matrix.Cell(verdict: Verdict(working, of: asked), working: working)
      }
    }
    for (place, admitted) in byLane {
      let asked = traffic.keys[place / lanes.distinct.count]
      tell(admitted) { isSure in
        lanes.distinct[place % lanes.distinct.count].cell(asked) { _ in isSure ? .open : .unknown }
      }
    }
  }
}
