/// Keys of objects, found by their heads.
struct KeySet: Sendable {
  private struct Slot {
    let head: UInt64
    let key: StaticString
  }

  /// A power of two of places, more than half of them free; the head of no key is 0.
  private let slots: [Slot]

  /// Makes the set of `keys`.
  init(_ keys: [StaticString]) {
    var size = 16
    while size < 2 * keys.count { size *= 2 }
    var slots = [Slot](repeating: Slot(head: 0, key: ""), count: size)
    for key in keys {
      let head = JSONObject.Key.head(of: key)
      var place = Self.place(of: head, in: size)
      while slots[place].head != 0 { place = (place + 1) & (size - 1) }
      slots[place] = Slot(head: head, key: key)
    }
    self.slots = slots
  }

  /// Whether the set has `key`.
  func contains(_ key: JSONObject.Key) -> Bool {
    let head = key.plainHead
    var place = Self.place(of: head, in: slots.count)
    while slots[place].head != 0 {
      if slots[place].head == head, slots[place].key ~= key { return true }
      place = (place + 1) & (slots.count - 1)
    }
    return false
  }

  private static func place(of head: UInt64, in size: Int) -> Int {
    Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) &>> 40) & (size - 1)
  }
}
