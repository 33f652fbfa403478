extension RandomNetwork {
  /// A network ACL.
  public struct NetworkACL: Sendable {
    /// One entry.
    public struct Entry: Sendable {
      /// 1–32766, or 32767 and 32768 for the denies that end every ACL.
      public let number: Int
      /// Whether it applies to what leaves the subnet.
      public let isEgress: Bool
      /// Whether it allows.
      public let allows: Bool
      /// A protocol number as text, or `-1`.
      public let protocolText: String
      /// The peer: the source of what comes in, the destination of what leaves.
      public let peer: Prefix
      /// `PortRange`, present also where it must be ignored (trap 6).
      public let ports: ClosedRange<Int>?
      /// `IcmpTypeCode`, present also where it must be ignored (trap 10).
      public let icmp: ICMP?

      package init(
        number: Int, isEgress: Bool, allows: Bool, protocolText: String, peer: Prefix,
        ports: ClosedRange<Int>? = nil, icmp: ICMP? = nil
      ) {
        self.number = number
        self.isEgress = isEgress
        self.allows = allows
        self.protocolText = protocolText
        self.peer = peer
        self.ports = ports
        self.icmp = icmp
      }
    }

    /// An ICMP type and code; −1 stands for all.
    public struct ICMP: Sendable {
      /// The type, or −1.
      public let type: Int
      /// The code, or −1.
      public let code: Int

      package init(type: Int, code: Int) {
        self.type = type
        self.code = code
      }
    }

    /// `acl-…`
    public let id: String
    /// The VPC it is part of.
    public let vpcID: String
    /// Whether it serves the subnets that no ACL names (trap 15).
    public let isDefault: Bool
    /// The subnets it names.
    public let subnetIDs: [String]
    /// Its entries, in no order (trap 4).
    public let entries: [Entry]

    package init(
      id: String, vpcID: String, isDefault: Bool, subnetIDs: [String], entries: [Entry]
    ) {
      self.id = id
      self.vpcID = vpcID
      self.isDefault = isDefault
      self.subnetIDs = subnetIDs
      self.entries = entries
    }
  }
}
