/// The ports of one pool, drawn as Linux draws them for `connect()`: from a random place on, first every other port of the range, then
/// the rest (Linux `net/ipv4/inet_hashtables.c`, `__inet_hash_connect`). Every port is found in the end.
struct PortDraw {
  /// The two halves, each a bit for every port; a set bit is a port taken.
  private var halves: (Half, Half)
  private(set) var taken = 0

  init(ports: Int) {
    halves = (Half(count: (ports + 1) / 2), Half(count: ports / 2))
  }

  /// Takes a free port; nil when there is none.
  mutating func draw(using generator: inout some RandomNumberGenerator) -> Int? {
    if let place = halves.0.draw(using: &generator) {
      taken += 1
      return place * 2
    }
    if let place = halves.1.draw(using: &generator) {
      taken += 1
      return place * 2 + 1
    }
    return nil
  }

  /// Gives a port back.
  mutating func release(_ port: Int) {
    taken -= 1
    if port.isMultiple(of: 2) { halves.0.release(port / 2) } else { halves.1.release(port / 2) }
  }

  private struct Half {
    private var words: [UInt64]
    private let count: Int

    init(count: Int) {
      self.count = count
      words = Array(repeating: 0, count: (count + 63) / 64)
      // What lies beyond the last port is never free.
      if count % 64 != 0 { words[words.count - 1] = ~0 << UInt64(count % 64) }
    }

    /// Takes the first free place from a random one on, around the end.
    mutating func draw(using generator: inout some RandomNumberGenerator) -> Int? {
      guard count > 0 else { return nil }
      let start = Int.random(in: 0..<count, using: &generator)
      let beyond = words[start / 64] | ((1 << UInt64(start % 64)) - 1)
      if ~beyond != 0 { return take(start / 64, bit: (~beyond).trailingZeroBitCount) }
      for step in 1...words.count {
        let word = (start / 64 + step) % words.count
        if ~words[word] != 0 { return take(word, bit: (~words[word]).trailingZeroBitCount) }
      }
      return nil
    }

    private mutating func take(_ word: Int, bit: Int) -> Int {
      words[word] |= 1 << UInt64(bit)
      return word * 64 + bit
    }

    mutating func release(_ place: Int) { words[place / 64] &= ~(1 << UInt64(place % 64)) }
  }
}
