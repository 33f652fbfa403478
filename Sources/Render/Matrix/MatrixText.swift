internal import Ports
public import Reachability

/// What is connected, for people: each client with the servers it reaches.
///
/// Rows come one after the other, of which there may be millions: as many are kept as are shown, what does not simply work before what does.
public struct MatrixText {
  private struct Line {
    let place: Int
    let client: String
    let server: String
    let verdict: Verdict?
    let detail: String
  }

  private let width: Int
  private let limit: Int
  private let style: Style
  private var remarkable: [Line] = []
  private var simple: [Line] = []
  private var count = 0

  /// Makes a text without rows.
  ///
  /// - Parameters:
  ///   - width: How many columns a line may have; nil for any.
  ///   - limit: How many rows are shown; nil for all.
  ///   - colour: Whether to mark answers with ANSI colours.
  public init(width: Int?, limit: Int?, colour: Bool) {
    self.width = max(width ?? 10_000, 40)
    self.limit = limit ?? .max
    style = Style(colour: colour)
  }

  /// Adds what becomes of connections at one port.
  public mutating func add(_ row: Matrix.Row) {
    add(
      row.from.name, row.to.name, row.cell?.verdict, row.cell.map(\.detail) ?? row.totals.text,
      isSimple: row.totals.works + row.totals.blocked == row.totals.pairs)
  }

  /// Adds what becomes of connections at some ports.
  public mutating func add(_ answer: Matrix.ServerPorts, from client: String, to server: String) {
    let detail = answer.cell.detail
    add(
      client, server, answer.cell.verdict, pretty(answer.ports) + (detail.isEmpty ? "" : "   from \(detail)"),
      isSimple: answer.cell.verdict == .works)
  }

  private mutating func add(
    _ client: String, _ server: String, _ verdict: Verdict?, _ detail: String, isSimple: Bool
  ) {
    let line = Line(place: count, client: client, server: server, verdict: verdict, detail: detail)
    count += 1
    if isSimple {
      if simple.count < limit { simple.append(line) }
    } else if remarkable.count < limit {
      remarkable.append(line)
    }
  }

  /// Whether rows are left out.
  public var isShortened: Bool { count > limit }

  /// The rows under a headline.
  public func text(_ headline: String) -> String {
    let shown = (remarkable + simple.prefix(limit - remarkable.count)).sorted { $0.place < $1.place }
    let nameWidth = min(shown.map(\.server.count).max() ?? 0, max(width - 50, 20))
    var lines = [headline]
    var client: String?
    for line in shown {
      if line.client != client {
        lines += ["", "  \(line.client.fitted(to: width - 2))"]
        client = line.client
      }
      lines.append(
        "    →  \(line.server.fitted(to: nameWidth).padded(to: nameWidth))   \(answer(line, width - nameWidth - 10))")
    }
    if isShortened { lines += ["", "  … \(grouped(shown.count)) of \(grouped(count)) rows"] }
    return style.text(lines)
  }

  private func answer(_ line: Line, _ room: Int) -> String {
    guard let verdict = line.verdict else { return line.detail.cut(to: room) }
    if line.detail.isEmpty { return style.verdict(verdict) }
    let padding = String(repeating: " ", count: max(0, 12 - verdict.rawValue.count))
    return style.verdict(verdict) + padding + "   " + line.detail.cut(to: max(room - 15, 12))
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

extension Matrix.Cell {
  /// Where only some client ports work, which.
  fileprivate var detail: String {
    verdict == .intermittent ? "\(grouped(working.sure.count)) client ports: \(pretty(working.sure))" : ""
  }
}

extension String {
  /// The text in at most `width` columns; a longer one loses its middle, for names differ at their ends.
  func fitted(to width: Int) -> String {
    if count <= width { return self }
    let kept = max(width - 1, 2)
    return prefix(kept - kept / 2) + "…" + suffix(kept / 2)
  }

  /// The text in at most `width` columns, without its end if that is too long.
  fileprivate func cut(to width: Int) -> String { count <= width ? self : prefix(max(width - 1, 1)) + "…" }
}
