internal import NetworkModel

/// Rows of cells in columns as wide as they need: some to the left, some to the right.
struct TextTable {
  /// On which side of its column a cell stands.
  enum Side {
    case left
    case right
  }

  private let sides: [Side]
  private var rows: [[String]]

  init(_ columns: [(title: String, side: Side)]) {
    sides = columns.map(\.side)
    rows = [columns.map(\.title)]
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == sides.count, "a row of another table")
    rows.append(cells.map(\.onOneLine))
  }

  /// The rows, with two spaces between columns, the titles first.
  var lines: [String] {
    let widths = sides.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = sides.indices.map { row[$0].padded(to: widths[$0], atStart: sides[$0] == .right) }
        .joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
