internal import Ports
public import Reachability

extension Matrix {
  /// What is connected at a port, for people: how many pairs have which answer, then every group of clients with the servers it may reach.
  ///
  /// - Parameters:
  ///   - port: The servers' port; nil where the protocol has none.
  ///   - grouping: What endpoints are put together by.
  ///   - colour: Whether to mark answers with ANSI colours.
  public func text(port: UInt16?, by grouping: Grouping, colour: Bool) -> String {
    let style = Style(colour: colour)
    var rows: [Row] = []
    forEachRow(port: port, by: grouping) { rows.append($0) }
    let server = port.map { "\(ipProtocol)/\($0)" } ?? "\(ipProtocol)"
    var lines = ["\(server)   \(totals(port: port).text)"]
    let width = min(rows.map { $0.to.name.count }.max() ?? 0, 40)
    var client: Group?
    for row in rows {
      if row.from != client {
        lines += ["", "  \(row.from.name)"]
        client = row.from
      }
      lines.append("    →  \(row.to.name.padded(to: width))   \(row.answer(style))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Matrix.Totals {
  /// How many pairs have which answer: `56 pairs: 12 work, 44 blocked`.
  public var text: String {
    let parts = [(works, "work"), (intermittent, "work sometimes"), (blocked, "blocked"), (unknown, "unknown")]
    let told = parts.filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    return "\(grouped(pairs)) pairs" + (told.isEmpty ? "" : ": \(told)")
  }
}

extension Matrix.Row {
  fileprivate func answer(_ style: Style) -> String {
    guard let cell else { return totals.text }
    guard cell.verdict == .intermittent else { return style.verdict(cell.verdict) }
    return
      "\(style.verdict(cell.verdict))   \(grouped(cell.working.sure.count)) client ports: \(pretty(cell.working.sure))"
  }
}
