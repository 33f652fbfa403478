/// Something attached to a transit gateway: a VPC, a VPN connection, another transit gateway.
///
/// `DescribeTransitGatewayAttachments` tells of all kinds the same few facts; `DescribeTransitGatewayVpcAttachments` and
/// `DescribeTransitGatewayPeeringAttachments` tell the rest. A value brings them together.
public struct TransitGatewayAttachment: Resource {
  /// What is attached.
  public enum Attached: Hashable, Sendable {
    /// A VPC, by the attachment's interfaces in one subnet a zone.
    case vpc(VPCAttachment)
    /// A VPN connection, by its id.
    case vpn(String)
    /// A Direct Connect gateway, by its id.
    case directConnectGateway(String)
    /// Another transit gateway, in this or another account or Region.
    case peering(Identifier<TransitGateway>, Scope)
    /// Anything else, by AWS's word for it and its id.
    case other(String, String)
  }

  /// How a VPC is attached.
  public struct VPCAttachment: Hashable, Sendable {
    /// The VPC.
    public var vpc: Identifier<VPC>
    /// The account that owns the VPC.
    public var account: String?
    /// The subnets with an interface of the attachment; nil when the snapshot does not say.
    public var subnets: [Identifier<Subnet>]?
    /// Whether both directions of a flow enter the VPC in one zone, whatever zone they come from.
    public var isApplianceMode: Bool
    /// Whether inbound rules may refer to groups of other attached VPCs; nil when the snapshot does not say.
    public var supportsSecurityGroupReferencing: Bool?
    /// Whether it carries IPv6.
    public var supportsIPv6: Bool

    /// Makes a VPC attachment.
    public init(
      vpc: Identifier<VPC>, account: String? = nil, subnets: [Identifier<Subnet>]?, isApplianceMode: Bool = false,
      supportsSecurityGroupReferencing: Bool? = true, supportsIPv6: Bool = true
    ) {
      self.vpc = vpc
      self.account = account
      self.subnets = subnets
      self.isApplianceMode = isApplianceMode
      self.supportsSecurityGroupReferencing = supportsSecurityGroupReferencing
      self.supportsIPv6 = supportsIPv6
    }
  }

  /// `tgw-attach-…`. Two peered transit gateways call their attachment by one id each or by the same: then the accepter's has
  /// `@` and the transit gateway's id behind it, also where its route tables name it.
  public let id: Identifier<TransitGatewayAttachment>
  /// The `Name` tag.
  public var name: String?
  /// The transit gateway.
  public var transitGateway: Identifier<TransitGateway>
  /// `State`; only an `available` or `modifying` one carries packets.
  public var state: String
  /// What is attached.
  public var attached: Attached
  /// The route table for packets that come from it (`Association`), if the snapshot tells it here.
  public var routeTable: Identifier<TransitGatewayRouteTable>?
  /// Whether the call that tells associations describes it. It does not tell them to every account.
  public var isDescribedWithAssociation: Bool

  /// Makes an attachment.
  public init(
    id: Identifier<TransitGatewayAttachment>, name: String? = nil, transitGateway: Identifier<TransitGateway>,
    state: String = "available", attached: Attached, routeTable: Identifier<TransitGatewayRouteTable>? = nil,
    isDescribedWithAssociation: Bool = false
  ) {
    self.id = id
    self.name = name
    self.transitGateway = transitGateway
    self.state = state
    self.attached = attached
    self.routeTable = routeTable
    self.isDescribedWithAssociation = isDescribedWithAssociation
  }
}
