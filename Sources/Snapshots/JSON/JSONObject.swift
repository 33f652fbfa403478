/// An object in a parsed document, read field by field.
///
/// A look-up begins where the last one ended and wraps around, so that reading the fields in the order in which AWS writes
/// them costs one pass; in any other order the answer is the same.
package struct JSONObject {
  private let tape: JSONTape
  private let start: Int
  private let end: Int
  private var cursor: Int

  init(tape: JSONTape, index: Int) {
    self.tape = tape
    start = index + 1
    end = tape.end(of: index) - 1
    cursor = start
  }

  /// The value of `key`; nil when the object lacks it or has it as `null`.
  package mutating func value(_ key: StaticString) -> JSONValue? {
    for (first, last) in [(cursor, end), (start, cursor)] {
      var position = first
      while position < last {
        let next = tape.end(of: position + 1)
        if isKey(position, key) {
          cursor = next
          let value = JSONValue(tape: tape, index: position + 1)
          return value.isNull ? nil : value
        }
        position = next
      }
    }
    return nil
  }

  /// Reads the value of `key`, if the object has it.
  package mutating func optional<Value>(
    _ key: StaticString, _ read: (JSONValue) throws(MalformedJSON) -> Value
  ) throws(MalformedJSON) -> Value? {
    guard let value = value(key) else { return nil }
    do throws(MalformedJSON) {
      return try read(value)
    } catch {
      throw error.inside(.key("\(key)"))
    }
  }

  /// Reads the value of `key`, which the object must have.
  package mutating func required<Value>(
    _ key: StaticString, _ read: (JSONValue) throws(MalformedJSON) -> Value
  ) throws(MalformedJSON) -> Value {
    guard let value = try optional(key, read) else { throw MalformedJSON("lacks “\(key)”") }
    return value
  }

  /// Visits the fields in the order of the text.
  package func forEach(_ visit: (String, JSONValue) throws(MalformedJSON) -> Void) throws(MalformedJSON) {
    var position = start
    while position < end {
      let key = String(decoding: tape.string(position), as: UTF8.self)
      do throws(MalformedJSON) {
        try visit(key, JSONValue(tape: tape, index: position + 1))
      } catch {
        throw error.inside(.key(key))
      }
      position = tape.end(of: position + 1)
    }
  }

  @inline(__always)
  private func isKey(_ position: Int, _ key: StaticString) -> Bool {
    let bytes = tape.string(position)
    guard bytes.count == key.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count where bytes[index] != key.utf8Start[index] { return false }
    return true
  }
}
