/// A Site-to-Site VPN connection (`DescribeVpnConnections`): from a virtual private gateway or transit gateway to a network of
/// one's own.
public struct VPNConnection: Resource {
  /// `vpn-…`
  public let id: Identifier<VPNConnection>
  /// The `Name` tag.
  public var name: String?
  /// `State`; only an `available` one carries packets.
  public var state: String
  /// The virtual private gateway at AWS's end.
  public var vpnGateway: Identifier<VPNGateway>?
  /// The transit gateway at AWS's end.
  public var transitGateway: Identifier<TransitGateway>?
  /// The static routes to the far network; empty when it announces them over BGP.
  public var cidrBlocks: [CIDRBlock]

  /// Makes a VPN connection.
  public init(
    id: Identifier<VPNConnection>, name: String? = nil, state: String = "available",
    vpnGateway: Identifier<VPNGateway>? = nil, transitGateway: Identifier<TransitGateway>? = nil,
    cidrBlocks: [CIDRBlock] = []
  ) {
    self.id = id
    self.name = name
    self.state = state
    self.vpnGateway = vpnGateway
    self.transitGateway = transitGateway
    self.cidrBlocks = cidrBlocks
  }
}
