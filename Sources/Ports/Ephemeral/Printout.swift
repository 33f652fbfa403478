/// What commands printed, line by line; each reader marks the lines it has used, so that no other takes them again.
struct Printout {
  struct Line {
    /// The place of the line in the text, counted from 1.
    let number: Int
    /// The line without the blanks around it.
    let bytes: ArraySlice<UInt8>
    /// Whether a reader has used the line.
    var isUsed = false
  }

  var lines: [Line]

  init(_ bytes: [UInt8]) {
    var number = 0
    lines = Printout.utf8(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      number += 1
      return Line(number: number, bytes: $0.trimmed)
    }
  }

  /// The text as UTF-8 without a byte order mark.
  private static func utf8(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return bytes.dropFirst(3) }
    let low: Int
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE): low = 0
    case (0xFE, 0xFF): low = 1
    default: return bytes[...]
    }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    return ArraySlice(String(decoding: units, as: UTF16.self).utf8)
  }

  /// The indices of the lines that are not blank and that no reader has used, ascending.
  var unusedLines: [Int] { lines.indices.filter { !lines[$0].isUsed && !lines[$0].bytes.isEmpty } }
}

extension ArraySlice<UInt8> {
  /// The slice without the blanks at its ends.
  var trimmed: ArraySlice<UInt8> {
    let tail = drop(while: \.isBlank)
    guard let last = tail.lastIndex(where: { !$0.isBlank }) else { return tail.prefix(0) }
    return tail[...last]
  }

  /// The parts between blanks.
  var fields: [ArraySlice<UInt8>] { split(whereSeparator: \.isBlank) }

  /// The name and value of `name: value` or `name = value`, without blanks around them.
  var setting: (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    guard let mark = firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }) else {
      return nil
    }
    return (self[..<mark].trimmed, self[(mark + 1)...].trimmed)
  }

  /// The runs of ASCII letters and digits, in lower case.
  var words: [String] {
    split { !$0.isASCIIAlphanumeric }.map { String(decoding: $0, as: UTF8.self).lowercased() }
  }

  /// Whether the line is a rule of dashes, such as stand below the headings of a table.
  var isRule: Bool {
    guard contains(UInt8(ascii: "-")) else { return false }
    return allSatisfy { $0 == UInt8(ascii: "-") || $0.isBlank }
  }

  /// Whether the slice is a number: digits and nothing else.
  var isNumber: Bool { !isEmpty && allSatisfy(\.isASCIIDigit) }

  /// The decimal number from 0 to 65535 that the slice is, of at most five digits.
  var uint16: UInt16? {
    guard isNumber, count <= 5 else { return nil }
    return UInt16(exactly: reduce(UInt32(0)) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) })
  }

  /// Whether the slice is the ASCII text `other`.
  func equals(_ other: String) -> Bool { count == other.utf8.count && elementsEqual(other.utf8) }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }

  fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isASCIIAlphanumeric: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
