internal import NetworkModel
internal import Ports
internal import Reachability

extension AuditReport {
  /// The findings for programs: the document `portolan.audit/1`, described in `docs/audit.md`.
  public var json: JSON {
    .object([
      "schema": "portolan.audit/1",
      "counts": .object(
        Audit.Severity.allCases.reversed().map { JSON.Member(key: $0.rawValue, value: .int(count($0))) }),
      "findings": .list(findings.map { json($0) }),
      "undecided": .list(undecided.map { json($0) }), "assumptions": grounds.assumptionsJSON,
    ])
  }

  private func json(_ finding: Audit.Finding) -> JSON {
    let rule = RuleText(network: network)
    let edit = EditText(network: network)
    return .object([
      "code": .string(finding.code.rawValue), "severity": .string(finding.severity.rawValue),
      "component": .object([
        "kind": .string(finding.component.kind.rawValue), "id": .optional(finding.component.id),
        "name": .string(finding.component.name),
      ]),
      "direction": .optional(finding.direction?.rawValue), "rule": .optional(finding.rule.map { rule($0) }),
      "protocol": .optional(finding.ipProtocol.map { "\($0)" }), "ports": .optional(finding.ports.map { "\($0)" }),
      "count": finding.ports.map { .int($0.count) } ?? .null, "message": .string(finding.message),
      "evidence": finding.evidence.map { json($0) } ?? .null,
      "cure": .object([
        "sentence": .string(finding.cure.sentence), "edits": .list(finding.cure.edits.map { .string(edit($0)) }),
      ]),
    ])
  }

  private func json(_ undecided: Audit.Undecided) -> JSON {
    .object([
      "codes": .list(undecided.codes.map { .string($0.rawValue) }), "what": .string(undecided.what),
      "why": .string(undecided.why), "command": .optional(undecided.command),
    ])
  }

  private func json(_ evidence: Audit.Evidence) -> JSON {
    .object([
      "from": .string("\(evidence.source)"), "to": .string("\(evidence.destination)"),
      "protocol": .string("\(evidence.ipProtocol)"), "port": evidence.port.map { .int(Int($0)) } ?? .null,
      "clientPort": evidence.clientPort.map { .int(Int($0)) } ?? .null,
      "command": command(evidence).map { .list($0.map { .string($0) }) } ?? .null,
      "verdict": .optional(evidence.question?.verdict.rawValue),
    ])
  }
}
