/// A text in which `*` stands for any characters, none included, and `?` for one.
struct Wildcard {
  private let pattern: [UInt8]

  /// Whether a text has a `*` or `?`.
  static func isOne(_ text: String) -> Bool { text.utf8.contains { $0 == star || $0 == one } }

  init(_ text: String) {
    pattern = Array(text.utf8)
  }

  /// Whether the whole of `text` is as the pattern says; letters count as they are written.
  ///
  /// - Complexity: O(length of the pattern × length of the text).
  func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var (position, index) = (0, 0)
    // The last star, and how much of the text it has taken; where the rest does not fit, it takes one more.
    var star: (position: Int, index: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == Self.star {
        star = (position, index)
        position += 1
      } else if position < pattern.count, pattern[position] == text[index] || pattern[position] == Self.one {
        position += 1
        index += 1
      } else if let last = star {
        star = (last.position, last.index + 1)
        (position, index) = (last.position + 1, last.index + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == Self.star }
  }

  private static let star = UInt8(ascii: "*")
  private static let one = UInt8(ascii: "?")
}
