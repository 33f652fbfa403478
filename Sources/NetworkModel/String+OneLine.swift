extension String {
  /// The text as part of one line on a terminal: whatever would break the line, or command the terminal, becomes a space.
  package var onOneLine: String {
    let isPlain = utf8.withContiguousStorageIfAvailable { bytes in bytes.allSatisfy { (0x20...0x7E).contains($0) } }
    if isPlain == true { return self }  // as nearly all are
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text.append(" ")
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The text, cut where it goes on for more than 60 characters.
  package var abbreviated: String {
    // Counted by scalars, since one character may be of any length.
    guard
      let end = unicodeScalars.index(startIndex, offsetBy: 60, limitedBy: endIndex), end < endIndex
    else { return self }
    return String(unicodeScalars[..<end]) + "…"
  }
}
