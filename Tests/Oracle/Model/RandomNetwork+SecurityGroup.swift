extension RandomNetwork {
  /// A security group.
  public struct SecurityGroup: Sendable {
    /// One `IpPermission`: what it covers, and for which peers.
    public struct Permission: Sendable {
      /// `tcp`, `udp`, `icmp`, `icmpv6`, a protocol number, or `-1`.
      public let protocolText: String
      /// `FromPort`: the first port, or the ICMP type; ignored for other protocols (trap 7).
      public let from: Int?
      /// `ToPort`: the last port, or the ICMP code; ignored for other protocols.
      public let to: Int?
      /// `IpRanges` and `Ipv6Ranges`.
      public let peers: [Prefix]
      /// `PrefixListIds`.
      public let prefixListIDs: [String]
      /// The groups of `UserIdGroupPairs`.
      public let groupIDs: [String]

      package init(
        protocolText: String, from: Int? = nil, to: Int? = nil, peers: [Prefix] = [],
        prefixListIDs: [String] = [], groupIDs: [String] = []
      ) {
        self.protocolText = protocolText
        self.from = from
        self.to = to
        self.peers = peers
        self.prefixListIDs = prefixListIDs
        self.groupIDs = groupIDs
      }
    }

    /// `sg-…`
    public let id: String
    /// The VPC it was made in, which need not be that of the interfaces that carry it (trap 22).
    public let vpcID: String
    /// What may come in.
    public let ingress: [Permission]
    /// What may go out.
    public let egress: [Permission]

    package init(id: String, vpcID: String, ingress: [Permission], egress: [Permission]) {
      self.id = id
      self.vpcID = vpcID
      self.ingress = ingress
      self.egress = egress
    }
  }
}
