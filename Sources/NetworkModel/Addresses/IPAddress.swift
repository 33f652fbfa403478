/// An IPv4 or IPv6 address, in host byte order; every IPv4 address sorts before every IPv6 address.
public enum IPAddress: Hashable, Sendable {
  /// An IPv4 address.
  case v4(UInt32)
  /// An IPv6 address.
  case v6(UInt128)

  /// The family of an address: what a rule for one family says nothing about the other (UG/nacl-rules).
  public enum Family: Hashable, Sendable {
    /// IPv4, RFC 791.
    case v4
    /// IPv6, RFC 8200.
    case v6

    /// How many bits an address of the family has: 32 or 128.
    public var width: Int { self == .v4 ? 32 : 128 }
  }

  /// The family of the address.
  public var family: Family {
    switch self {
    case .v4: .v4
    case .v6: .v6
    }
  }

  /// The address as a number.
  public var bits: UInt128 {
    switch self {
    case .v4(let bits): UInt128(bits)
    case .v6(let bits): bits
    }
  }

  /// Makes the address of `family` whose number is `bits`.
  ///
  /// - Precondition: `bits` fits the width of the family.
  public init(_ family: Family, bits: UInt128) {
    switch family {
    case .v4: self = .v4(UInt32(bits))
    case .v6: self = .v6(bits)
    }
  }

  /// The next higher address of the family, if there is one.
  public var successor: IPAddress? {
    switch self {
    case .v4(let bits): bits == .max ? nil : .v4(bits + 1)
    case .v6(let bits): bits == .max ? nil : .v6(bits + 1)
    }
  }
}

extension IPAddress: Comparable {
  /// Orders by family, then by number.
  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    switch (left, right) {
    case (.v4(let left), .v4(let right)): left < right
    case (.v6(let left), .v6(let right)): left < right
    case (.v4, .v6): true
    case (.v6, .v4): false
    }
  }
}
