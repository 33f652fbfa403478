internal import NetworkModel
internal import Reachability

extension AuditReport {
  /// The findings in SARIF 2.1.0 (OASIS), for code scanning: a rule for each code, and a result for each finding, at the component of the network
  /// it is about.
  public func sarif(version: String) -> JSON {
    let codes = Audit.Code.allCases
    return SARIFLog(
      version: version,
      rules: (codes.map(\.rawValue) + [Self.undecidedRule]).map { code in
        let words = code.lowercased().split(separator: "_").joined(separator: " ")
        return .object([
          "id": .string(code), "shortDescription": .object(["text": .string(words)]),
        ])
      },
      results: findings.map { result($0, ruleIndex: codes.firstIndex(of: $0.code) ?? 0) }
        + undecided.map { result($0, ruleIndex: codes.count) }, notes: grounds.notes
    ).json
  }

  /// The rule of what is no finding, and may hide one.
  private static let undecidedRule = "UNDECIDED"

  private func result(_ undecided: Audit.Undecided, ruleIndex: Int) -> JSON {
    let codes = undecided.codes.map(\.rawValue).joined(separator: ", ")
    let command = undecided.command.map { " Run: \($0)" } ?? ""
    var location: [JSON.Member] = [
      JSON.Member(
        key: "logicalLocations", value: .list([.object(["name": .string(undecided.what), "kind": "resource"])]))
    ]
    if let place = physicalLocation { location.append(place) }
    return .object([
      "ruleId": .string(Self.undecidedRule), "ruleIndex": .int(ruleIndex), "level": "note",
      "message": .object([
        "text": .string("\(undecided.what): \(undecided.why), so \(codes) may have missed something.\(command)")
      ]),
      "locations": .list([.object(location)]),
      "partialFingerprints": .object([
        "portolanFinding/v1": .string("\(Self.undecidedRule) \(undecided.what)")
      ]),
    ])
  }

  /// The snapshot as a place; nil for standard input.
  private var physicalLocation: JSON.Member? {
    if snapshot == "-" { return nil }
    return JSON.Member(
      key: "physicalLocation",
      value: .object(["artifactLocation": .object(["uri": SARIFLog.uri(ofPath: snapshot)])]))
  }

  private func result(_ finding: Audit.Finding, ruleIndex: Int) -> JSON {
    let component = finding.component
    var location: [JSON.Member] = [
      JSON.Member(
        key: "logicalLocations",
        value: .list([
          .object([
            "name": .string(component.name), "fullyQualifiedName": .string(component.id ?? component.name),
            "kind": .string(component.kind.rawValue),
          ])
        ]))
    ]
    if let place = physicalLocation { location.append(place) }
    return .object([
      "ruleId": .string(finding.code.rawValue), "ruleIndex": .int(ruleIndex), "level": .string(finding.severity.level),
      "message": .object(["text": .string("\(finding.message) \(finding.cure.sentence)")]),
      "locations": .list([.object(location)]),
      // Not the ports or the sentence, so that the alert stays the same one while these change.
      "partialFingerprints": .object(["portolanFinding/v1": .string(fingerprint(finding))]),
    ])
  }

  private func fingerprint(_ finding: Audit.Finding) -> String {
    let rule = RuleText(network: network)
    // What is open to IPv4 and to IPv6 are two findings.
    let family = finding.evidence.map { $0.source.family == .v4 ? "IPv4" : "IPv6" }
    let parts = [
      finding.code.rawValue, finding.component.id ?? finding.component.name, finding.direction?.rawValue,
      finding.rule.map { rule($0) }, finding.ipProtocol.map { "\($0)" }, family,
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

extension Audit.Severity {
  /// How SARIF calls it.
  fileprivate var level: String {
    switch self {
    case .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }
}
