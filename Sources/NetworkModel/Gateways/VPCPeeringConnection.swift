/// A VPC peering connection (`DescribeVpcPeeringConnections`).
public struct VPCPeeringConnection: Resource {
  /// One of the two VPCs, as the peering connection describes it: it may be of another account or Region.
  public struct Side: Hashable, Sendable {
    /// The VPC.
    public var vpc: Identifier<VPC>
    /// The VPC's blocks.
    public var cidrBlocks: [CIDRBlock]
    /// Where the VPC is.
    public var scope: Scope

    /// Makes a side.
    public init(vpc: Identifier<VPC>, cidrBlocks: [CIDRBlock] = [], scope: Scope = Scope()) {
      self.vpc = vpc
      self.cidrBlocks = cidrBlocks
      self.scope = scope
    }
  }

  /// `pcx-…`
  public let id: Identifier<VPCPeeringConnection>
  /// The `Name` tag.
  public var name: String?
  /// `Status.Code`; only an `active` one carries packets.
  public var status: String
  /// The VPC that asked for it.
  public var requester: Side
  /// The VPC that was asked.
  public var accepter: Side

  /// Makes a peering connection.
  public init(
    id: Identifier<VPCPeeringConnection>, name: String? = nil, status: String = "active", requester: Side,
    accepter: Side
  ) {
    self.id = id
    self.name = name
    self.status = status
    self.requester = requester
    self.accepter = accepter
  }

  /// The side that is not `vpc`; nil when neither is `vpc`.
  public func peer(of vpc: Identifier<VPC>) -> Side? {
    requester.vpc == vpc ? accepter : accepter.vpc == vpc ? requester : nil
  }

  /// Whether both VPCs are known to be in one Region, or to be in two; nil when the snapshot does not say.
  public var isWithinRegion: Bool? {
    guard let one = requester.scope.region, let other = accepter.scope.region else { return nil }
    return one == other
  }
}
