import Ports
import Testing

/// Every pair of sets of at most three ranges whose ends lie on eight boundary points, against bit masks.
///
/// The points cut 0…65535 into cells that such a set holds wholly or not at all; a set is then a mask of cells.
@Suite struct PortSetExhaustiveTests {
  /// The first and last ports, a touching pair, and ends of real ranges.
  private static let points: [UInt16] = [0, 1, 1023, 1024, 32768, 60999, 65534, 65535]

  /// The points and the gaps between them, ascending, without empty gaps.
  private static let cells: [PortRange] = {
    var cells: [PortRange] = []
    for point in points {
      if let last = cells.last, last.upper + 1 < point { cells.append(PortRange(last.upper + 1, point - 1)) }
      cells.append(PortRange(point, point))
    }
    return cells
  }()

  /// The set as a list of ranges in ascending order with gaps between them, built from the mask alone.
  private static func ranges(ofMask mask: Int) -> [PortRange] {
    var ranges: [PortRange] = []
    var open: UInt16?
    for (index, cell) in cells.enumerated() {
      let isIn = mask & (1 << index) != 0
      if isIn, open == nil { open = cell.lower }
      if !isIn, let first = open {
        ranges.append(PortRange(first, cell.lower - 1))
        open = nil
      }
    }
    if let open { ranges.append(PortRange(open, .max)) }
    return ranges
  }

  private static func mask(of ranges: [PortRange]) -> Int {
    cells.enumerated().reduce(0) { mask, cell in
      ranges.contains { $0.contains(cell.element.lower) } ? mask | (1 << cell.offset) : mask
    }
  }

  /// The masks of all sets of at most three ranges between two points, each once.
  private static let masks: [Int] = {
    var found: Set<Int> = [0]
    var level: Set<Int> = [0]
    for _ in 1...3 {
      var next: Set<Int> = []
      for mask in level {
        for (index, lower) in points.enumerated() {
          for upper in points[index...] { next.insert(mask | Self.mask(of: [PortRange(lower, upper)])) }
        }
      }
      level = next
      found.formUnion(next)
    }
    return found.sorted()
  }()

  @Test func `operations on every pair of small sets agree with bit masks, in canonical form`() {
    let all = (1 << Self.cells.count) - 1
    let expected = (0...all).map(Self.ranges(ofMask:))
    let sets = Self.masks.map { PortSet(expected[$0]) }
    #expect(Self.masks.count > 200)
    var disagreements: [String] = []
    func check(_ isRight: Bool, _ what: @autoclosure () -> String) {
      if !isRight, disagreements.count < 5 { disagreements.append(what()) }
    }
    for (mine, set) in zip(Self.masks, sets) {
      check(Array(set.complement.ranges) == expected[all & ~mine], "complement of \(set)")
      for (theirs, other) in zip(Self.masks, sets) {
        check(Array(set.union(other).ranges) == expected[mine | theirs], "\(set) ∪ \(other)")
        check(Array(set.intersection(other).ranges) == expected[mine & theirs], "\(set) ∩ \(other)")
        check(Array(set.subtracting(other).ranges) == expected[mine & ~theirs], "\(set) − \(other)")
        check(set.isSubset(of: other) == (mine & ~theirs == 0), "\(set) ⊆ \(other)")
        check(set.isDisjoint(with: other) == (mine & theirs == 0), "\(set) disjoint with \(other)")
        check((set == other) == (mine == theirs), "\(set) = \(other)")
      }
    }
    #expect(disagreements.isEmpty, "\(disagreements)")
  }

  @Test func `each small set counts, contains, prints and hashes as its mask says`() throws {
    var distinct: Set<PortSet> = []
    for mask in Self.masks {
      let ranges = Self.ranges(ofMask: mask)
      // Shuffled, overlapping and touching parts must come to the same set.
      let pieces = ranges.flatMap { [$0, PortRange($0.lower, $0.lower), PortRange($0.upper, $0.upper)] }
      let set = PortSet(pieces.reversed())
      #expect(Array(set.ranges) == ranges)
      #expect(set.count == ranges.reduce(0) { $0 + Int($1.upper) - Int($1.lower) + 1 })
      #expect(set.isEmpty == (mask == 0))
      #expect(set.first == ranges.first?.lower)
      for (index, cell) in Self.cells.enumerated() {
        let isIn = mask & (1 << index) != 0
        #expect(set.contains(cell.lower) == isIn && set.contains(cell.upper) == isIn, "\(cell) in \(set)")
      }
      #expect(try PortSet(parsing: set.description) == set)
      distinct.insert(set)
      distinct.insert(PortSet(ranges))
    }
    #expect(distinct.count == Self.masks.count)
  }
}
