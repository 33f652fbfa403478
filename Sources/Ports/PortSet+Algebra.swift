extension PortSet {
  /// The ports in both sets.
  ///
  /// - Complexity: O(ranges of both).
  public func intersection(_ other: PortSet) -> PortSet {
    switch (storage, other.storage) {
    case (.empty, _), (_, .empty): .empty
    case (.single(let range), _): other.clipped(to: range)
    case (_, .single(let range)): clipped(to: range)
    case (.several, .several): combined(with: other) { $0 && $1 }
    }
  }

  /// The ports of the set that lie in `range`: what most intersections come to, and told without a sweep.
  ///
  /// - Complexity: O(log(number of ranges)), and the number of ranges that are left of several.
  private func clipped(to range: PortRange) -> PortSet {
    switch storage {
    case .empty:
      return .empty
    case .single(let own):
      return Self.overlap(of: own, range)
    case .several(let ranges):
      let first = Self.position(of: range.lower, in: ranges)
      guard first < ranges.count else { return .empty }
      // A single port, which most requests ask for, lies within one range or in none.
      if range.upper <= ranges[first].upper { return Self.overlap(of: ranges[first], range) }
      if first == 0, range.lower <= ranges[0].lower, range.upper >= ranges[ranges.count - 1].upper { return self }
      var end = Self.position(of: range.upper, in: ranges)
      if end < ranges.count, ranges[end].lower <= range.upper { end += 1 }
      if end - first == 1 { return Self.overlap(of: ranges[first], range) }
      var left = Array(ranges[first..<end])
      left[0] = PortRange(max(left[0].lower, range.lower), left[0].upper)
      let last = left[left.count - 1]
      left[left.count - 1] = PortRange(last.lower, min(last.upper, range.upper))
      return PortSet(storage: .several(left))
    }
  }

  private static func overlap(of one: PortRange, _ other: PortRange) -> PortSet {
    let lower = max(one.lower, other.lower)
    let upper = min(one.upper, other.upper)
    return lower <= upper ? PortSet(PortRange(lower, upper)) : .empty
  }

  /// The ports in either set.
  ///
  /// - Complexity: O(ranges of both).
  public func union(_ other: PortSet) -> PortSet {
    if isEmpty || other == .all { return other }
    if other.isEmpty || self == .all { return self }
    switch (storage, other.storage) {
    case (.single(let one), .single(let two)): return one.union(two)
    case (.several(let ranges), .single(let range)), (.single(let range), .several(let ranges)):
      return Self.union(ranges, range)
    default: break
    }
    return combined(with: other) { $0 || $1 }
  }

  /// The ports of this set that are not in `other`.
  ///
  /// - Complexity: O(ranges of both).
  public func subtracting(_ other: PortSet) -> PortSet {
    if isEmpty || other.isEmpty { return self }
    switch (storage, other.storage) {
    case (.single(let range), .single(let taken)): return range.subtracting(taken)
    case (.several(let ranges), .single(let taken)): return Self.subtract(taken, from: ranges)
    default: break
    }
    return combined(with: other) { $0 && !$1 }
  }

  /// Several ranges and one more, told without a sweep: sets grow range by range.
  private static func union(_ ranges: [PortRange], _ range: PortRange) -> PortSet {
    let first = position(of: range.lower == 0 ? 0 : range.lower - 1, in: ranges)
    var end = range.upper == .max ? ranges.count : position(of: range.upper + 1, in: ranges)
    if end < ranges.count, Int(ranges[end].lower) <= Int(range.upper) + 1 { end += 1 }
    if first == end { return replacing(first..<end, of: ranges, with: CollectionOfOne(range)) }
    let merged = PortRange(min(range.lower, ranges[first].lower), max(range.upper, ranges[end - 1].upper))
    return replacing(first..<end, of: ranges, with: CollectionOfOne(merged))
  }

  /// Several ranges without the ports of one, told likewise.
  private static func subtract(_ taken: PortRange, from ranges: [PortRange]) -> PortSet {
    let first = position(of: taken.lower, in: ranges)
    var end = position(of: taken.upper, in: ranges)
    if end < ranges.count, ranges[end].lower <= taken.upper { end += 1 }
    guard first < end else { return PortSet(storage: .several(ranges)) }
    var left: [PortRange] = []
    if ranges[first].lower < taken.lower { left.append(PortRange(ranges[first].lower, taken.lower - 1)) }
    if ranges[end - 1].upper > taken.upper { left.append(PortRange(taken.upper + 1, ranges[end - 1].upper)) }
    return replacing(first..<end, of: ranges, with: left)
  }

  private static func replacing(
    _ places: Range<Int>, of ranges: [PortRange], with others: some Collection<PortRange>
  ) -> PortSet {
    var ranges = ranges
    ranges.replaceSubrange(places, with: others)
    switch ranges.count {
    case 0: return .empty
    case 1: return PortSet(ranges[0])
    default: return PortSet(storage: .several(ranges))
    }
  }

  /// The ports that are not in this set.
  ///
  /// - Complexity: O(ranges).
  public var complement: PortSet { PortSet.all.subtracting(self) }

  /// Whether every port of this set is in `other`.
  public func isSubset(of other: PortSet) -> Bool {
    if case .single(let all) = other.storage {
      switch storage {
      case .empty: return true
      case .single(let range): return all.lower <= range.lower && range.upper <= all.upper
      case .several(let ranges): return all.lower <= ranges[0].lower && ranges[ranges.count - 1].upper <= all.upper
      }
    }
    return intersection(other) == self
  }

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
    // No combination has more ranges than both sets; found on the stack, the heap is asked for what is kept and only once.
    return withUnsafeTemporaryAllocation(of: PortRange.self, capacity: mine.count + theirs.count) { room in
      var found = Stretches(in: room)
      var myEdge = Edge(of: mine)
      var theirEdge = Edge(of: theirs)
      var position = 0
      while position < Edge.end {
        let next = min(myEdge.position, theirEdge.position)
        if position < next, keep(myEdge.closes, theirEdge.closes) {
          found.append(PortRange(UInt16(position), UInt16(next - 1)))
        }
        if myEdge.position == next { myEdge.advance(in: mine) }
        if theirEdge.position == next { theirEdge.advance(in: theirs) }
        position = next
      }
      return found.set
    }
  }
}

