extension Unicode.Scalar {
  /// Whether it commands whatever shows a text, rather than being shown: a control character (C0, DEL, C1), what turns the direction of
  /// text (UAX #9), or what separates lines or paragraphs.
  package var isCommand: Bool {
    switch value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// Whether it has a scalar that commands whatever shows it; with `breaksLines`, line breaks are none of these.
  package func hasCommands(breaksLines: Bool = false) -> Bool {
    let quick = utf8.withContiguousStorageIfAvailable { Self.mayCommand($0, breaksLines: breaksLines) }
    if quick == false { return false }  // as of nearly all
    return unicodeScalars.contains { $0.isCommand && !(breaksLines && $0 == "\n") }
  }

  /// Whether some byte is of ASCII's control characters, or begins the UTF-8 of another scalar that commands.
  private static func mayCommand(_ bytes: UnsafeBufferPointer<UInt8>, breaksLines: Bool) -> Bool {
    bytes.contains { byte in
      byte < 0x20 ? !(breaksLines && byte == 0x0A) : byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
    }
  }

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
