internal import NetworkModel

/// Finds where a text stops being JSON (RFC 8259), which the fast parser does not say. Used only once that has failed.
///
/// It also finds what the RFC leaves to a parser and the fast one refuses: deep nesting, numbers too large to hold, and
/// halves of characters.
package struct JSONSyntax {
  private let bytes: [UInt8]
  /// Where the text begins, behind a byte order mark.
  private let start: Int
  private var position: Int
  private var path: [MalformedJSON.Step] = []

  /// How deep simdjson goes: its `DEFAULT_MAX_DEPTH`, of which the document itself takes one.
  private static let deepest = 1023

  /// The first syntax error of `text`, or of several texts one behind the other; nil when it has none.
  package static func firstError(in text: borrowing PaddedBytes, ofSeveral isSeveral: Bool = false) -> MalformedJSON? {
    var syntax = JSONSyntax(text)
    syntax.skipSpace()
    if syntax.current == nil {
      return MalformedJSON("is empty: the command that should have written it may have failed")
    }
    do throws(MalformedJSON) {
      try syntax.value()
      syntax.skipSpace()
      if isSeveral { try syntax.otherTexts() }
      if syntax.current != nil { throw syntax.expected("the end of the text") }
    } catch {
      return error
    }
    return nil
  }

  /// Passes over objects and lists behind the first, which may be other answers.
  private mutating func otherTexts() throws(MalformedJSON) {
    var number = 1
    while let byte = current, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      path = [.index(number)]
      try value()
      path = []
      skipSpace()
      number += 1
    }
  }

  private init(_ text: borrowing PaddedBytes) {
    bytes = Array(text.bytes)
    start = text.markCount
    position = start
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func value() throws(MalformedJSON) {
    skipSpace()
    guard path.count <= Self.deepest else { throw problem("is nested more than \(Self.deepest) levels deep") }
    switch current {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try list()
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"): try number()
    default: throw expected("a value")
    }
  }

  private mutating func object() throws(MalformedJSON) {
    position += 1
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw expected("a key in double quotes") }
      let key = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw expected("“:” after the key “\(key.abbreviated)”") }
      position += 1
      path.append(.key(key))
      try value()
      skipSpace()
      if try closes(with: UInt8(ascii: "}")) { return }
    }
  }

  private mutating func list() throws(MalformedJSON) {
    position += 1
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    var index = 0
    while true {
      path.append(.index(index))
      try value()
      skipSpace()
      if try closes(with: UInt8(ascii: "]")) { return }
      index += 1
    }
  }

  /// Reads what follows a member: the closing bracket, or the comma before the next one.
  private mutating func closes(with bracket: UInt8) throws(MalformedJSON) -> Bool {
    guard let byte = current, byte == bracket || byte == UInt8(ascii: ",") else {
      throw expected("“,” or “\(Character(Unicode.Scalar(bracket)))”")
    }
    path.removeLast()
    position += 1
    return byte == bracket
  }

  private mutating func literal(_ word: StaticString) throws(MalformedJSON) {
    for index in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[index] else { throw expected("the rest of “\(word)”") }
      position += 1
    }
  }
}

extension JSONSyntax {
  /// Passes over a string, and returns it without reading its escapes.
  private mutating func string() throws(MalformedJSON) -> String {
    let first = position + 1
    position = first
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 {
        let digits = (byte < 16 ? "0" : "") + String(byte, radix: 16)
        throw problem("a control character in a string must be written \\u00\(digits)")
      }
      if byte == UInt8(ascii: "\\") { try escape() } else { position += 1 }
    }
    guard current != nil else { throw problem("the text ends inside a string: it may be truncated") }
    let last = position
    try checkUTF8(first..<last)
    position = last + 1
    return String(decoding: bytes[first..<last], as: UTF8.self)
  }

  /// Passes over one escape, or the two that make one character beyond U+FFFF.
  private mutating func escape() throws(MalformedJSON) {
    switch bytes.dropFirst(position + 1).first {
    case nil:
      position = bytes.count
    case UInt8(ascii: "u"):
      switch try unit(at: position) {
      case nil:
        position = bytes.count
      case .some(0xD800...0xDFFF):
        guard try isPair(at: position) else {
          let half = String(decoding: bytes[position..<position + 6], as: UTF8.self)
          throw problem("“\(half)” is half of a character, without its other half")
        }
        position += 12
      default:
        position += 6
      }
    case .some(let escaped) where "\"\\/bfnrt".utf8.contains(escaped):
      position += 2
    case .some(let escaped):
      let shown = (0x21...0x7E).contains(escaped) ? "\\\(Character(Unicode.Scalar(escaped)))" : "\\"
      throw problem("“\(shown)” is no escape of JSON")
    }
  }

  /// Whether two escapes stand at `place` that are the two halves of one character, the high one first.
  private func isPair(at place: Int) throws(MalformedJSON) -> Bool {
    guard let high = try unit(at: place), (0xD800...0xDBFF).contains(high),
      bytes[(place + 6)...].starts(with: "\\u".utf8), let low = try unit(at: place + 6)
    else { return false }
    return (0xDC00...0xDFFF).contains(low)
  }

  /// The 16 bits of the escape `\uXXXX` at `place`; nil when the text ends within it.
  private func unit(at place: Int) throws(MalformedJSON) -> UInt16? {
    let digits = bytes.dropFirst(place + 2).prefix(4)
    var unit: UInt16 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else {
        throw problem("“\\u” needs four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(value)
    }
    return digits.count == 4 ? unit : nil
  }

  private mutating func checkUTF8(_ range: Range<Int>) throws(MalformedJSON) {
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = bytes[range].makeIterator()
    position = range.lowerBound
    while true {
      switch decoder.parseScalar(from: &bytes) {
      case .valid(let scalar): position += scalar.count
      case .error: throw problem("the text is not UTF-8")
      case .emptyInput: return
      }
    }
  }

  private mutating func number() throws(MalformedJSON) {
    let first = position
    if current == UInt8(ascii: "-") { position += 1 }
    let leadingZero = current == UInt8(ascii: "0")
    if leadingZero, let next = bytes.dropFirst(position + 1).first, Self.isDigit(next) {
      position += 1
      throw problem("a number must not begin with 0")
    }
    try digits()
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[first..<position], as: UTF8.self)
    let isHeld = isWhole ? Int64(text) != nil || UInt64(text) != nil : Double(text)?.isFinite ?? false
    guard isHeld else {
      position = first
      throw problem("the number \(text.abbreviated) is too large")
    }
  }

  /// Passes over one digit or more.
  private mutating func digits() throws(MalformedJSON) {
    guard let byte = current, Self.isDigit(byte) else { throw expected("a digit") }
    while let byte = current, Self.isDigit(byte) { position += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension JSONSyntax {
  private func expected(_ what: String) -> MalformedJSON {
    guard let current else {
      return problem("the text ends where \(what) should follow: it may be truncated")
    }
    let found =
      (0x20...0x7E).contains(current) ? "“\(Character(Unicode.Scalar(current)))”" : "byte \(current)"
    return problem("\(found) stands where \(what) should")
  }

  /// An error at the current position; columns count Unicode scalars.
  private func problem(_ text: String) -> MalformedJSON {
    let before = bytes[start..<position]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? start
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return MalformedJSON(text, path: path, position: (line, column))
  }
}
