extension PortSet {
  /// The ports in both sets.
  ///
  /// - Complexity: O(ranges of both).
  public func intersection(_ other: PortSet) -> PortSet {
    switch (storage, other.storage) {
    case (.empty, _), (_, .empty):
      return .empty
    case (.single(let mine), .single(let theirs)):
      let lower = max(mine.lower, theirs.lower)
      let upper = min(mine.upper, theirs.upper)
      return lower <= upper ? PortSet(PortRange(lower, upper)) : .empty
    case (.single(.all), _):
      return other
    case (_, .single(.all)):
      return self
    default:
      return combined(with: other) { $0 && $1 }
    }
  }

  /// The ports in either set.
  ///
  /// - Complexity: O(ranges of both).
  public func union(_ other: PortSet) -> PortSet {
    if isEmpty || other == .all { return other }
    if other.isEmpty || self == .all { return self }
    return combined(with: other) { $0 || $1 }
  }

  /// The ports of this set that are not in `other`.
  ///
  /// - Complexity: O(ranges of both).
  public func subtracting(_ other: PortSet) -> PortSet {
    if isEmpty || other.isEmpty { return self }
    return combined(with: other) { $0 && !$1 }
  }

  /// The ports that are not in this set.
  ///
  /// - Complexity: O(ranges).
  public var complement: PortSet { PortSet.all.subtracting(self) }

  /// Whether every port of this set is in `other`.
  public func isSubset(of other: PortSet) -> Bool { intersection(other) == self }

  /// Whether the sets have no port in common.
  public func isDisjoint(with other: PortSet) -> Bool { intersection(other).isEmpty }

  /// Adds the ports of `other`.
  public mutating func formUnion(_ other: PortSet) { self = union(other) }

  /// Keeps only the ports that are in `other`.
  public mutating func formIntersection(_ other: PortSet) { self = intersection(other) }

  /// Removes the ports of `other`.
  public mutating func subtract(_ other: PortSet) { self = subtracting(other) }

  /// Sweeps over the edges of both sets in ascending order and keeps the stretches for which `keep(in self, in other)`.
  @inline(__always)
  private func combined(with other: PortSet, keep: (Bool, Bool) -> Bool) -> PortSet {
    let mine = ranges
    let theirs = other.ranges
    var builder = Builder()
    var myEdge = Edge(of: mine)
    var theirEdge = Edge(of: theirs)
    var position = 0
    while position < Edge.end {
      let next = min(myEdge.position, theirEdge.position)
      if position < next, keep(myEdge.closes, theirEdge.closes) {
        builder.append(PortRange(UInt16(position), UInt16(next - 1)))
      }
      if myEdge.position == next { myEdge.advance(in: mine) }
      if theirEdge.position == next { theirEdge.advance(in: theirs) }
      position = next
    }
    return builder.set
  }
}

/// A place where a set begins or ends.
private struct Edge {
  /// The first port beyond the edge; `end` when the set has no further edge.
  private(set) var position: Int
  /// Whether the ports before the edge are in the set.
  private(set) var closes = false
  private var index = 0

  static let end = 65_536

  @inline(__always)
  init(of ranges: PortSet.Ranges) {
    position = ranges.isEmpty ? Self.end : Int(ranges[0].lower)
  }

  @inline(__always)
  mutating func advance(in ranges: PortSet.Ranges) {
    guard index < ranges.count else { return }
    if closes {
      index += 1
      position = index < ranges.count ? Int(ranges[index].lower) : Self.end
    } else {
      position = Int(ranges[index].upper) + 1
    }
    closes.toggle()
  }
}
