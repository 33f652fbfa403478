internal import Glibc
package import NetworkModel

/// A value in a parsed document, valid while the document is.
package struct JSONValue {
  let tape: UnsafePointer<JSONTape>
  let index: Int

  init(tape: UnsafePointer<JSONTape>, index: Int) {
    self.tape = tape
    self.index = index
  }

  /// Whether the value is `null`.
  package var isNull: Bool { tape.pointee.type(index) == UInt8(ascii: "n") }

  /// The value in a few words, for an error: `"abc"`, `70000`, `a list`.
  package var summary: String {
    switch tape.pointee.type(index) {
    case UInt8(ascii: "\""):
      return "“\(String(decoding: tape.pointee.string(index), as: UTF8.self).abbreviated)”"
    case UInt8(ascii: "l"): return "\(Int64(bitPattern: tape.pointee.words[index + 1]))"
    case UInt8(ascii: "u"): return "\(tape.pointee.words[index + 1])"
    case UInt8(ascii: "d"): return "\(Double(bitPattern: tape.pointee.words[index + 1]))"
    case UInt8(ascii: "t"): return "true"
    case UInt8(ascii: "f"): return "false"
    case UInt8(ascii: "n"): return "null"
    case UInt8(ascii: "["): return "a list"
    default: return "an object"
    }
  }

  /// The error that this value is not `expected`.
  func isNot(_ expected: String) -> MalformedJSON { MalformedJSON("\(summary) is not \(expected)") }

  /// The value as an object.
  package func object() throws(MalformedJSON) -> JSONObject {
    guard tape.pointee.type(index) == UInt8(ascii: "{") else { throw isNot("an object") }
    return JSONObject(tape: tape, index: index)
  }

  /// How many elements a list has, as far as the tape's 24 bits for it tell; 0 for anything but a list.
  var count: Int {
    tape.pointee.type(index) == UInt8(ascii: "[") ? Int(tape.pointee.words[index] >> 32 & 0xFF_FFFF) : 0
  }

  /// Whether the value is a list of nothing.
  var isEmptyList: Bool { isList && count == 0 }

  /// Whether the value is a list.
  var isList: Bool { tape.pointee.type(index) == UInt8(ascii: "[") }

  /// Whether the value is an object.
  var isObject: Bool { tape.pointee.type(index) == UInt8(ascii: "{") }

  /// Whether the value, of a token for the next page, says that there is one: not every service leaves it out where there is none.
  var isToken: Bool { !isNull && (try? bytes().isEmpty) != true }

  /// Reads each element of a list.
  package func list<Element>(
    _ read: (JSONValue) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(count)
    try forEach { value throws(MalformedJSON) in elements.append(try read(value)) }
    return elements
  }

  /// Reads each object in a list.
  func objects<Element>(
    _ read: (inout JSONObject) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) -> [Element] {
    try list { value throws(MalformedJSON) in
      var fields = try value.object()
      return try read(&fields)
    }
  }

  /// Visits each element of a list.
  package func forEach(_ visit: (JSONValue) throws(MalformedJSON) -> Void) throws(MalformedJSON) {
    guard isList else { throw isNot("a list") }
    let end = tape.pointee.end(of: index) - 1
    var position = 0
    var cursor = index + 1
    while cursor < end {
      do throws(MalformedJSON) {
        try visit(JSONValue(tape: tape, index: cursor))
      } catch {
        throw error.inside(.index(position))
      }
      cursor = tape.pointee.end(of: cursor)
      position += 1
    }
  }

  /// The UTF-8 bytes of a string.
  @inline(__always)
  func bytes() throws(MalformedJSON) -> UnsafeBufferPointer<UInt8> {
    guard tape.pointee.type(index) == UInt8(ascii: "\"") else { throw isNot("a string") }
    return tape.pointee.string(index)
  }

  /// Whether a string is `text`.
  func isString(_ text: StaticString) throws(MalformedJSON) -> Bool {
    let bytes = try bytes()
    return bytes.count == text.utf8CodeUnitCount && memcmp(tape.pointee.text(index), text.utf8Start, bytes.count) == 0
  }

  /// The value as a string.
  package func string() throws(MalformedJSON) -> String { String(decoding: try bytes(), as: UTF8.self) }

  /// The value as a string that many others are too, such as a zone.
  func recurringString() throws(MalformedJSON) -> String { tape.pointee.recurringText(try bytes()) }

  /// The value as `true` or `false`.
  package func bool() throws(MalformedJSON) -> Bool {
    switch tape.pointee.type(index) {
    case UInt8(ascii: "t"): return true
    case UInt8(ascii: "f"): return false
    default: throw isNot("true or false")
    }
  }

  /// The value as a whole number in `range`.
  package func int(in range: ClosedRange<Int>) throws(MalformedJSON) -> Int {
    guard tape.pointee.type(index) == UInt8(ascii: "l"),
      let value = Int(exactly: Int64(bitPattern: tape.pointee.words[index + 1])), range.contains(value)
    else { throw isNot("a whole number from \(range.lowerBound) to \(range.upperBound)") }
    return value
  }

  /// The value as an id; one that is not `isRecurring` is kept out of the shared texts.
  package func identifier<Resource>(isRecurring: Bool = true) throws(MalformedJSON) -> Identifier<Resource> {
    let bytes = try bytes()
    guard !bytes.isEmpty else { throw MalformedJSON("an id is empty") }
    return Identifier(isRecurring ? tape.pointee.recurringText(bytes) : String(decoding: bytes, as: UTF8.self))
  }

  /// The value as an address.
  package func address() throws(MalformedJSON) -> IPAddress {
    guard let address = IPAddress(utf8: Span(_unsafeElements: try bytes())) else {
      throw isNot("an IP address such as 10.0.0.1 or 2001:db8::1")
    }
    return address
  }

  /// The value as a block of addresses.
  package func cidrBlock() throws(MalformedJSON) -> CIDRBlock {
    guard let block = CIDRBlock(utf8: Span(_unsafeElements: try bytes())) else {
      throw isNot("a CIDR block such as 10.0.0.0/16 (prefix 0 to 32) or 2001:db8::/56 (prefix 0 to 128)")
    }
    return block
  }
}