extension PortRange {
  /// The ports of either range.
  fileprivate func union(_ other: PortRange) -> PortSet {
    let (first, second) = lower <= other.lower ? (self, other) : (other, self)
    return Int(second.lower) <= Int(first.upper) + 1
      ? PortSet(PortRange(first.lower, max(first.upper, second.upper))) : PortSet(storage: .several([first, second]))
  }

  /// The ports of the range that another does not hold.
  fileprivate func subtracting(_ other: PortRange) -> PortSet {
    if other.upper < lower || upper < other.lower { return PortSet(self) }
    switch (lower < other.lower, other.upper < upper) {
    case (false, false): return .empty
    case (true, false): return PortSet(PortRange(lower, other.lower - 1))
    case (false, true): return PortSet(PortRange(other.upper + 1, upper))
    case (true, true):
      return PortSet(storage: .several([PortRange(lower, other.lower - 1), PortRange(other.upper + 1, upper)]))
    }
  }
}

/// Ranges that are found in ascending order and do not overlap; those that touch become one.
private struct Stretches {
  private let room: UnsafeMutableBufferPointer<PortRange>
  private var count = 0

  init(in room: UnsafeMutableBufferPointer<PortRange>) {
    self.room = room
  }

  @inline(__always)
  mutating func append(_ range: PortRange) {
    if count > 0, room[count - 1].upper == range.lower - 1 {
      room[count - 1] = PortRange(room[count - 1].lower, range.upper)
    } else {
      room.initializeElement(at: count, to: range)
      count += 1
    }
  }

  var set: PortSet {
    switch count {
    case 0: .empty
    case 1: PortSet(room[0])
    default: PortSet(storage: .several(Array(room[..<count])))
    }
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
