internal import NetworkModel

/// A way between a network and what lies outside it.
enum Portal: Hashable, Sendable {
  /// Internet gateways.
  case internet
  /// An egress-only internet gateway.
  case egressOnly(Identifier<EgressOnlyInternetGateway>)
  /// A gateway endpoint, to a service's public addresses.
  case gatewayEndpoint(Identifier<VPCEndpoint>)
  /// A virtual private gateway, to on-premises networks.
  case vpnGateway(Identifier<VPNGateway>)
  /// A VPN connection or Direct Connect gateway attached to a transit gateway, by the attachment's position.
  case transitGatewayAttachment(Int)

  /// Whether on-premises networks lie beyond it.
  var isOnPremises: Bool {
    switch self {
    case .vpnGateway, .transitGatewayAttachment: true
    case .internet, .egressOnly, .gatewayEndpoint: false
    }
  }

  /// What people call it.
  var name: String {
    switch self {
    case .internet: "an internet gateway"
    case .egressOnly: "an egress-only internet gateway"
    case .gatewayEndpoint: "a gateway endpoint"
    case .vpnGateway: "a virtual private gateway"
    case .transitGatewayAttachment: "a transit gateway"
    }
  }
}
