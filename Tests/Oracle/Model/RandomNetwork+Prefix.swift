extension RandomNetwork {
  /// A CIDR block of either family, without host bits.
  public struct Prefix: Hashable, Sendable {
    let version: UInt32
    /// The first address of the block.
    public let bits: UInt128
    /// The number of leading bits that must be equal.
    public let length: Int
    let mask: UInt128

    /// The block of `length` bits around `address`; host bits are cleared, as AWS does.
    public init(_ address: Address, length: Int) {
      let width = address.isIPv6 ? 128 : 32
      precondition((0...width).contains(length), "prefix length out of range")
      let all: UInt128 = address.isIPv6 ? UInt128.max : 0xFFFF_FFFF
      version = address.version
      self.length = length
      mask = all & ~(length == width ? 0 : all >> UInt128(length))
      bits = address.bits & mask
    }

    /// 0.0.0.0/0.
    public static let anyIPv4 = Prefix(Address(ipv4: 0), length: 0)
    /// ::/0.
    public static let anyIPv6 = Prefix(Address(ipv6: 0), length: 0)
  }
}

extension RandomNetwork.Prefix {
  /// Whether this is an IPv6 block.
  public var isIPv6: Bool { version == 6 }

  /// Whether `address` lies in the block; a block says nothing about the other family
  /// (trap 5).
  @inline(__always)
  func contains(_ address: RandomNetwork.Address) -> Bool {
    (address.bits ^ bits) & mask == 0 && address.version == version
  }

  /// The address `offset` places after the first of the block.
  func address(_ offset: UInt128) -> RandomNetwork.Address {
    RandomNetwork.Address(version: version, bits: bits + offset)
  }

  func overlaps(_ other: RandomNetwork.Prefix) -> Bool {
    contains(other.address(0)) || other.contains(address(0))
  }
}

extension RandomNetwork.Prefix: CustomStringConvertible {
  /// The block as AWS prints it, for example `10.0.0.0/16`.
  public var description: String {
    "\(address(0))/\(length)"
  }
}
