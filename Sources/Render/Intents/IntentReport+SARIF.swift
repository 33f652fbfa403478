internal import Reachability

extension IntentReport {
  /// The result in SARIF 2.1.0 (OASIS), for code scanning: a rule for each intent, and a result for each that does not hold, at its place
  /// in the file.
  public func sarif(version: String) -> JSON {
    let results = outcomes.enumerated().filter { $0.element.status != .holds }
    return SARIFLog(
      version: version, rules: outcomes.map { rule($0.intent) },
      results: results.map { result($0.element, ruleIndex: $0.offset) }, notes: grounds.notes
    ).json
  }

  private func rule(_ intent: Intent) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member(key: "id", value: .string(intent.id)),
      JSON.Member(key: "shortDescription", value: .object(["text": .string(intent.claim)])),
    ]
    if let reason = intent.reason {
      members.append(JSON.Member(key: "fullDescription", value: .object(["text": .string(reason)])))
    }
    if let owner = intent.owner {
      members.append(JSON.Member(key: "properties", value: .object(["owner": .string(owner)])))
    }
    return .object(members)
  }

  private func result(_ outcome: Intent.Outcome, ruleIndex: Int) -> JSON {
    let place = outcome.intent.place
    return .object([
      "ruleId": .string(outcome.intent.id), "ruleIndex": .int(ruleIndex),
      "level": outcome.status == .fails ? "error" : "warning",
      "message": .object(["text": .string(details(outcome))]),
      "locations": .list([
        .object([
          "physicalLocation": .object([
            "artifactLocation": .object(["uri": SARIFLog.uri(ofPath: file)]),
            "region": .object(["startLine": .int(place.line), "startColumn": .int(place.column)]),
          ])
        ])
      ]),
      // The id alone, so that the alert stays the same one while lines and details change.
      "partialFingerprints": .object(["portolanIntent/v1": .string(outcome.intent.id)]),
    ])
  }
}
