public import NetworkModel
internal import Ports
public import Reachability

extension Difference {
  /// What became of connections, for programs: the document `portolan.diff/1`, described in `docs/diff.md`.
  public func json(from old: Network, to new: Network) -> JSON {
    let text = AlterationText(old: old, new: new)
    return .object([
      "schema": "portolan.diff/1",
      "isEmpty": .bool(isEmpty),
      "pairs": .object(
        Effect.allCases.map { effect in
          let pairs = changes.filter { $0.effect == effect }.reduce(0) { $0 + $1.pairs }
          return JSON.Member(key: effect.rawValue, value: .int(pairs))
        }),
      "changes": .list(
        changes.map { change in
          .object([
            "effect": .string(change.effect.rawValue), "from": change.from.json, "to": change.to.json,
            "protocol": .string("\(change.ipProtocol)"), "family": .string(change.family.name),
            "ports": .optional(change.ports.map { "\($0)" }), "pairs": .int(change.pairs),
            "before": Self.json(change.before), "after": Self.json(change.after),
            "cause": change.cause.map { Self.json($0, text) } ?? .null,
          ])
        }),
      "arrivals": .list(
        arrivals.map {
          .object(["end": $0.end.json, "isNew": .bool($0.isNew), "pairs": .int($0.pairs)])
        }),
      "alterations": .list(alterations.map { Self.json($0, text) }),
    ]).with("gaps", .gaps(gaps))
  }

  private static func json(_ cell: Matrix.Cell) -> JSON {
    .object([
      "verdict": .string(cell.verdict.rawValue), "workingRanges": .string("\(cell.working.sure)"),
      "undecidedRanges": .string("\(cell.working.undecided)"),
    ])
  }

  private static func json(_ alteration: Alteration, _ text: AlterationText) -> JSON {
    .object(["id": .string(alteration.id), "text": .string(text(alteration))])
  }
}

extension Difference.End {
  fileprivate var json: JSON {
    let members: JSON.Member =
      switch kind {
      case .interfaces(let ids): JSON.Member(key: "interfaces", value: .list(ids.map { .string($0.text) }))
      case .internet(let addresses, _), .onPremises(let addresses, _):
        JSON.Member(key: "addresses", value: .string("\(addresses)"))
      }
    let word =
      switch kind {
      case .interfaces: "interfaces"
      case .internet: "internet"
      case .onPremises: "on-premises"
      }
    return .object([
      JSON.Member(key: "name", value: .string(name)), JSON.Member(key: "kind", value: .string(word)), members,
    ])
  }
}
