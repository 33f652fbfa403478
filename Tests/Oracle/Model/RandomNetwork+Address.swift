extension RandomNetwork {
  /// An IPv4 or IPv6 address.
  public struct Address: Hashable, Sendable {
    /// 4 or 6. A full word, since addresses are copied and compared for every packet.
    let version: UInt32
    /// The address as a number in host order; of an IPv4 address the lower 32 bits.
    public let bits: UInt128

    /// An IPv4 address from its 32 bits.
    public init(ipv4 bits: UInt32) {
      version = 4
      self.bits = UInt128(bits)
    }

    /// An IPv6 address from its 128 bits.
    public init(ipv6 bits: UInt128) {
      version = 6
      self.bits = bits
    }

    init(version: UInt32, bits: UInt128) {
      self.version = version
      self.bits = bits
    }
  }
}

extension RandomNetwork.Address {
  /// Whether this is an IPv6 address.
  public var isIPv6: Bool { version == 6 }

  /// RFC 1918 or RFC 6598, which an internet gateway drops in either role.
  public var isPrivateIPv4: Bool {
    guard !isIPv6 else { return false }
    return bits >> 24 == 10
      || bits >> 20 == 0xAC1
      || bits >> 16 == 0xC0A8
      || bits >> 22 == 0x191
  }

  /// 2000::/3, what an internet gateway forwards.
  public var isGlobalIPv6: Bool {
    isIPv6 && bits >> 125 == 1
  }
}

extension RandomNetwork.Address: CustomStringConvertible {
  /// The text AWS prints: dotted IPv4, or IPv6 in lower case with its longest run of zero groups
  /// left out (RFC 5952).
  public var description: String {
    isIPv6 ? ipv6Text : ipv4Text
  }

  private var ipv4Text: String {
    [24, 16, 8, 0].map { String(bits >> UInt128($0) & 0xFF) }.joined(separator: ".")
  }

  private var ipv6Text: String {
    let groups = (0..<8).map { bits >> UInt128(112 - 16 * $0) & 0xFFFF }
    var longest = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || groups[index] != 0 {
      if index - start > longest.count { longest = start..<index }
      start = index + 1
    }
    func text(_ part: ArraySlice<UInt128>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if longest.count < 2 { return text(groups[...]) }
    return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
  }
}
