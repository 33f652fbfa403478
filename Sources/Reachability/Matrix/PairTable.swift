/// Numbers for pairs of numbers: a hash table for the innermost loop over pairs of spots, where a `Dictionary` takes most of the time.
struct PairTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt32]
  private var count = 0

  private static let free = UInt64.max

  /// An empty table.
  init() {
    keys = [UInt64](repeating: Self.free, count: 1 << 10)
    values = [UInt32](repeating: 0, count: 1 << 10)
  }

  /// What was set for a key; nil when nothing was.
  subscript(key: UInt64) -> UInt32? {
    let slot = slot(of: key)
    return keys[slot] == key ? values[slot] : nil
  }

  /// Sets the value for a key that has none.
  mutating func insert(_ value: UInt32, for key: UInt64) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: key)
    keys[slot] = key
    values[slot] = value
    count += 1
  }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var hash = key &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != key, keys[slot] != Self.free { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = [UInt64](repeating: Self.free, count: old.0.count * 2)
    values = [UInt32](repeating: 0, count: old.0.count * 2)
    for (key, value) in zip(old.0, old.1) where key != Self.free {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
