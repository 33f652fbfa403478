internal import Glibc

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
    let head = KeyHead(key)
    guard
      let position = position(of: key, head, from: cursor, to: end) ?? position(of: key, head, from: start, to: cursor)
    else { return nil }
    cursor = tape.end(of: position + 1)
    let value = JSONValue(tape: tape, index: position + 1)
    return value.isNull ? nil : value
  }

  @inline(__always)
  private func position(of key: StaticString, _ head: KeyHead, from first: Int, to last: Int) -> Int? {
    var position = first
    while position < last {
      // The same head means the same length, so that the rest can be compared as it lies there.
      if KeyHead(tape, position) == head, memcmp(tape.text(position), key.utf8Start, key.utf8CodeUnitCount) == 0 {
        return position
      }
      position = tape.end(of: position + 1)
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
}

/// The length of a key and its first letter, which tell most keys of an object apart.
private struct KeyHead: Equatable {
  private let bits: UInt64

  init(_ key: StaticString) {
    bits = UInt64(key.utf8CodeUnitCount) | UInt64(key.utf8Start[0]) << 32
  }

  /// The head of the key at `position`: on the tape, a string is its length in four bytes, then its text and a NUL.
  init(_ tape: JSONTape, _ position: Int) {
    bits = UnsafeRawPointer(tape.strings + tape.payload(position)).loadUnaligned(as: UInt64.self) & 0xFF_FFFF_FFFF
  }
}
