/// A set of endpoints, a bit each.
///
/// Only the words from the first that has a bit to the last are kept: most sets lie within one VPC, whose endpoints stand side by side.
struct HostSet: Sendable {
  /// The first word that is kept.
  private(set) var start = 0
  private(set) var words: [UInt64] = []

  /// The empty set.
  init() {}

  /// The set of all bits of some words.
  init(words range: Range<Int>) {
    start = range.lowerBound
    words = [UInt64](repeating: ~0, count: range.count)
  }

  /// The word behind the last that is kept.
  var end: Int { start + words.count }

  /// Whether nothing is in it.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// A word, whether it is kept or not.
  subscript(word: Int) -> UInt64 { word >= start && word < end ? words[word - start] : 0 }

  /// Whether a bit is in the set.
  func contains(_ bit: Int) -> Bool { self[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }

  /// Adds a bit.
  mutating func insert(_ bit: Int) { insert(bit..<bit + 1) }

  /// Adds a run of bits.
  mutating func insert(_ bits: Range<Int>) {
    if bits.isEmpty { return }
    let (first, last) = (bits.lowerBound >> 6, (bits.upperBound - 1) >> 6)
    widen(to: first..<last + 1)
    for word in first...last { words[word - start] |= Self.mask(of: bits, in: word) }
  }

  /// How many there are.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many of a run of bits are in it.
  func count(in bits: Range<Int>) -> Int {
    if bits.isEmpty { return 0 }
    return (bits.lowerBound >> 6...(bits.upperBound - 1) >> 6).reduce(0) {
      $0 + (self[$1] & Self.mask(of: bits, in: $1)).nonzeroBitCount
    }
  }

  /// The bits of a run that are in one word.
  static func mask(of bits: Range<Int>, in word: Int) -> UInt64 {
    let lower = max(bits.lowerBound - word << 6, 0)
    let upper = min(bits.upperBound - word << 6, 64)
    if lower >= upper { return 0 }
    return (~0 << UInt64(lower)) & (~0 >> UInt64(64 - upper))
  }

  /// Adds another set's.
  mutating func formUnion(_ other: HostSet) {
    if other.words.isEmpty { return }
    if words.isEmpty {
      self = other
      return
    }
    widen(to: other.start..<other.end)
    let shift = other.start - start
    words.withUnsafeMutableBufferPointer { mine in
      other.words.withUnsafeBufferPointer { theirs in
        for word in 0..<theirs.count { mine[word + shift] |= theirs[word] }
      }
    }
  }

  /// What is in both sets.
  func intersection(_ other: HostSet) -> HostSet {
    var both = HostSet()
    let (first, last) = (max(start, other.start), min(end, other.end))
    if first >= last { return both }
    both.start = first
    both.words = words.withUnsafeBufferPointer { mine in
      other.words.withUnsafeBufferPointer { theirs in
        let shift = (first - start, first - other.start)
        return [UInt64](unsafeUninitializedCapacity: last - first) { buffer, count in
          for word in 0..<last - first { buffer[word] = mine[word + shift.0] & theirs[word + shift.1] }
          count = last - first
        }
      }
    }
    return both
  }

  /// What of it is in some words.
  func part(in range: Range<Int>) -> HostSet {
    let kept = range.clamped(to: start..<end)
    if kept.count == words.count { return self }
    var part = HostSet()
    part.start = kept.lowerBound
    part.words = Array(words[kept.lowerBound - start..<kept.upperBound - start])
    return part
  }

  private mutating func widen(to range: Range<Int>) {
    if words.isEmpty {
      start = range.lowerBound
      words = [UInt64](repeating: 0, count: range.count)
      return
    }
    if range.upperBound > end { words += [UInt64](repeating: 0, count: range.upperBound - end) }
    if range.lowerBound < start {
      words.insert(contentsOf: [UInt64](repeating: 0, count: start - range.lowerBound), at: 0)
      start = range.lowerBound
    }
  }
}
