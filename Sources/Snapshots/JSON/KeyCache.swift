/// Remembers the keys of objects met lately, by a number each, so that of the many objects that AWS writes alike only one of each kind is
/// searched for a key that is there twice.
///
/// Only keys whose numbers all differ are remembered: equal keys have equal numbers, so that what has the same ones in the same order has no
/// key twice either.
struct KeyCache: ~Copyable {
  /// The slots, for values that must stay plain; valid while the cache is.
  let reference: Reference

  /// As many keys as are remembered of one object, and the logarithm of the number of objects.
  fileprivate static let most = 32
  fileprivate static let bits = 8

  /// Makes a cache that remembers nothing yet.
  init() {
    let numbers = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.most << Self.bits)
    numbers.initialize(repeating: 0, count: Self.most << Self.bits)
    reference = Reference(numbers: numbers)
  }

  deinit {
    reference.numbers.deallocate()
  }

  /// A cache that something else keeps alive.
  struct Reference {
    fileprivate let numbers: UnsafeMutablePointer<UInt64>

    /// The numbers that are remembered of an object with so many keys, of which the first has this one; nil for one with too many.
    @inline(__always)
    func slot(of first: UInt64, count: Int) -> UnsafeMutablePointer<UInt64>? {
      if count > KeyCache.most { return nil }
      let hash = (first &+ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
      return numbers + Int(truncatingIfNeeded: hash &>> UInt64(64 &- KeyCache.bits)) &* KeyCache.most
    }
  }
}
