/// Which ports of its range a system draws before the others, for connections to one destination.
///
/// Every port of a range can be drawn, so a verdict asks about all of them. How likely each is, is another question: one that only systems
/// whose order is documented or was observed give an answer to.
public enum DrawingOrder: Hashable, Sendable {
  /// Linux, for TCP connections that do not bind first: the ports with the parity of the lower bound, until those are used up for the
  /// destination (LNX618 `net/ipv4/inet_hashtables.c`; observed in `AllocatorTests`, trap 42).
  case parityOfLowerBound

  /// How many ports of `set` are drawn first, out of a range that is `range`.
  public func count(of set: PortSet, in range: PortSet) -> Int {
    guard let lower = range.first else { return 0 }
    return set.intersection(range).ranges.reduce(0) { total, part in
      let first = Int(part.lower) + (part.lower & 1 == lower & 1 ? 0 : 1)
      return total + (first > Int(part.upper) ? 0 : (Int(part.upper) - first) / 2 + 1)
    }
  }
}

extension EphemeralRange {
  /// The order in which the system draws from the range, for TCP; nil where nobody says and none was observed.
  public var drawingOrder: DrawingOrder? { key == Self.linux.key ? .parityOfLowerBound : nil }
}
