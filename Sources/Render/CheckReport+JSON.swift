internal import AWSCatalogue
internal import NetworkModel

extension CheckReport {
  /// The report for programs: the document `portolan.check/1`, described in `docs/snapshots.md`.
  public var json: JSON {
    .object([
      "schema": "portolan.check/1", "snapshot": .string(snapshot), "isComplete": .bool(isComplete),
      "files": .int(size.files), "bytes": .int(size.bytes), "missing": .list(grounds.missing.map(\.json)),
      "contradictions": .list(
        grounds.doubts.map { .object(["what": .string($0.what), "why": .string($0.why)]) }),
      "assumptions": .list(
        grounds.assumptions.map { fact in
          guard case .object(let members) = fact.json else { return .null }
          return .object([JSON.Member(key: "assumption", value: .optional(fact.assumption))] + members)
        }),
      "notices": .list(notices.map { .string($0) }),
      "calls": .list(
        readings.map { reading in
          .object([
            "call": .string(reading.call.words), "status": .string(reading.status.text),
            "account": .optional(reading.scope.account), "region": .optional(reading.scope.region),
            "items": reading.count.map { .int($0) } ?? .null, "files": .list(reading.files.map { .string($0) }),
          ])
        }),
      "notMade": .list(needless.map { .string($0.words) }),
    ])
  }
}
