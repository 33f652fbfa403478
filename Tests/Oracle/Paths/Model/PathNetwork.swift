/// A small AWS network with everything a packet may travel by, as plain values.
///
/// What is not listed is not described by the snapshot: an identifier that occurs as a reference only stands for
/// something whose content nobody looked up.
public struct PathNetwork: Sendable {
  package typealias Address = RandomNetwork.Address
  package typealias Prefix = RandomNetwork.Prefix

  /// VPCs, subnets, filters, tables, interfaces and internet gateways.
  package var base = RandomNetwork()
  package var natGateways: [NATGateway] = []
  package var peerings: [Peering] = []
  package var transitGateways: [TransitGateway] = []
  package var attachments: [Attachment] = []
  package var transitTables: [TransitTable] = []
  package var loadBalancers: [LoadBalancer] = []
  package var targetGroups: [TargetGroup] = []
  package var vpnGateways: [VPNGateway] = []
  package var vpnConnections: [VPNConnection] = []
  package var endpoints: [Endpoint] = []
  package var egressOnlyGateways: [EgressOnlyGateway] = []
  /// VPC Block Public Access of the account; nil when the snapshot does not tell.
  package var publicAccess: PublicAccess?
  package var exclusions: [PublicAccess.Exclusion] = []

  /// Addresses of networks behind VPN connections.
  package var premises: [Address] = []

  /// A network with nothing in it, to be filled by hand.
  package init() {}
}

extension PathNetwork {
  func vpc(_ id: String) -> RandomNetwork.VPC? { base.vpcs.first { $0.id == id } }

  func subnet(_ id: String) -> RandomNetwork.Subnet? { base.subnets.first { $0.id == id } }

  func interface(_ id: String) -> RandomNetwork.Interface? { base.interfaces.first { $0.id == id } }

  /// Whether an address lies in the blocks of a VPC.
  func owns(_ vpcID: String, _ address: Address) -> Bool {
    vpc(vpcID)?.prefixes.contains { $0.contains(address) } ?? false
  }
}
