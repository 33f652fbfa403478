internal import NetworkModel
internal import Ports
internal import Reachability

extension IntentReport {
  /// The result for programs: the document `portolan.verify/1`, described in `docs/verify.md`.
  public var json: JSON {
    .object([
      "schema": "portolan.verify/1", "file": .string(file), "status": .string(status.rawValue),
      "counts": .object([
        "intents": .int(outcomes.count), "holds": .int(count(.holds)), "fails": .int(count(.fails)),
        "unknown": .int(count(.unknown)), "assumptions": .int(grounds.assumptions.count),
      ]),
      "intents": .list(outcomes.map(json)), "assumptions": grounds.assumptionsJSON, "missing": grounds.missingJSON,
    ])
  }

  private func json(_ outcome: Intent.Outcome) -> JSON {
    let intent = outcome.intent
    return .object([
      "id": .string(intent.id), "status": .string(outcome.status.rawValue), "line": .int(intent.place.line),
      "column": .int(intent.place.column), "action": .string(intent.action.rawValue),
      "from": .string(intent.from.label), "to": .string(intent.to.label),
      "protocols": .list(intent.protocols.map { .string("\($0)") }), "ports": .optional(intent.ports.map { "\($0)" }),
      "clientPorts": .optional(intent.clientPorts.map { "\($0.ports)" }), "for": .string(intent.extent.rawValue),
      "reason": .optional(intent.reason), "owner": .optional(intent.owner), "pairs": .int(outcome.pairs),
      "failing": .int(outcome.failing), "unknown": .int(outcome.unknown),
      "breaches": .list(outcome.breaches.map { json($0, of: intent) }),
    ]).with("gaps", .gaps(outcome.gaps))
  }

  private func json(_ breach: Intent.Breach, of intent: Intent) -> JSON {
    let query = breach.trace.query
    let text = BreachText(network: network)
    return .object([
      "status": .string(breach.status.rawValue),
      "from": .string(breach.from), "otherClients": .int(breach.otherClients),
      "to": .string(breach.to), "otherServers": .int(breach.otherServers), "pairs": .int(breach.pairs),
      "family": .string(query.family == .v4 ? "ipv4" : "ipv6"), "protocol": .string("\(query.ipProtocol)"),
      "ports": .optional(breach.ports.map { "\($0)" }), "port": query.port.map { .int(Int($0)) } ?? .null,
      "verdict": .string(breach.trace.verdict.rawValue),
      "clientPorts": query.clientPorts.map { asked in
        .object([
          "total": .int(asked.ports.count), "working": .int(breach.trace.working.sure.count),
          "workingRanges": .string("\(breach.trace.working.sure)"),
          "failingRanges": .string("\(asked.ports.subtracting(breach.trace.working.possible))"),
        ])
      } ?? .null,
      "reasons": .list(text.reasons(breach, of: intent).map { .string($0) }),
      "fix": .list(text.remedy(breach, of: intent).map { .string($0) }),
    ])
  }
}
