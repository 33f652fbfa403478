internal import NetworkModel

/// Something that carries packets onward, or keeps them, without looking at their ports.
enum Waypoint: Hashable, Sendable {
  /// An internet gateway; nil when the VPC has none.
  case internetGateway(Identifier<InternetGateway>?)
  /// An egress-only internet gateway.
  case egressOnlyInternetGateway(Identifier<EgressOnlyInternetGateway>)
  /// A NAT gateway.
  case natGateway(Identifier<NATGateway>)
  /// A VPC peering connection.
  case vpcPeeringConnection(Identifier<VPCPeeringConnection>)
  /// A transit gateway.
  case transitGateway(Identifier<TransitGateway>)
  /// An attachment of a transit gateway, by its position.
  case transitGatewayAttachment(Int)
  /// A virtual private gateway.
  case vpnGateway(Identifier<VPNGateway>)
  /// A gateway endpoint or Gateway Load Balancer endpoint.
  case vpcEndpoint(Identifier<VPCEndpoint>)
  /// A network interface that forwards what is not its own.
  case middlebox(Identifier<NetworkInterface>)
  /// A load balancer, by its position.
  case loadBalancer(Int)
  /// On-premises networks.
  case onPremises
}
