internal import NetworkModel

/// A function of an address that only changes at the edges of some CIDR blocks: the blocks cut the address space into pieces,
/// and two addresses of one piece cannot be told apart by any rule that names those blocks.
struct AddressPartition<Value: Sendable>: Sendable {
  private let v4: Pieces<UInt32, Value>
  private let v6: Pieces<UInt128, Value>

  /// Makes the function whose value changes only at the edges of `blocks`; `value` is asked once for each piece.
  init(edgesOf blocks: some Sequence<CIDRBlock>, value: (IPAddress) -> Value) {
    var startsV4: [UInt32] = [0]
    var startsV6: [UInt128] = [0]
    for block in blocks {
      let range = block.range
      switch (range.lower, range.upper) {
      case (.v4(let lower), .v4(let upper)):
        startsV4.append(lower)
        if upper < .max { startsV4.append(upper + 1) }
      case (.v6(let lower), .v6(let upper)):
        startsV6.append(lower)
        if upper < .max { startsV6.append(upper + 1) }
      default: preconditionFailure("a block of two families")
      }
    }
    v4 = Pieces(starts: startsV4) { value(.v4($0)) }
    v6 = Pieces(starts: startsV6) { value(.v6($0)) }
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
  subscript(address: IPAddress) -> Value {
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

  init(starts: [Bits], value: (Bits) -> Value) {
    var unique: [Bits] = []
    for start in starts.sorted() where unique.last != start { unique.append(start) }
    self.starts = unique
    values = unique.map(value)
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
