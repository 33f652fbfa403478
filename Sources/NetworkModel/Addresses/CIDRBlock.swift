/// A block of addresses that share a prefix, such as `10.20.0.0/16`, without host bits.
public struct CIDRBlock: Hashable, Sendable {
  /// The first address of the block.
  public let address: IPAddress
  /// How many leading bits all addresses of the block share: 0–32 for IPv4, 0–128 for IPv6.
  public let prefixLength: Int

  /// Makes the block of `prefixLength` bits that holds `address`; host bits are cleared, as AWS does (BOTO:ec2).
  ///
  /// - Precondition: `prefixLength` fits the family of the address.
  public init(_ address: IPAddress, prefixLength: Int) {
    let width = address.family.width
    precondition((0...width).contains(prefixLength), "a prefix of \(prefixLength) bits")
    let hostBits = Self.hostMask(width - prefixLength)
    self.address = IPAddress(address.family, bits: address.bits & ~hostBits)
    self.prefixLength = prefixLength
  }

  /// The block that holds one address.
  public init(_ address: IPAddress) {
    self.init(address, prefixLength: address.family.width)
  }

  /// Every IPv4 address, `0.0.0.0/0`.
  public static let anyIPv4 = CIDRBlock(.v4(0), prefixLength: 0)
  /// Every IPv6 address, `::/0`.
  public static let anyIPv6 = CIDRBlock(.v6(0), prefixLength: 0)

  /// The family of the block's addresses.
  public var family: IPAddress.Family { address.family }

  /// The first and the last address of the block.
  public var range: AddressRange {
    let hostBits = Self.hostMask(family.width - prefixLength)
    return AddressRange(address, IPAddress(family, bits: address.bits | hostBits))
  }

  /// Whether the block holds every address of its family.
  public var isAny: Bool { prefixLength == 0 }

  /// Whether `other` lies in the block; never for an address of the other family.
  public func contains(_ other: IPAddress) -> Bool {
    switch (address, other) {
    case (.v4(let base), .v4(let other)):
      prefixLength == 0 || (base ^ other) >> UInt32(32 - prefixLength) == 0
    case (.v6(let base), .v6(let other)):
      prefixLength == 0 || (base ^ other) >> UInt128(128 - prefixLength) == 0
    default:
      false
    }
  }

  /// Whether every address of `other` lies in the block.
  public func contains(_ other: CIDRBlock) -> Bool {
    prefixLength <= other.prefixLength && contains(other.address)
  }

  private static func hostMask(_ bits: Int) -> UInt128 {
    bits == 128 ? .max : (1 << UInt128(bits)) - 1
  }
}

extension CIDRBlock: CustomStringConvertible {
  /// The block as AWS writes it, `"10.20.0.0/16"`.
  public var description: String { "\(address)/\(prefixLength)" }

  /// Reads `"10.20.0.0/16"` or `"2001:db8::/56"`; nil for anything else. Host bits are cleared.
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// Reads a block from the UTF-8 bytes of its text.
  public init?(utf8 text: Span<UInt8>) {
    var slash = text.count - 1
    while slash >= 0, text[slash] != UInt8(ascii: "/") { slash -= 1 }
    let digits = text.count - slash - 1
    guard slash > 0, (1...3).contains(digits) else { return nil }
    var length = 0
    for index in slash + 1..<text.count {
      let byte = text[index]
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      if index == slash + 1, byte == UInt8(ascii: "0"), digits > 1 { return nil }
      length = length * 10 + Int(byte - UInt8(ascii: "0"))
    }
    guard let address = IPAddress(utf8: text.extracting(0..<slash)),
      length <= address.family.width
    else { return nil }
    self.init(address, prefixLength: length)
  }
}

extension CIDRBlock: Comparable {
  /// Orders by address, shorter prefixes first.
  public static func < (left: CIDRBlock, right: CIDRBlock) -> Bool {
    (left.address, left.prefixLength) < (right.address, right.prefixLength)
  }
}
