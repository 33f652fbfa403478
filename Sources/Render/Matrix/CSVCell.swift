internal import NetworkModel

/// Cells of comma-separated values (RFC 4180).
enum CSVCell {
  /// What formulas begin with, and the wide forms of the same.
  private static let formulaSigns = "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars

  /// A text as a cell: on one line, in quotes where it has a comma or a quote, and behind an apostrophe where a spreadsheet would take it
  /// for a formula.
  static func text(_ text: String) -> String {
    // What a spreadsheet passes over at the beginning does not hide what follows.
    let first = text.unicodeScalars.first { $0 != " " && !$0.isCommand }
    let isFormula = first.map { formulaSigns.contains($0) } ?? false
    let beginsWithCommand = text.unicodeScalars.first?.isCommand ?? false
    let cell = (isFormula || beginsWithCommand ? "'" : "") + text.onOneLine
    guard cell.utf8.contains(where: { ",\"".utf8.contains($0) }) else { return cell }
    return "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
