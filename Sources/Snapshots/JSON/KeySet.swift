/// Keys of objects, found by their heads.
struct KeySet: Sendable {
  private let slots: [StaticString?]
  private let heads: [UInt64]

  /// Makes the set of `keys`.
  init(_ keys: [StaticString]) {
    var size = 16
    while size < 2 * keys.count { size *= 2 }
    var slots = [StaticString?](repeating: nil, count: size)
    var heads = [UInt64](repeating: 0, count: size)
    for key in keys {
      let head = JSONObject.Key.head(of: key)
      var slot = Self.slot(of: head, in: size)
      while slots[slot] != nil { slot = (slot + 1) % size }
      slots[slot] = key
      heads[slot] = head
    }
    self.slots = slots
    self.heads = heads
  }

  /// Whether the set has `key`.
  func contains(_ key: JSONObject.Key) -> Bool {
    let head = key.plainHead
    var slot = Self.slot(of: head, in: heads.count)
    while let candidate = slots[slot] {
      if heads[slot] == head, candidate ~= key { return true }
      slot = (slot + 1) & (heads.count - 1)
    }
    return false
  }

  private static func slot(of head: UInt64, in size: Int) -> Int {
    Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) &>> 40) & (size - 1)
  }
}
