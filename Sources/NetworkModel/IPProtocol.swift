/// An IP protocol by its number, as in the IANA registry of assigned internet protocol numbers.
public struct IPProtocol: RawRepresentable, Hashable, Sendable {
  /// The protocol number, 0 to 255.
  public let rawValue: UInt8

  /// Makes the protocol with a number.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// ICMP for IPv4, RFC 792.
  public static let icmp = IPProtocol(rawValue: 1)
  /// TCP, RFC 9293.
  public static let tcp = IPProtocol(rawValue: 6)
  /// UDP, RFC 768.
  public static let udp = IPProtocol(rawValue: 17)
  /// ICMP for IPv6, RFC 4443.
  public static let icmpv6 = IPProtocol(rawValue: 58)

  /// Whether packets of the protocol carry ports that AWS filters look at: TCP and UDP only (BOTO:ec2 `IpPermission`).
  public var hasPorts: Bool { self == .tcp || self == .udp }

  /// Whether packets of the protocol carry a type and a code that AWS filters look at.
  public var hasTypeAndCode: Bool { self == .icmp || self == .icmpv6 }

  private static let names: [(String, UInt8)] = [
    ("icmp", 1), ("igmp", 2), ("ipip", 4), ("tcp", 6), ("udp", 17), ("ipv6", 41), ("gre", 47), ("esp", 50),
    ("ah", 51), ("icmpv6", 58), ("ospf", 89), ("vrrp", 112), ("l2tp", 115), ("sctp", 132), ("udplite", 136),
  ]

  /// Reads a name (`"tcp"`, any case) or a number from 0 to 255; nil for anything else.
  public init?(_ text: String) {
    let lowercased = text.lowercased()
    if let named = Self.names.first(where: { $0.0 == lowercased }) {
      self.init(rawValue: named.1)
    } else if let number = UInt8(text), String(number) == text {
      self.init(rawValue: number)
    } else {
      return nil
    }
  }
}

extension IPProtocol: CustomStringConvertible {
  /// The name, where it has a well-known one, or `"protocol 99"`.
  public var description: String {
    Self.names.first { $0.1 == rawValue }?.0 ?? "protocol \(rawValue)"
  }
}
