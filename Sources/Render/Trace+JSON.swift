public import NetworkModel
internal import Ports
public import Reachability

extension Trace {
  /// The answer for programs: the document `portolan.trace/1`, described in `docs/trace-json.md`.
  public func json(remedy: Remedy?, in network: Network) -> JSON {
    let rule = RuleText(network: network)
    return .object([
      "schema": "portolan.trace/1",
      "query": queryJSON,
      "verdict": .string(verdict.rawValue),
      "clientPorts": Self.share(of: query.clientPorts?.ports, working: working),
      "drawnFirst": drawn.map {
        .object(["total": .int($0.total), "working": .int($0.working), "isEstimate": .bool(true)])
      } ?? .null,
      "alternatives": .list(
        alternatives.map { alternative in
          .object([
            "verdict": .string(alternative.verdict.rawValue),
            "legs": .list(alternative.legs.map { Self.json($0, rule) }),
          ])
        }),
      "findings": .list(findings.map { Self.json($0, hasPorts: query.port != nil, rule) }),
      "unknowns": .list(
        unknowns.map { .object(["what": .string($0.what), "why": .string($0.why)]) }),
      "assumptions": .list(assumptions.map { .string("\($0)") }),
      "remedy": remedy.map { remedy in
        let description = EditText(network: network)
        return .list(remedy.edits.map { .string(description($0)) })
      } ?? .null,
    ]).with(
      "ways",
      entries.isEmpty
        ? nil : .list(entries.map { .object(["via": .string($0.via.text), "why": .string($0.reason)]) }))
  }

  /// The question.
  var queryJSON: JSON {
    .object([
      "from": .string(query.from.name), "to": .string(query.to.name),
      "isAboutHealth": .bool(query.isAboutHealth),
      "protocol": .string("\(query.ipProtocol)"), "port": query.port.map { .int(Int($0)) } ?? .null,
      "clientPorts": .optional(query.clientPorts.map { "\($0.ports)" }),
      "clientPortsSource": .optional(query.clientPorts?.source),
    ])
  }

  private static func share(of asked: PortSet?, working: Passage) -> JSON {
    guard let asked else { return .null }
    let failing = asked.subtracting(working.possible)
    return .object([
      "total": .int(asked.count), "working": .int(working.sure.count),
      "workingRanges": .string("\(working.sure)"), "failingRanges": .string("\(failing)"),
      "undecidedRanges": .string("\(working.undecided)"),
    ])
  }

  private static func json(_ leg: Leg, _ rule: RuleText) -> JSON {
    .object([
      "from": json(leg.from), "to": json(leg.to), "through": leg.through.map { json($0) } ?? .null,
      "keepsClientPorts": .bool(leg.keepsClientPorts), "protocol": .string("\(leg.ipProtocol)"),
      "serverPort": leg.serverPort.map { .int(Int($0)) } ?? .null, "verdict": .string(leg.verdict.rawValue),
      "clientPorts": share(of: leg.clientPorts, working: leg.working),
      "request": .object(["hops": .list(leg.request.map { json($0, hasPorts: leg.clientPorts != nil, rule) })]),
      "reply": .object(["hops": .list(leg.reply.map { json($0, hasPorts: leg.clientPorts != nil, rule) })]),
    ])
  }

  private static func json(_ end: Leg.End) -> JSON {
    .object([
      "name": .string(end.name), "address": .string("\(end.address)"),
      "addresses": .optional(end.addresses.map { "\($0)" }), "interface": .optional(end.interface?.text),
    ]).with("unlisted", end.unlisted.map { .string($0.id.text) })
  }

  private static func json(_ hop: Hop, hasPorts: Bool, _ rule: RuleText) -> JSON {
    .object([
      "component": json(hop.component), "direction": .optional(hop.direction?.rawValue),
      "tracking": .optional(hop.tracking?.rawValue),
      "decisions": .list(
        hop.decisions.map { decision in
          let (outcome, reason): (String, String?) =
            switch decision.outcome {
            case .pass: ("pass", nil)
            case .drop(_, let reason): ("drop", reason)
            case .unknown(let unknown): ("unknown", "\(unknown.what): \(unknown.why)")
            }
          return .object([
            "outcome": .string(outcome), "rule": .optional(decision.rule.map { rule($0) }),
            "target": .optional(decision.rule.flatMap(target)), "reason": .optional(reason),
            "ports": hasPorts ? .string("\(decision.ports)") : .null,
            "count": hasPorts ? .int(decision.ports.count) : .null,
          ])
        }),
    ])
  }

  private static func target(_ rule: Hop.Rule) -> String? {
    switch rule {
    case .route(let route): route.target.text
    case .transitGatewayRoute(let route): route.attachments.map(\.text).joined(separator: ",")
    case .securityGroup, .entry, .implicitDeny: nil
    }
  }

  private static func json(_ component: Hop.Component) -> JSON {
    .object([
      "kind": .string(component.kind.rawValue), "id": .optional(component.id), "name": .string(component.name),
    ])
  }

  private static func json(_ finding: Finding, hasPorts: Bool, _ rule: RuleText) -> JSON {
    .object([
      "code": .string(finding.code.rawValue), "direction": .string(finding.leg.rawValue),
      "begunBy": .optional(finding.begunBy),
      "component": json(finding.component), "filterDirection": .optional(finding.direction?.rawValue),
      "rule": .optional(finding.rule.map { rule($0) }),
      "ports": hasPorts ? .string("\(finding.ports)") : .null,
      "count": hasPorts ? .int(finding.ports.count) : .null, "message": .string(finding.message),
    ])
  }
}

extension JSON: ExpressibleByStringLiteral {
  /// Makes a string.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}
