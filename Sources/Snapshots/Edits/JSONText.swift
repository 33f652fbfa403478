/// A text known to be JSON, in which the places of values are found, so that a few of them can be exchanged and all else stays as it is, to
/// the byte.
struct JSONText {
  /// The bytes.
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Where the value of the whole text stands.
  var root: Range<Int> {
    let start = skipSpace(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    return start..<end(ofValueAt: start)
  }

  /// The elements of a list; none for another value.
  func elements(_ list: Range<Int>) -> [Range<Int>] {
    guard bytes[list.lowerBound] == UInt8(ascii: "[") else { return [] }
    var found: [Range<Int>] = []
    var position = skipSpace(list.lowerBound + 1)
    while position < list.upperBound - 1 {
      let end = end(ofValueAt: position)
      found.append(position..<end)
      position = skipSpace(end)
      if position < list.upperBound - 1 { position = skipSpace(position + 1) }
    }
    return found
  }

  /// The members of an object whose key is `key`, by their values; none for another value.
  func values(of key: String, in object: Range<Int>) -> [Range<Int>] {
    guard bytes[object.lowerBound] == UInt8(ascii: "{") else { return [] }
    var found: [Range<Int>] = []
    var position = skipSpace(object.lowerBound + 1)
    while position < object.upperBound - 1 {
      let keyEnd = end(ofValueAt: position)
      let start = skipSpace(skipSpace(keyEnd) + 1)
      let end = end(ofValueAt: start)
      if bytes[position + 1..<keyEnd - 1].elementsEqual(key.utf8) { found.append(start..<end) }
      position = skipSpace(end)
      if position < object.upperBound - 1 { position = skipSpace(position + 1) }
    }
    return found
  }

  /// The value of `key` in an object.
  func value(of key: String, in object: Range<Int>) -> Range<Int>? { values(of: key, in: object).first }

  /// A value as it is written.
  func text(_ value: Range<Int>) -> String { String(decoding: bytes[value], as: UTF8.self) }

  /// A string with no escapes but that of a slash, as ids, addresses and words of AWS's are.
  func string(of key: String, in object: Range<Int>) -> String? {
    guard let value = value(of: key, in: object), bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    let written = bytes[value.lowerBound + 1..<value.upperBound - 1]
    return String(decoding: written.filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
  }

  // MARK: Changes

  /// Puts a text in the place of a value.
  mutating func replace(_ value: Range<Int>, with text: String) {
    bytes.replaceSubrange(value, with: text.utf8)
  }

  /// Adds an element at the end of a list, written as its neighbours are: `element` is handed the space that its lines begin with, nil where
  /// everything stands on one line.
  mutating func append(to list: Range<Int>, _ element: (String?) -> String) {
    let elements = elements(list)
    guard let last = elements.last, let first = elements.first else {
      bytes.replaceSubrange(list, with: "[\(element(nil))]".utf8)
      return
    }
    let space = String(decoding: bytes[list.lowerBound + 1..<first.lowerBound], as: UTF8.self)
    let indent =
      space.contains("\n") ? String(space.split(separator: "\n", omittingEmptySubsequences: false).last ?? "") : nil
    let separator = elements.count > 1 ? text(elements[0].upperBound..<elements[1].lowerBound) : ",\(space)"
    bytes.insert(contentsOf: "\(separator)\(element(indent))".utf8, at: last.upperBound)
  }

  /// Takes an element out of a list, and the comma with it.
  mutating func remove(_ element: Range<Int>, from list: Range<Int>) {
    let elements = elements(list)
    guard let position = elements.firstIndex(of: element) else { return }
    if position + 1 < elements.count {
      bytes.removeSubrange(element.lowerBound..<elements[position + 1].lowerBound)
    } else if position > 0 {
      bytes.removeSubrange(elements[position - 1].upperBound..<element.upperBound)
    } else {
      bytes.replaceSubrange(list, with: "[]".utf8)
    }
  }

  /// Adds a member at the start of an object.
  mutating func insert(_ key: String, _ value: String, into object: Range<Int>) {
    let isEmpty = skipSpace(object.lowerBound + 1) == object.upperBound - 1
    bytes.insert(contentsOf: "\"\(key)\": \(value)\(isEmpty ? "" : ", ")".utf8, at: object.lowerBound + 1)
  }

  // MARK: Scanning

  private func skipSpace(_ start: Int) -> Int {
    var position = start
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    return position
  }

  private func end(ofValueAt start: Int) -> Int {
    var position = start
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        if depth == 0 { return position + 1 }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return position + 1 }
        if depth < 0 { return position }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        if depth == 0 { return position }
      default: break
      }
      position += 1
    }
    return position
  }
}
