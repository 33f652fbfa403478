/// A virtual private gateway (`DescribeVpnGateways`): a VPC's end of VPN connections and of AWS Direct Connect.
public struct VPNGateway: Resource {
  /// `vgw-…`
  public let id: Identifier<VPNGateway>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is attached to.
  public var vpc: Identifier<VPC>?

  /// Makes a virtual private gateway.
  public init(id: Identifier<VPNGateway>, name: String? = nil, vpc: Identifier<VPC>?) {
    self.id = id
    self.name = name
    self.vpc = vpc
  }
}
