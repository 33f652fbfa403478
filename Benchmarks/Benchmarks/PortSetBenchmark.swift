import Foundation
import Ports

/// The operations of `PortSet` beside Foundation's `IndexSet` and `Set<UInt16>`.
enum PortSetBenchmark {
  static func run(_ settings: Settings) {
    var table = ResultTable(
      "PortSet, ns for one operation", columns: ["", "PortSet", "IndexSet", "", "Set<UInt16>", ""])
    for (name, count) in [("1 range", 1), ("4 ranges", 4), ("20 ranges", 20)] {
      let pairs = Operands.random(ranges: count)
      for operation in Operation.allCases {
        let own = settings.stopwatch.nanoseconds(per: pairs.count) { for pair in pairs { operation.run(pair.ports) } }
        let indexes = settings.stopwatch.nanoseconds(per: pairs.count) {
          for pair in pairs { operation.run(pair.indexes) }
        }
        // Sets of single ports are so slow that two pairs tell enough.
        let some = pairs.prefix(2)
        let sets = settings.stopwatch.nanoseconds(per: some.count) { for pair in some { operation.run(pair.sets) } }
        table.add(
          "\(operation.rawValue), \(name)", own.short, indexes.short, (indexes / own).asRatio, sets.short,
          (sets / own).asRatio)
      }
    }
    table.print()
  }

  private enum Operation: String, CaseIterable {
    case intersection, union, subtracting, count, contains

    func run(_ pair: (PortSet, PortSet)) {
      switch self {
      case .intersection: keep(pair.0.intersection(pair.1))
      case .union: keep(pair.0.union(pair.1))
      case .subtracting: keep(pair.0.subtracting(pair.1))
      case .count: keep(pair.0.count)
      case .contains: keep(pair.0.contains(40_000))
      }
    }

    func run(_ pair: (IndexSet, IndexSet)) {
      switch self {
      case .intersection: keep(pair.0.intersection(pair.1))
      case .union: keep(pair.0.union(pair.1))
      case .subtracting: keep(pair.0.subtracting(pair.1))
      case .count: keep(pair.0.count)
      case .contains: keep(pair.0.contains(40_000))
      }
    }

    func run(_ pair: (Set<UInt16>, Set<UInt16>)) {
      switch self {
      case .intersection: keep(pair.0.intersection(pair.1))
      case .union: keep(pair.0.union(pair.1))
      case .subtracting: keep(pair.0.subtracting(pair.1))
      case .count: keep(pair.0.count)
      case .contains: keep(pair.0.contains(40_000))
      }
    }
  }

  /// Two random sets of a number of ranges, in each representation.
  private struct Operands {
    let ports: (PortSet, PortSet)
    let indexes: (IndexSet, IndexSet)
    let sets: (Set<UInt16>, Set<UInt16>)

    static func random(ranges count: Int) -> [Operands] {
      var random = SeededRandom(seed: UInt64(count))
      return (0..<64).map { _ in
        Operands(randomRanges(count, using: &random), randomRanges(count, using: &random))
      }
    }

    private init(_ one: [ClosedRange<Int>], _ other: [ClosedRange<Int>]) {
      func ports(_ ranges: [ClosedRange<Int>]) -> PortSet {
        PortSet(ranges.map { PortRange(UInt16($0.lowerBound), UInt16($0.upperBound)) })
      }
      func indexes(_ ranges: [ClosedRange<Int>]) -> IndexSet {
        ranges.reduce(into: IndexSet()) { $0.insert(integersIn: $1) }
      }
      func set(_ ranges: [ClosedRange<Int>]) -> Set<UInt16> { Set(ranges.joined().map { UInt16($0) }) }
      self.ports = (ports(one), ports(other))
      self.indexes = (indexes(one), indexes(other))
      sets = (set(one), set(other))
      precondition(self.ports.0.intersection(self.ports.1).count == sets.0.intersection(sets.1).count, "sets differ")
    }

    /// Ranges with gaps between them, spread over all ports.
    private static func randomRanges(_ count: Int, using random: inout SeededRandom) -> [ClosedRange<Int>] {
      let width = 65_536 / count
      return (0..<count).map { index in
        let start = index * width + random.below(width / 2)
        return start...start + random.below(width / 2 - 1)
      }
    }
  }
}
