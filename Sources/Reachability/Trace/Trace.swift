internal import Ports

/// The answer to a query, with all its reasons.
public struct Trace: Sendable {
  /// One of the ways the connection may take: which of several interfaces it ends at, or which outside address is at the other end.
  public struct Alternative: Sendable {
    /// The associations it is made of.
    public let legs: [Leg]
    /// What it comes to.
    public let verdict: Verdict
  }

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

  /// Answers `query`.
  ///
  /// - Precondition: `plane` was made for the query's protocol.
  public init(_ query: Query, through plane: Plane) {
    precondition(plane.ipProtocol == query.ipProtocol, "a plane of another protocol")
    let routes = plane.routes(of: query)
    self.query = query
    alternatives = routes.map { plane.alternative($0, of: query) }
    verdict = Verdict(all: alternatives.map(\.verdict))
    let legs = alternatives.flatMap(\.legs)
    working = legs.reduce(Passage(sure: query.traffic.reply)) { $0.intersection($1.working) }
    findings = Self.findings(in: legs)
    unknowns = verdict == .unknown ? Self.unknowns(in: legs) : []
  }

  private static func findings(in legs: [Leg]) -> [Finding] {
    var findings: [Finding] = []
    for leg in legs {
      for (direction, hops) in [(Leg.Direction.request, leg.request), (.reply, leg.reply)] {
        for hop in hops {
          for decision in hop.decisions {
            guard case .drop(let code, let message) = decision.outcome else { continue }
            let finding = Finding(
              code: code, leg: direction, component: hop.component, direction: hop.direction, rule: decision.rule,
              ports: decision.ports, message: message)
            if !findings.contains(finding) { findings.append(finding) }
          }
        }
      }
    }
    return findings
  }

  private static func unknowns(in legs: [Leg]) -> [Unknown] {
    var unknowns: [Unknown] = []
    for decision in legs.flatMap({ $0.request + $0.reply }).flatMap(\.decisions) {
      if case .unknown(let unknown) = decision.outcome, !unknowns.contains(unknown) { unknowns.append(unknown) }
    }
    return unknowns
  }
}
