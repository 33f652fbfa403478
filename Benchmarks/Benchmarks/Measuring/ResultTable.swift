import Foundation

/// Lines of text in columns, printed when complete: the first column to the left, the others to the right.
struct ResultTable {
  private let title: String
  private var rows: [[String]]

  init(_ title: String, columns: [String]) {
    self.title = title
    rows = [columns]
  }

  mutating func add(_ cells: String...) {
    rows.append(cells)
  }

  func print() {
    let widths = (0..<rows[0].count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    Swift.print("\n\(title)\n")
    for row in rows {
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }
      Swift.print("  " + cells.joined(separator: "   "))
    }
    fflush(nil)
  }
}

extension Double {
  /// The number with three significant digits or all of its whole part, such as `0.123`, `12.3`, `1234`.
  var short: String {
    let digits = self >= 100 ? 0 : self >= 10 ? 1 : self >= 1 ? 2 : 3
    return String(format: "%.\(digits)f", self)
  }

  /// The number as a ratio, such as `3.2x`.
  var asRatio: String { short + "x" }
}
