internal import NetworkModel
public import Reachability

/// A JSON value to be written (RFC 8259); the members of an object keep their order, so that output is stable.
public indirect enum JSON: Hashable, Sendable {
  /// An object.
  case object([Member])
  /// A list.
  case list([JSON])
  /// A string.
  case string(String)
  /// A whole number.
  case int(Int)
  /// A number with a fraction; `null` when it is none, such as one beyond all bounds.
  case number(Double)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    let key: String
    let value: JSON

    /// Makes a member.
    public init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// Makes an object of keys and values.
  public static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// An object with a member more, if there is a value for it.
  func with(_ key: String, _ value: JSON?) -> JSON {
    guard case .object(let members) = self, let value else { return self }
    return .object(members + [Member(key: key, value: value)])
  }

  /// Makes a list of what is missing, each in a line; nil where nothing is.
  public static func gaps(_ gaps: [Unknown]) -> JSON? {
    gaps.isEmpty ? nil : .list(gaps.map { .string("\($0.what): \($0.why)") })
  }

  /// Makes a string, or `null`.
  public static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  /// The value as text: on one line, or with each member on its own, indented by two spaces.
  public func text(indented: Bool) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: indented ? 0 : nil)
    return String(decoding: bytes, as: UTF8.self)
  }

  // Written as bytes, since appending to a `String` takes several times as long, and a batch writes many of them.
  private func write(to bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .object(let members):
      Self.write(members, "{", "}", to: &bytes, indent: indent) { member, bytes, inner in
        Self.write(member.key, to: &bytes)
        bytes += (indent == nil ? ":" : ": ").utf8
        member.value.write(to: &bytes, indent: inner)
      }
    case .list(let elements):
      Self.write(elements, "[", "]", to: &bytes, indent: indent) { element, bytes, inner in
        element.write(to: &bytes, indent: inner)
      }
    case .string(let string): Self.write(string, to: &bytes)
    case .int(let number): bytes += "\(number)".utf8
    case .number(let number): bytes += (number.isFinite ? "\(number)" : "null").utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to bytes: inout [UInt8], indent: Int?,
    each: (Element, inout [UInt8], Int?) -> Void
  ) {
    func breakLine(_ indent: Int) {
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }
    bytes += open.utf8
    let inner = indent.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let inner { breakLine(inner) }
      each(element, &bytes, inner)
    }
    if let indent, !elements.isEmpty { breakLine(indent) }
    bytes += close.utf8
  }

  private static func write(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if string.hasCommands() {
      for scalar in string.unicodeScalars { write(scalar, to: &bytes) }
    } else if string.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for byte in string.utf8 { write(byte, to: &bytes) }
    } else {
      bytes += string.utf8
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes what commands whatever shows a text, such as a terminal, as an escape: not all of it has to be, by RFC 8259.
  private static func write(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "\n": bytes += "\\n".utf8
    case "\r": bytes += "\\r".utf8
    case "\t": bytes += "\\t".utf8
    case _ where scalar.isCommand:
      let digits = String(scalar.value, radix: 16)
      bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
    default: for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { write(byte, to: &bytes) }
    }
  }

  private static func write(_ byte: UInt8, to bytes: inout [UInt8]) {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
    bytes.append(byte)
  }
}
