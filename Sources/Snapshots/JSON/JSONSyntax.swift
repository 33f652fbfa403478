/// Finds where a text stops being JSON (RFC 8259), which the fast parser does not say. Used only once that has failed.
struct JSONSyntax {
  private let bytes: [UInt8]
  private var position = 0
  private var path: [MalformedJSON.Step] = []

  private static let deepest = 1024

  /// The first syntax error of `text`; `reason` is what the fast parser said, for when this one finds nothing wrong.
  static func firstError(in text: borrowing PaddedBytes, otherwise reason: String) -> MalformedJSON {
    var syntax = JSONSyntax(bytes: (0..<text.count).map { text[$0] })
    do throws(MalformedJSON) {
      if syntax.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { syntax.position = 3 }
      try syntax.value()
      syntax.skipSpace()
      if syntax.position < syntax.bytes.count { throw syntax.expected("the end of the text") }
    } catch {
      return error
    }
    return MalformedJSON("is not JSON that can be read: \(reason)")
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
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
      guard current == UInt8(ascii: ":") else { throw expected("“:” after the key “\(key)”") }
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

  private mutating func string() throws(MalformedJSON) -> String {
    let start = position + 1
    position = start
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw problem("a control character in a string must be written \\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))") }
      if byte == UInt8(ascii: "\\") {
        position += 1
        switch current {
        case UInt8(ascii: "u"):
          let digits = bytes[min(position + 1, bytes.count)..<min(position + 5, bytes.count)]
          guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            throw problem("“\\u” needs four hexadecimal digits")
          }
          position += 4
        case .some(let escape) where "\"\\/bfnrt".utf8.contains(escape): break
        default: throw problem("a string has a “\\” with nothing to escape")
        }
      }
      position += 1
    }
    guard current != nil else { throw problem("the text ends inside a string") }
    position += 1
    return String(decoding: bytes[start..<position - 1], as: UTF8.self)
  }

  private mutating func literal(_ word: StaticString) throws(MalformedJSON) {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, "\(word)".utf8.elementsEqual(bytes[position..<end]) else {
      throw expected("a value")
    }
    position = end
  }

  private mutating func number() throws(MalformedJSON) {
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    if current == UInt8(ascii: "-") { position += 1 }
    guard isDigit(current) else { throw expected("a digit") }
    let leadingZero = current == UInt8(ascii: "0")
    position += 1
    if leadingZero, isDigit(current) { throw problem("a number must not begin with 0") }
    while isDigit(current) { position += 1 }
    if current == UInt8(ascii: ".") {
      position += 1
      guard isDigit(current) else { throw expected("a digit") }
      while isDigit(current) { position += 1 }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard isDigit(current) else { throw expected("a digit") }
      while isDigit(current) { position += 1 }
    }
  }

  private func expected(_ what: String) -> MalformedJSON {
    guard let current else { return problem("the text ends where \(what) should follow: it may be truncated") }
    let found = (0x21...0x7E).contains(current) ? "“\(Character(Unicode.Scalar(current)))”" : "byte \(current)"
    return problem("\(found) stands where \(what) should")
  }

  private func problem(_ text: String) -> MalformedJSON {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
    return MalformedJSON(text, path: path, position: (line, column))
  }
}
