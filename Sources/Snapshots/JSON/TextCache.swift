/// Remembers short texts met lately, so that the many references to a subnet or group, and the many mentions of a zone, share one text
/// in memory.
///
/// A text that falls into the slot of another takes its place: nothing grows, and a miss costs what no cache would.
struct TextCache: ~Copyable {
  private let keys = KeyCache()
  /// The slots themselves, for values that must stay plain; valid while the cache is.
  let reference: Reference

  /// The logarithm of the number of slots.
  private static let bits = 10

  /// Makes a cache that remembers nothing yet.
  init() {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: 1 << Self.bits)
    slots.initialize(repeating: Slot(key: Key(), text: ""), count: 1 << Self.bits)
    reference = Reference(slots: slots, keys: keys.reference)
  }

  deinit {
    reference.slots.deinitialize(count: 1 << Self.bits)
    reference.slots.deallocate()
  }

  fileprivate struct Slot {
    var key: Key
    var text: String
  }

  /// The bytes of a text of 8 to 24 bytes, which the ids of nearly all resources have, in three words that may overlap.
  fileprivate struct Key: Equatable {
    private var count = 0
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    init() {}

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
      guard (8...24).contains(bytes.count), let base = bytes.baseAddress else { return nil }
      let start = UnsafeRawPointer(base)
      count = bytes.count
      words.0 = start.loadUnaligned(as: UInt64.self)
      words.1 = start.loadUnaligned(fromByteOffset: min(8, count - 8), as: UInt64.self)
      words.2 = start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    }

    /// AWS's ids differ at their ends; multiplying spreads those differences over the high bits.
    var hash: UInt64 { words.2 &* 0x9E37_79B9_7F4A_7C15 }

    static func == (left: Key, right: Key) -> Bool { left.count == right.count && left.words == right.words }
  }

  /// A cache that something else keeps alive.
  struct Reference {
    fileprivate let slots: UnsafeMutablePointer<Slot>
    /// The keys met lately.
    let keys: KeyCache.Reference

    /// The text of `bytes`, which are valid UTF-8.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
      guard let key = Key(bytes) else { return String(decoding: bytes, as: UTF8.self) }
      let slot = slots + Int(truncatingIfNeeded: key.hash >> UInt64(64 - TextCache.bits))
      if slot.pointee.key != key {
        slot.pointee = Slot(key: key, text: String(decoding: bytes, as: UTF8.self))
      }
      return slot.pointee.text
    }
  }
}
