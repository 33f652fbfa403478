/// A set of endpoints, by position: a bit each.
struct HostSet: Hashable, Sendable {
  private(set) var words: [UInt64]

  /// The empty set of endpoints of which there are `count`.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// The positions of `range`, of `count`.
  init(_ range: Range<Int>, of count: Int) {
    self.init(count: count)
    insert(range)
  }

  /// Adds a position.
  mutating func insert(_ position: Int) { words[position >> 6] |= 1 << UInt64(position & 63) }

  /// Adds a run of positions.
  mutating func insert(_ range: Range<Int>) {
    if range.isEmpty { return }
    let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
    let head = ~UInt64(0) << UInt64(range.lowerBound & 63)
    let tail = ~UInt64(0) >> UInt64(63 - (range.upperBound - 1) & 63)
    if first == last {
      words[first] |= head & tail
      return
    }
    words[first] |= head
    for word in first + 1..<last { words[word] = ~0 }
    words[last] |= tail
  }

  /// Adds another set's.
  mutating func formUnion(_ other: HostSet) { merge(other) { $0 | $1 } }

  /// Keeps what is in another set too.
  mutating func formIntersection(_ other: HostSet) { merge(other) { $0 & $1 } }

  // One check for all words lets the loop be vectorised.
  private mutating func merge(_ other: HostSet, _ combine: (UInt64, UInt64) -> UInt64) {
    precondition(words.count == other.words.count, "sets of different networks")
    words.withUnsafeMutableBufferPointer { mine in
      other.words.withUnsafeBufferPointer { theirs in
        for word in 0..<mine.count { mine[word] = combine(mine[word], theirs[word]) }
      }
    }
  }

  /// Whether a position is in the set.
  func contains(_ position: Int) -> Bool { words[position >> 6] >> UInt64(position & 63) & 1 == 1 }

  /// Whether nothing is in it.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many of a run of positions are in it.
  func count(in range: Range<Int>) -> Int {
    if range.isEmpty { return 0 }
    let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
    let head = ~UInt64(0) << UInt64(range.lowerBound & 63)
    let tail = ~UInt64(0) >> UInt64(63 - (range.upperBound - 1) & 63)
    if first == last { return (words[first] & head & tail).nonzeroBitCount }
    var count = (words[first] & head).nonzeroBitCount + (words[last] & tail).nonzeroBitCount
    for word in first + 1..<last { count += words[word].nonzeroBitCount }
    return count
  }
}
