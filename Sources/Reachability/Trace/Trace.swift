internal import Ports

/// The answer to a query, with all its reasons.
public struct Trace: Sendable {
  /// The question.
  public let query: Query
  /// The answer: `works` only if every alternative works for every client port.
  public let verdict: Verdict
  /// The client ports that work on every alternative; for a protocol without ports, whether its packets pass.
  public let working: Passage
  /// The ways the connection may take; one, unless there is a choice.
  public let alternatives: [Alternative]
  /// What drops packets, each once.
  public let findings: [Finding]
  /// The missing facts that the answer depends on.
  public let unknowns: [Unknown]
  /// What the answer takes for granted, each once.
  public let assumptions: [Assumption]
  /// What it was asked of.
  let plane: Plane
  /// The ends it was asked between.
  let ways: [Way]

  /// Answers `query`.
  ///
  /// - Precondition: `plane` was made for the query's protocol.
  public init(_ query: Query, through plane: Plane) {
    precondition(plane.ipProtocol == query.ipProtocol, "a plane of another protocol")
    self.query = query
    self.plane = plane
    ways = plane.ways(of: query)
    let found = ways.map { plane.alternatives($0, of: query) }
    alternatives = found.flatMap(\.alternatives)
    let isComplete = found.allSatisfy(\.isComplete)
    let gaps = (query.isAboutHealth ? plane.healthGaps(of: query) : []) + (isComplete ? [] : [Self.more])
    let told = Verdict(all: alternatives.map(\.verdict))
    verdict = gaps.isEmpty || told == .intermittent ? told : .unknown
    let asked = query.clientPorts?.ports ?? query.traffic.reply
    working = alternatives.reduce(Passage(sure: asked)) { $0.intersection($1.working) }
    let legs = alternatives.flatMap(\.legs)
    findings = Self.findings(in: alternatives)
    assumptions = Self.assumptions(in: legs)
    unknowns = verdict == .unknown ? Self.unknowns(in: legs) + gaps : []
  }

  private static func findings(in alternatives: [Alternative]) -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<Finding> = []
    let few = 8
    func add(_ hops: [Hop], _ direction: Leg.Direction, begunBy: String?) {
      // By position, so that what passes is not copied.
      for hop in hops.indices {
        for index in hops[hop].decisions.indices {
          guard case .drop(let code, let message) = hops[hop].decisions[index].outcome else { continue }
          let decision = hops[hop].decisions[index]
          let finding = Finding(
            code: code, begunBy: begunBy, leg: direction, component: hops[hop].component,
            direction: hops[hop].direction, rule: decision.rule, ports: decision.ports, message: message)
          // Of a few, to hash their words would take longer.
          if findings.count == few, seen.isEmpty { seen = Set(findings) }
          let isNew = findings.count < few ? !findings.contains(finding) : seen.insert(finding).inserted
          if isNew { findings.append(finding) }
        }
      }
    }
    for alternative in alternatives {
      for (index, leg) in alternative.legs.enumerated() {
        let begunBy = index == 0 || leg.keepsClientPorts ? nil : leg.from.name
        add(leg.request, .request, begunBy: begunBy)
        add(leg.reply, .reply, begunBy: begunBy)
      }
    }
    return findings
  }

  private static let more = Unknown(
    what: "the ways beyond the first \(Plane.mostAlternatives)",
    why: "AWS may choose among more nodes, targets and addresses than are looked at: ask about one of them")

  private static func assumptions(in legs: [Leg]) -> [Assumption] {
    let all = legs.flatMap(\.assumptions)
    if all.count < 2 { return all }
    var seen: Set<Assumption> = []
    return all.filter { seen.insert($0).inserted }
  }

  private static func unknowns(in legs: [Leg]) -> [Unknown] {
    var unknowns: [Unknown] = []
    var seen: Set<Unknown> = []
    for decision in legs.flatMap({ $0.request + $0.reply }).flatMap(\.decisions) {
      if case .unknown(let unknown) = decision.outcome, seen.insert(unknown).inserted { unknowns.append(unknown) }
    }
    return unknowns
  }
}
