/// An exact set of 16-bit ports: the algebra on which every answer of Portolan rests.
///
/// The set is kept as sorted, disjoint ranges of which no two touch. That form is unique, so `==` is set equality.
/// An empty set and a set of one range need no heap storage. What every loop asks of sets is inlinable, since other modules hold the loops.
///
///     let linux: PortSet = "32768-60999"
///     let passed = linux.intersection("32768-40000")
///     passed.count                                   // 7233
///     linux.subtracting(passed).description          // "40001-60999"
public struct PortSet: Hashable, Sendable {
  // INVARIANT: `several` holds at least two ranges, sorted, with a gap of at least one port between neighbours.
  @usableFromInline
  enum Storage: Hashable, Sendable {
    case empty
    case single(PortRange)
    case several([PortRange])
  }

  @usableFromInline let storage: Storage

  @inlinable
  init(storage: Storage) {
    self.storage = storage
  }

  /// Makes the empty set.
  @inlinable
  public init() {
    storage = .empty
  }

  /// Makes the set of the ports of one range.
  @inlinable
  public init(_ range: PortRange) {
    storage = .single(range)
  }

  /// Makes the set of the ports of one range.
  public init(_ bounds: ClosedRange<UInt16>) {
    storage = .single(PortRange(bounds))
  }

  /// Makes the set of a single port.
  @inlinable
  public init(_ port: UInt16) {
    storage = .single(PortRange(port, port))
  }

  /// Makes the union of `ranges`, which may come in any order and overlap.
  ///
  /// - Complexity: O(*n* log *n*).
  public init(_ ranges: some Sequence<PortRange>) {
    var builder = Builder()
    for range in ranges.sorted(by: { $0.lower < $1.lower }) {
      builder.append(range)
    }
    self = builder.set
  }

  /// The set without ports.
  @inlinable
  public static var empty: PortSet { PortSet() }

  /// The set of all ports, `0...65535`.
  @inlinable
  public static var all: PortSet { PortSet(PortRange.all) }

  /// Whether the set has no port.
  @inlinable
  public var isEmpty: Bool {
    if case .empty = storage { true } else { false }
  }

  /// Whether two sets hold the same ports.
  @inlinable
  public static func == (left: PortSet, right: PortSet) -> Bool {
    switch (left.storage, right.storage) {
    case (.single(let one), .single(let other)): one.lower == other.lower && one.upper == other.upper
    case (.empty, .empty): true
    case (.several(let some), .several(let others)): some == others
    default: false
    }
  }

  /// How many ports the set holds, 0 to 65,536.
  ///
  /// - Complexity: O(number of ranges).
  public var count: Int {
    switch storage {
    case .empty: 0
    case .single(let range): range.count
    case .several(let ranges): ranges.reduce(0) { $0 + $1.count }
    }
  }

  /// The smallest port of the set, if it has one.
  public var first: UInt16? { ranges.first?.lower }

  /// Whether `port` is in the set.
  ///
  /// - Complexity: O(log(number of ranges)).
  public func contains(_ port: UInt16) -> Bool {
    switch storage {
    case .empty: return false
    case .single(let range): return range.contains(port)
    case .several(let ranges):
      let position = Self.position(of: port, in: ranges)
      return position < ranges.count && ranges[position].lower <= port
    }
  }

  /// The position of the first of ascending ranges that does not end before `port`.
  static func position(of port: UInt16, in ranges: [PortRange]) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upper < port { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension PortSet {
  /// The ranges of a set, ascending, with gaps between them.
  public struct Ranges: RandomAccessCollection, Sendable {
    let storage: Storage

    /// The index of the first range.
    public var startIndex: Int { 0 }

    /// The number of ranges.
    public var endIndex: Int {
      switch storage {
      case .empty: 0
      case .single: 1
      case .several(let ranges): ranges.count
      }
    }

    /// The range at `position`.
    public subscript(position: Int) -> PortRange {
      switch storage {
      case .empty: preconditionFailure("an empty port set has no range")
      case .single(let range):
        precondition(position == 0, "a port set of one range has no range \(position)")
        return range
      case .several(let ranges): return ranges[position]
      }
    }
  }

  /// The set as ascending ranges with gaps between them.
  public var ranges: Ranges { Ranges(storage: storage) }
}

extension PortSet {
  /// Builds a set from ranges that come in ascending order of their lower bounds, merging what overlaps or touches.
  struct Builder {
    private var storage = Storage.empty

    var set: PortSet { PortSet(storage: storage) }

    mutating func append(_ range: PortRange) {
      switch storage {
      case .empty:
        storage = .single(range)
      case .single(let last):
        if let merged = Self.merge(last, range) {
          storage = .single(merged)
        } else {
          storage = .several([last, range])
        }
      case .several(var ranges):
        storage = .empty  // so that `ranges` is the only owner of its buffer and grows in place
        if let merged = Self.merge(ranges[ranges.count - 1], range) {
          ranges[ranges.count - 1] = merged
        } else {
          ranges.append(range)
        }
        storage = .several(ranges)
      }
    }

    private static func merge(_ last: PortRange, _ next: PortRange) -> PortRange? {
      precondition(next.lower >= last.lower, "ranges must ascend")
      guard Int(next.lower) <= Int(last.upper) + 1 else { return nil }
      return PortRange(last.lower, max(last.upper, next.upper))
    }
  }
}
