internal import Ports
public import Reachability

extension Matrix.Totals {
  /// The counts as `matrix --totals` and each row carry them.
  public var json: JSON {
    .object([
      "pairs": .int(pairs), "works": .int(works), "intermittent": .int(intermittent), "blocked": .int(blocked),
      "unknown": .int(unknown), "workingPorts": .int(workingPorts),
    ])
  }
}

extension Matrix.Row {
  /// The row for programs, documented in `docs/matrix.md`.
  public var json: JSON {
    .object([
      "from": .string(from.name), "to": .string(to.name), "verdict": .optional(cell?.verdict.rawValue),
      "workingRanges": .optional(cell.map { "\($0.working.sure)" }), "totals": totals.json,
    ])
  }

  /// The row as a line of comma-separated values (RFC 4180), after `port,from,to,pairs,works,intermittent,blocked,unknown,workingPorts`.
  public func csv(port: UInt16?) -> String {
    let counts = [
      totals.pairs, totals.works, totals.intermittent, totals.blocked, totals.unknown, totals.workingPorts,
    ]
    return ([port.map { "\($0)" } ?? "", CSVCell.text(from.name), CSVCell.text(to.name)] + counts.map { "\($0)" })
      .joined(separator: ",")
  }
}

extension Matrix.ServerPorts {
  /// The answer for programs, documented in `docs/matrix.md`.
  public func json(from client: String, to server: String) -> JSON {
    .object([
      "from": .string(client), "to": .string(server), "serverPorts": .string("\(ports)"),
      "verdict": .string(cell.verdict.rawValue), "workingRanges": .string("\(cell.working.sure)"),
      "undecidedRanges": .string("\(cell.working.undecided)"),
    ])
  }
}
