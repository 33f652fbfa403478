package import NetworkModel

/// A function of an address that only changes at the edges of some CIDR blocks: the blocks cut the address space into pieces,
/// and two addresses of one piece cannot be told apart by any rule that names those blocks.
package struct AddressPartition<Value: Sendable>: Sendable {
  private let v4: Pieces<UInt32, Value>
  private let v6: Pieces<UInt128, Value>

  /// The rules whose blocks hold a piece: blocks never overlap but one holds the other.
  package struct Layer {
    /// The positions of all their blocks, the widest first.
    package let covering: [Int]
    /// How many of these, the last, are no wider than the piece around: what they say is new here.
    package let newCount: Int
    /// The value outside the narrowest block.
    package let outer: Value?
  }

  /// Makes the function whose value changes only at the edges of `blocks`; `value` is asked once for each block, and of none.
  ///
  /// - Complexity: O(*n* log *n*) for *n* blocks, and what `value` takes.
  package init(layers blocks: [CIDRBlock], value: (Layer) -> Value) {
    var spansV4: [Pieces<UInt32, Value>.Span] = []
    var spansV6: [Pieces<UInt128, Value>.Span] = []
    for (index, block) in blocks.enumerated() {
      switch (block.range.lower, block.range.upper) {
      case (.v4(let lower), .v4(let upper)): spansV4.append((lower, upper, index))
      case (.v6(let lower), .v6(let upper)): spansV6.append((lower, upper, index))
      default: preconditionFailure("a block of two families")
      }
    }
    v4 = Pieces(layers: spansV4, value: value)
    v6 = Pieces(layers: spansV6, value: value)
  }

  /// How many pieces there are, of both families.
  var count: Int { v4.count + v6.count }

  /// The number of the piece that an address lies in, which is probably `guess`.
  func piece(of address: IPAddress, near guess: Int) -> Int {
    switch address {
    case .v4(let bits): v4.position(of: bits, near: guess)
    case .v6(let bits): v4.count + v6.position(of: bits, near: guess - v4.count)
    }
  }

  /// The value at an address.
  ///
  /// - Complexity: O(log(number of pieces)).
  @inline(__always)
  package subscript(address: IPAddress) -> Value {
    switch address {
    case .v4(let bits): v4[bits]
    case .v6(let bits): v6[bits]
    }
  }
}

/// The pieces of one family: where each begins, ascending from 0, and its value.
private struct Pieces<Bits: FixedWidthInteger & Sendable, Value: Sendable>: Sendable {
  private let starts: [Bits]
  private let values: [Value]

  /// A block's first and last address, and its position.
  typealias Span = (lower: Bits, upper: Bits, index: Int)

  /// Goes along the addresses, and in and out of blocks.
  init(layers spans: [Span], value: (AddressPartition<Value>.Layer) -> Value) {
    var open: [(upper: Bits, count: Int, value: Value)] = []
    var covering: [Int] = []
    let outside = value(AddressPartition.Layer(covering: [], newCount: 0, outer: nil))
    var starts: [Bits] = [0]
    var values = [outside]
    func begin(_ start: Bits, _ value: Value) {
      if starts[starts.count - 1] == start {
        values[values.count - 1] = value
      } else {
        starts.append(start)
        values.append(value)
      }
    }
    func closeLast() {
      let closed = open.removeLast()
      covering.removeLast(closed.count)
      if closed.upper < .max { begin(closed.upper + 1, open.last?.value ?? outside) }
    }
    let spans = spans.sorted { ($0.lower, $1.upper, $0.index) < ($1.lower, $0.upper, $1.index) }
    var index = 0
    while index < spans.count {
      let span = spans[index]
      while let last = open.last, last.upper < span.lower { closeLast() }
      let before = covering.count
      while index < spans.count, spans[index].lower == span.lower, spans[index].upper == span.upper {
        covering.append(spans[index].index)
        index += 1
      }
      let layer = AddressPartition.Layer(
        covering: covering, newCount: covering.count - before, outer: open.last?.value ?? outside)
      open.append((span.upper, covering.count - before, value(layer)))
      begin(span.lower, open[open.count - 1].value)
    }
    while !open.isEmpty { closeLast() }
    self.starts = starts
    self.values = values
  }

  var count: Int { starts.count }

  @inline(__always)
  subscript(bits: Bits) -> Value { values[position(of: bits)] }

  func position(of bits: Bits, near guess: Int) -> Int {
    let isGuessRight =
      starts.indices.contains(guess) && starts[guess] <= bits && (guess + 1 == starts.count || bits < starts[guess + 1])
    return isGuessRight ? guess : position(of: bits)
  }

  @inline(__always)
  private func position(of bits: Bits) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= bits { low = middle } else { high = middle }
    }
    return low
  }
}
