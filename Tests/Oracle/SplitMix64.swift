/// A seeded generator: the same seed gives the same network and the same questions on every
/// machine and with every compiler.
///
/// The draws below are written out because the standard library promises no fixed algorithm for
/// its own.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence that belongs to `seed`.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SplitMix64 {
  /// A number in `range`, both ends included. The bias of the remainder is of no concern here.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next() % width)
  }

  /// True in about `percent` of 100 calls.
  mutating func chance(_ percent: Int) -> Bool {
    number(in: 0...99) < percent
  }

  /// One of `choices`, which must not be empty.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[number(in: 0...(choices.count - 1))]
  }

  /// One of `choices`, each as likely as its weight.
  mutating func pick<Choice>(weighted choices: [(weight: Int, choice: Choice)]) -> Choice {
    var rest = number(in: 0...(choices.reduce(0) { $0 + $1.weight } - 1))
    for entry in choices {
      if rest < entry.weight { return entry.choice }
      rest -= entry.weight
    }
    preconditionFailure("weights add up to less than their sum")
  }

  /// `list` in another order.
  mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    var result = list
    for index in result.indices.reversed() where index > 0 {
      result.swapAt(index, number(in: 0...index))
    }
    return result
  }

  /// An identifier as AWS forms them: `kind`, a dash and 17 hexadecimal digits, the first a 0.
  mutating func identifier(_ kind: String) -> String {
    let digits = String(next(), radix: 16)
    return kind + "-0" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
