/// The fields of a form as a browser writes them in the query of an address: `application/x-www-form-urlencoded` (WHATWG URL, section 5).
package struct FormFields: Hashable, Sendable {
  /// A name and a value.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// The fields in their order; a name may be there more than once.
  package private(set) var fields: [Field] = []

  /// Makes an empty form.
  package init() {}

  /// Reads the query of an address, without its question mark. What is no UTF-8 is replaced, as browsers do.
  package init(query: some StringProtocol) {
    for part in query.utf8.split(separator: UInt8(ascii: "&")) {
      let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      add(Self.decoded(halves[0]), halves.count > 1 ? Self.decoded(halves[1]) : "")
    }
  }

  /// Adds a field.
  package mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  /// The value of the first field with a name, unless it is empty: that is what a form sends where nothing was filled in.
  package subscript(name: String) -> String? {
    fields.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// The values of every field with a name.
  package func all(_ name: String) -> [String] { fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  /// The fields as the query of an address.
  package var query: String {
    fields.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  private static func decoded(_ bytes: some Collection<UInt8>) -> String {
    var decoded: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let high = rest.first?.hexDigit,
        let low = rest.dropFirst().first?.hexDigit
      {
        decoded.append(high << 4 | low)
        rest.removeFirst(2)
      } else {
        decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "*"):
        encoded.unicodeScalars.append(UnicodeScalar(byte))
      case UInt8(ascii: " "): encoded += "+"
      default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}

extension UInt8 {
  fileprivate var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
