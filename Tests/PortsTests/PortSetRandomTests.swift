import Ports
import Seeds
import Testing

/// Random sets against a map of 65,536 booleans, port by port.
@Suite struct PortSetRandomTests {
  private static let seed: UInt64 = 0x706F_7274_6F6C_616E

  /// A set in the plainest form there is.
  private struct Map: Equatable {
    var isIn = [Bool](repeating: false, count: 65_536)

    init(_ ranges: [PortRange]) {
      for range in ranges {
        for port in Int(range.lower)...Int(range.upper) { isIn[port] = true }
      }
    }

    init(_ set: PortSet) {
      self.init(Array(set.ranges))
    }

    func combined(with other: Map, _ keep: (Bool, Bool) -> Bool) -> Map {
      var result = self
      for port in isIn.indices { result.isIn[port] = keep(isIn[port], other.isIn[port]) }
      return result
    }
  }

  private static func ranges(using generator: inout SeededGenerator) -> [PortRange] {
    (0..<Int.random(in: 0...24, using: &generator)).map { _ in
      // Ends near each other and near the limits are where sets go wrong.
      let lower =
        Bool.random(using: &generator)
        ? UInt16.random(in: 0 ... .max, using: &generator)
        : [0, 1, 1024, 32768, 65534, 65535].randomElement(using: &generator) ?? 0
      let width = UInt16.random(in: 0...(Bool.random(using: &generator) ? 3 : 5000), using: &generator)
      return PortRange(lower, lower.addingReportingOverflow(width).overflow ? .max : lower + width)
    }
  }

  private static func isCanonical(_ set: PortSet) -> Bool {
    zip(set.ranges, set.ranges.dropFirst()).allSatisfy { Int($0.upper) + 1 < Int($1.lower) }
  }

  @Test func `operations on random sets agree with a map of every port`() throws {
    var generator = SeededGenerator(seed: Self.seed)
    for round in 1...60 {
      let place: Comment = "seed \(Self.seed), round \(round)"
      let (mine, theirs) = (Self.ranges(using: &generator), Self.ranges(using: &generator))
      let (set, other) = (PortSet(mine), PortSet(theirs))
      let (map, otherMap) = (Map(mine), Map(theirs))

      let results: [(PortSet, Map)] = [
        (set, map),
        (set.union(other), map.combined(with: otherMap) { $0 || $1 }),
        (set.intersection(other), map.combined(with: otherMap) { $0 && $1 }),
        (set.subtracting(other), map.combined(with: otherMap) { $0 && !$1 }),
        (set.complement, map.combined(with: map) { mine, _ in !mine }),
      ]
      for (result, expected) in results {
        #expect(Map(result) == expected, place)
        #expect(Self.isCanonical(result), place)
        #expect(result.count == expected.isIn.count { $0 }, place)
        #expect(result.first.map(Int.init) == expected.isIn.firstIndex(of: true), place)
        #expect(try PortSet(parsing: result.description) == result, place)
      }
      #expect((0...UInt16.max).allSatisfy { set.contains($0) == map.isIn[Int($0)] }, place)
      #expect(
        set.isSubset(of: other) == !map.combined(with: otherMap) { $0 && !$1 }.isIn.contains(true), place)
      #expect(
        set.isDisjoint(with: other) == !map.combined(with: otherMap) { $0 && $1 }.isIn.contains(true), place)
      #expect((set == other) == (map == otherMap), place)
    }
  }

  @Test func `the laws of sets hold for random sets, and equal sets hash alike`() {
    var generator = SeededGenerator(seed: Self.seed &+ 1)
    for round in 1...1_000 {
      let place: Comment = "seed \(Self.seed &+ 1), round \(round)"
      let a = PortSet(Self.ranges(using: &generator))
      let b = PortSet(Self.ranges(using: &generator))
      let c = PortSet(Self.ranges(using: &generator))
      #expect(a.union(b) == b.union(a), place)
      #expect(a.intersection(b).union(a.subtracting(b)) == a, place)
      #expect(a.union(b).complement == a.complement.intersection(b.complement), place)
      #expect(a.intersection(b.union(c)) == a.intersection(b).union(a.intersection(c)), place)
      #expect(a.count + b.count == a.union(b).count + a.intersection(b).count, place)
      #expect(a.complement.complement.hashValue == a.hashValue, place)
      var changed = a
      changed.formUnion(b)
      changed.subtract(c)
      changed.formIntersection(a)
      #expect(changed == a.union(b).subtracting(c).intersection(a), place)
    }
  }
}
