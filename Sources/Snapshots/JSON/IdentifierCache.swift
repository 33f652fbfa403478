internal import Glibc

/// Remembers the texts of ids met lately, so that the many references to a subnet or group share one text in memory.
///
/// A text that falls into the slot of another takes its place: nothing grows, and a miss costs what no cache would.
struct IdentifierCache: ~Copyable {
  private let slots: UnsafeMutablePointer<String>

  private static let bits = 13

  init() {
    slots = .allocate(capacity: 1 << Self.bits)
    slots.initialize(repeating: "", count: 1 << Self.bits)
  }

  deinit {
    slots.deinitialize(count: 1 << Self.bits)
    slots.deallocate()
  }

  /// The slots themselves, for values that must stay plain; valid while the cache is.
  var reference: Reference { Reference(slots: slots) }

  /// A cache that something else keeps alive.
  struct Reference {
    fileprivate let slots: UnsafeMutablePointer<String>

    /// The text of `bytes`, which are valid UTF-8.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
      guard bytes.count >= 8, let base = bytes.baseAddress else { return String(decoding: bytes, as: UTF8.self) }
      // AWS's ids differ at their ends; multiplying spreads those differences over the high bits.
      let tail = UnsafeRawPointer(base + bytes.count - 8).loadUnaligned(as: UInt64.self)
      let slot = slots + Int(truncatingIfNeeded: (tail &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - IdentifierCache.bits))
      if slot.pointee.utf8.count == bytes.count {
        let isSame = slot.pointee.utf8.withContiguousStorageIfAvailable { text in
          text.baseAddress.map { memcmp($0, base, bytes.count) == 0 } ?? false
        }
        if isSame == true { return slot.pointee }
      }
      slot.pointee = String(decoding: bytes, as: UTF8.self)
      return slot.pointee
    }
  }
}
