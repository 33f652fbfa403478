import Seeds
import Snapshots

/// Ways to damage a text.
enum Mutation {
  /// A few of the bytes flipped, cut out, doubled, moved or replaced.
  static func ofBytes(_ original: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let start = Int.random(in: 0...bytes.count, using: &generator)
      let length = Int.random(in: 0...(Bool.random(using: &generator) ? 4 : 200), using: &generator)
      let chunk = start..<min(bytes.count, start + length)
      let other = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0 where start < bytes.count: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes.removeSubrange(chunk)
      case 2: bytes.removeSubrange(start...)
      case 3: bytes.insert(contentsOf: bytes[chunk], at: other)
      case 4: bytes.replaceSubrange(chunk, with: Array(bytes[other...].prefix(chunk.count)))
      case 5: bytes.insert(UInt8.random(in: 0 ... .max, using: &generator), at: start)
      default: bytes.replaceSubrange(chunk, with: pieces.randomElement(using: &generator) ?? [])
      }
    }
    return bytes
  }

  private static let pieces = [
    "null", "[]", "{}", "\"\"", "-1", "70000", "\"10.0.0.0/33\"", "\\u0000", "\",\"", "}]", "{[", ":", ",",
    "\n",
  ].map { Array($0.utf8) }

  /// A few of the values removed, doubled, or replaced by others, from `pool` or odd ones.
  static func ofTree(_ original: JSONTree, pool: [JSONTree], using generator: inout SeededGenerator)
    -> JSONTree
  {
    var tree = original
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let other = pool.randomElement(using: &generator) ?? .null
      let kind = Int.random(in: 0..<6, using: &generator)
      let number = numbers.randomElement(using: &generator) ?? "0"
      let text = strings.randomElement(using: &generator) ?? ""
      let position = Int.random(in: 0..<tree.count, using: &generator)
      let changed = tree.replacing(at: position) { value in
        switch (value, kind) {
        case (_, 0): other
        case (_, 1): nil
        case (.number, _): .number(number)
        case (.string, _): .string(text)
        case (.bool(let value), _): .bool(!value)
        case (.list(let elements), _): .list(elements + elements)
        case (.object(let members), _): .object(members.reversed() + members)
        case (.null, _): .list([])
        }
      }
      tree = changed ?? .null
    }
    return tree
  }

  private static let numbers = [
    "-1", "0", "255", "256", "300", "65535", "65536", "70000", "2147483648", "9223372036854775807",
    "-9223372036854775808", "18446744073709551615", "1.5", "1e300", "-0.0",
  ]

  private static let strings = [
    "", "-1", "6", "256", "tcp", "Name", "10.0.0.0/33", "10.0.0.0/8", "::/0", "::/129", "1.2.3.4", "::1",
    "allow", "maybe",
    "local", "running", "disassociated", "a\nb", "\u{1B}[31m", "\u{202E}", "é", "\0",
    String(repeating: "x", count: 500),
  ]
}
