internal import Glibc
internal import NetworkModel

/// An object in a parsed document, read field by field.
///
/// A look-up begins where the last one ended and wraps around, so that reading the fields in the order in which AWS writes
/// them costs one pass; in any other order the answer is the same. A key that is there twice is an error.
package struct JSONObject {
  private let tape: UnsafePointer<JSONTape>
  private let start: Int
  private let end: Int
  private var cursor: Int
  private var isChecked = false

  init(tape: UnsafePointer<JSONTape>, index: Int) {
    self.tape = tape
    start = index + 1
    end = tape.pointee.end(of: index) - 1
    cursor = start
  }

  /// Whether the object has no fields.
  var isEmpty: Bool { start >= end }

  /// The value of `key`; nil when the object lacks it or has it as `null`.
  package mutating func value(_ key: StaticString) -> JSONValue? {
    let head = KeyHead(key)
    guard
      let position = position(of: key, head, from: cursor, to: end) ?? position(of: key, head, from: start, to: cursor)
    else { return nil }
    cursor = tape.pointee.end(of: position &+ 1)
    let value = JSONValue(tape: tape, index: position &+ 1)
    return value.isNull ? nil : value
  }

  @inline(__always)
  private func position(of key: StaticString, _ head: KeyHead, from first: Int, to last: Int) -> Int? {
    var position = first
    while position < last {
      if isKey(key, head, at: position) { return position }
      position = tape.pointee.end(of: position &+ 1)
    }
    return nil
  }

  @inline(__always)
  private func isKey(_ key: StaticString, _ head: KeyHead, at position: Int) -> Bool {
    head.matches(tape.pointee.head(position))
      && Self.isEqual(tape.pointee.text(position), key.utf8Start, count: key.utf8CodeUnitCount)
  }

  /// Whether two texts of `count` bytes, whose first four are the same, are the same: by words of which the last may overlap those before.
  @inline(__always)
  fileprivate static func isEqual(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, count: Int) -> Bool {
    func isEqual<Word: FixedWidthInteger>(at place: Int, _: Word.Type) -> Bool {
      UnsafeRawPointer(one).loadUnaligned(fromByteOffset: place, as: Word.self)
        == UnsafeRawPointer(other).loadUnaligned(fromByteOffset: place, as: Word.self)
    }
    if count < 8 { return count <= 4 || isEqual(at: count &- 4, UInt32.self) }
    var place = 4
    while place < count &- 8 {
      if !isEqual(at: place, UInt64.self) { return false }
      place &+= 8
    }
    return isEqual(at: count &- 8, UInt64.self)
  }

  /// The value of a key that is made at run time; nil when the object lacks it or has it as `null`.
  func member(_ key: String) -> JSONValue? {
    var found: JSONValue?
    try? forEach { name, value in
      if name == key && !value.isNull { found = value }
    }
    return found
  }

  /// Reads the value of `key`, if the object has it.
  package mutating func optional<Value>(
    _ key: StaticString, _ read: (JSONValue) throws(MalformedJSON) -> Value
  ) throws(MalformedJSON) -> Value? {
    if !isChecked {
      isChecked = true
      try checkKeys()
    }
    return try visited(key, read)
  }

  /// Reads the value of `key`, if an object has it that was visited before, so that its keys are known to differ.
  mutating func visited<Value>(
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
    try Self.required(try optional(key, read), key)
  }

  /// A key of an object that is visited field by field, for a switch over the keys that are read.
  struct Key {
    fileprivate let tape: UnsafePointer<JSONTape>
    fileprivate let position: Int
    fileprivate let head: UInt64

    /// The key as text.
    var name: String { String(decoding: tape.pointee.string(position), as: UTF8.self) }

    /// Its length and the first four letters it has.
    var plainHead: UInt64 { Self.plain(head) }

    /// The length and the first four letters of a key.
    static func head(of key: StaticString) -> UInt64 { KeyHead(key).word }

    private static func plain(_ head: UInt64) -> UInt64 {
      let count = head & 0xFFFF_FFFF
      return count >= 4 ? head : head & ((1 &<< (32 &+ 8 &* count)) &- 1)
    }

    /// Whether the key is `name`.
    @inline(__always)
    static func ~= (name: StaticString, key: Key) -> Bool {
      KeyHead(name).matches(key.head)
        && JSONObject.isEqual(
          key.tape.pointee.text(key.position), name.utf8Start, count: name.utf8CodeUnitCount)
    }
  }

  /// Visits the fields but those that are `null` in the order of the text: for objects with many fields of which many are read, where
  /// a look-up for each would pass over the others again and again.
  @inline(__always)
  func visit(_ visit: (Key, JSONValue) throws(MalformedJSON) -> Void) throws(MalformedJSON) {
    var known = knownKeys
    var position = start
    while position < end {
      let key = Key(tape: tape, position: position, head: tape.pointee.head(position))
      if let next = known { known = next.pointee == Self.own(key.head) ? next + 1 : nil }
      let value = JSONValue(tape: tape, index: position &+ 1)
      do throws(MalformedJSON) {
        if !value.isNull { try visit(key, value) }
      } catch {
        throw error.inside(.key(String(decoding: tape.pointee.string(position), as: UTF8.self)))
      }
      position = tape.pointee.end(of: position &+ 1)
    }
    if known == nil { try compareKeys() }
  }

  /// Finds a key that is there twice: what reads the first would pass over the second.
  private func checkKeys() throws(MalformedJSON) {
    if keyCount <= 2 {
      // Many objects are as small as a tag: to compare two keys costs less than to look them up.
      if keyCount < 2 { return }
      let second = tape.pointee.head(tape.pointee.end(of: start &+ 1))
      if Self.own(tape.pointee.head(start)) == Self.own(second) { try compareTexts() }
      return
    }
    var known = knownKeys
    var position = start
    while position < end, let next = known {
      known = next.pointee == Self.own(tape.pointee.head(position)) ? next + 1 : nil
      position = tape.pointee.end(of: position &+ 1)
    }
    if known == nil { try compareKeys() }
  }

  /// How many keys it has, as far as the tape's 24 bits for it tell.
  @inline(__always)
  private var keyCount: Int { Int(truncatingIfNeeded: tape.pointee.words[start &- 1] &>> 32 & 0xFF_FFFF) }

  /// The heads of the keys of an object met before that was like this one, as it seems; nil when there is no room for them.
  @inline(__always)
  private var knownKeys: UnsafeMutablePointer<UInt64>? {
    start < end ? tape.pointee.texts?.keys.slot(of: Self.own(tape.pointee.head(start)), count: keyCount) : nil
  }

  /// The part of a key's head that is its own: behind a shorter text and its NUL begins another.
  @inline(__always)
  private static func own(_ head: UInt64) -> UInt64 {
    let length = UInt64(UInt32(truncatingIfNeeded: head))
    return length < 3 ? head & ((1 &<< (32 &+ 8 &* length)) &- 1) : head
  }

  /// Compares all keys with each other, and remembers them if their heads all differ.
  @inline(never)
  private func compareKeys() throws(MalformedJSON) {
    guard let known = knownKeys else { return try compareManyKeys() }
    var isDistinct = true
    var count = 0
    var position = start
    while position < end {
      let head = Self.own(tape.pointee.head(position))
      for other in 0..<count where known[other] == head { isDistinct = false }
      known[count] = head
      count += 1
      position = tape.pointee.end(of: position &+ 1)
    }
    if isDistinct { return }
    // No object is like this one.
    known[0] = ~known[0]
    try compareTexts()
  }

  /// Compares the texts of keys of which some have one head.
  private func compareTexts() throws(MalformedJSON) {
    var position = start
    while position < end {
      let key = tape.pointee.string(position)
      var other = start
      while other < position {
        let text = tape.pointee.string(other)
        if text.count == key.count, Self.isEqual(text, key) { throw Self.repeats(String(decoding: key, as: UTF8.self)) }
        other = tape.pointee.end(of: other &+ 1)
      }
      position = tape.pointee.end(of: position &+ 1)
    }
  }

  private static func isEqual(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = one.baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, one.count) == 0
  }

  private func compareManyKeys() throws(MalformedJSON) {
    var keys: Set<String> = []
    var position = start
    while position < end {
      let key = String(decoding: tape.pointee.string(position), as: UTF8.self)
      guard keys.insert(key).inserted else { throw Self.repeats(key) }
      position = tape.pointee.end(of: position &+ 1)
    }
  }

  private static func repeats(_ key: String) -> MalformedJSON {
    MalformedJSON("has the key “\(key.abbreviated)” twice, and nothing says which of the two counts")
  }

  /// What was found under `key`, which the object must have.
  static func required<Value>(_ value: Value?, _ key: StaticString) throws(MalformedJSON) -> Value {
    guard let value else { throw MalformedJSON("lacks “\(key)”") }
    return value
  }

  /// Visits the fields in the order of the text; the first as the one under `firstKey`, if that is given.
  package func forEach(
    firstKey: String? = nil, _ visit: (String, JSONValue) throws(MalformedJSON) -> Void
  ) throws(MalformedJSON) {
    var position = start
    while position < end {
      let given = position == start ? firstKey : nil
      let key = given ?? String(decoding: tape.pointee.string(position), as: UTF8.self)
      do throws(MalformedJSON) {
        try visit(key, JSONValue(tape: tape, index: position + 1))
      } catch {
        throw error.inside(.key(key))
      }
      position = tape.pointee.end(of: position + 1)
    }
  }
}

/// The length and the first four letters of a key, which tell most keys of an object apart.
private struct KeyHead {
  let word: UInt64
  /// The bits that count: of a shorter key, what follows it on the tape does not.
  private let mask: UInt64

  @inline(__always)
  init(_ key: StaticString) {
    let count = key.utf8CodeUnitCount
    var letters: UInt64 = 0
    if count >= 4 {
      letters = UInt64(UInt32(littleEndian: UnsafeRawPointer(key.utf8Start).loadUnaligned(as: UInt32.self)))
      mask = .max
    } else {
      for place in 0..<count { letters |= UInt64(key.utf8Start[place]) &<< (8 &* UInt64(place)) }
      mask = (1 &<< (32 &+ 8 &* UInt64(count))) &- 1
    }
    word = UInt64(count) | letters &<< 32
  }

  /// Whether `other` begins a key of this length with these letters.
  @inline(__always)
  func matches(_ other: UInt64) -> Bool { other & mask == word }
}
