/// A transit gateway (`DescribeTransitGateways`): a router between VPCs, VPN connections and other transit gateways.
public struct TransitGateway: Resource {
  /// `tgw-…`
  public let id: Identifier<TransitGateway>
  /// The `Name` tag.
  public var name: String?
  /// `State`; only an `available` or `modifying` one carries packets.
  public var state: String
  /// Whether inbound rules may refer to groups of other attached VPCs (TGW/tgw-vpc-attachments); nil when the snapshot does not say.
  public var supportsSecurityGroupReferencing: Bool?

  /// Makes a transit gateway.
  public init(
    id: Identifier<TransitGateway>, name: String? = nil, state: String = "available",
    supportsSecurityGroupReferencing: Bool? = false
  ) {
    self.id = id
    self.name = name
    self.state = state
    self.supportsSecurityGroupReferencing = supportsSecurityGroupReferencing
  }
}
