internal import Ports

/// Passages by number: equal ones are kept once, and what two have in common, or let through together, is worked out once.
struct PassageTable: Sendable {
  private var numbering = Numbering<Passage>()
  private var intersections = PairTable()
  private var unions = PairTable()

  /// The number of the passage that lets nothing through.
  static let closed: UInt32 = 0
  /// The number of the one that lets everything through.
  static let open: UInt32 = 1
  /// The number of the one of which nothing is known.
  static let unknown: UInt32 = 2

  /// A table of these three.
  init() {
    for passage in [Passage.closed, .open, .unknown] { _ = number(of: passage) }
  }

  /// How many there are.
  var count: Int { numbering.keys.count }

  /// The passage with a number.
  subscript(number: UInt32) -> Passage { numbering.keys[Int(number)] }

  /// The number of a passage.
  mutating func number(of passage: Passage) -> UInt32 { UInt32(numbering.number(of: passage)) }

  /// The number of what gets through two passages.
  mutating func intersection(_ one: UInt32, _ other: UInt32) -> UInt32 {
    if one == other || other == Self.open || one == Self.closed { return one }
    if one == Self.open || other == Self.closed { return other }
    let key = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    if let known = intersections[key] { return known }
    let both = number(of: self[one].intersection(self[other]))
    intersections.insert(both, for: key)
    return both
  }

  /// The number of what gets through either of two passages.
  mutating func union(_ one: UInt32, _ other: UInt32) -> UInt32 {
    if one == other || other == Self.closed || one == Self.open { return one }
    if one == Self.closed || other == Self.open { return other }
    let key = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    if let known = unions[key] { return known }
    let either = number(of: self[one].union(self[other]))
    unions.insert(either, for: key)
    return either
  }
}
