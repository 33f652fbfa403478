/// Writes parsed values as JSON text.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  /// Writes text as it is.
  mutating func write(raw text: String) { bytes += text.utf8 }

  /// Writes a string.
  mutating func write(_ text: String) { write(string: text.utf8) }

  /// Writes a value; the keys of objects as `rename` says, and none of a member for which that is nil.
  mutating func write(_ value: JSONValue, renaming rename: ((String, JSONValue) -> String?)? = nil) {
    let tape = value.tape.pointee
    switch tape.type(value.index) {
    case UInt8(ascii: "{"):
      var separator = "{"
      try? value.object().forEach { key, member in
        guard let name = rename.map({ $0(key, member) }) ?? key else { return }
        write(raw: separator)
        separator = ","
        write(name)
        write(raw: ":")
        write(member, renaming: rename)
      }
      write(raw: separator == "{" ? "{}" : "}")
    case UInt8(ascii: "["):
      var separator = "["
      try? value.forEach { element in
        write(raw: separator)
        separator = ","
        write(element, renaming: rename)
      }
      write(raw: separator == "[" ? "[]" : "]")
    case UInt8(ascii: "\""): write(string: tape.string(value.index))
    case UInt8(ascii: "l"): write(raw: "\(Int64(bitPattern: tape.words[value.index + 1]))")
    case UInt8(ascii: "u"): write(raw: "\(tape.words[value.index + 1])")
    case UInt8(ascii: "d"): write(raw: "\(Double(bitPattern: tape.words[value.index + 1]))")
    case UInt8(ascii: "t"): write(raw: "true")
    case UInt8(ascii: "f"): write(raw: "false")
    default: write(raw: "null")
    }
  }

  private mutating func write(string text: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case ..<0x20: bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
