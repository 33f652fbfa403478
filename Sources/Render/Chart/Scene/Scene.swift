internal import NetworkModel

/// What is to be drawn of a network, as architects nest it: accounts, Regions, VPCs, zones, subnets, endpoints; no geometry yet.
struct Scene {
  var accounts: [DrawnAccount] = []
  /// What joins VPCs and other networks from outside them.
  var transits: [DrawnTransit] = []
  /// Whether there is a way to the internet, or a question about it.
  var hasInternet = false
  /// Whether there is a way to on-premises networks, or a question about them.
  var hasOnPremises = false
  /// What cannot be placed, and why.
  var notes: [String] = []
}

struct DrawnAccount {
  let name: String
  var regions: [DrawnRegion]
}

struct DrawnRegion {
  let name: String
  var vpcs: [DrawnVPC]
}

/// A VPC: a grid of subnets, a column for each zone and a row for each tier.
struct DrawnVPC {
  let id: Identifier<VPC>
  let name: String
  let cidrBlocks: [String]
  var zones: [String]
  /// The rows; a cell is empty where a zone has no subnet of the tier.
  var rows: [[DrawnSubnet?]]
  var gateways: [DrawnGateway]
  /// What is in the VPC, in a place that the snapshot does not tell.
  var unplaced: [String]
}

struct DrawnSubnet {
  let id: Identifier<Subnet>
  let name: String
  let cidrBlocks: [String]
  let exposure: SubnetExposure
  /// Its network ACL, by id and name; nil when the snapshot does not tell.
  let networkACL: (id: String, name: String)?
  /// Its route table, by id and name; nil when the snapshot does not tell.
  let routeTable: (id: String, name: String)?
  let cards: [DrawnCard]
}

/// A way in and out of a VPC, on its edge.
struct DrawnGateway {
  enum Kind: String {
    case internetGateway = "internet gateway"
    case egressOnlyInternetGateway = "egress-only gateway"
    case transitGateway = "transit gateway"
    case vpcPeeringConnection = "VPC peering"
    case vpnGateway = "VPN gateway"
    case gatewayEndpoint = "gateway endpoint"
  }

  let kind: Kind
  let id: String
  let name: String

  /// Whether it leads to the internet, which is drawn above the VPCs.
  var leadsUp: Bool { kind == .internetGateway || kind == .egressOnlyInternetGateway }
}

/// Something between VPCs: a transit gateway or a peering connection.
struct DrawnTransit {
  let kind: DrawnGateway.Kind
  let id: String
  let name: String
  let detail: String
  /// Whether a VPN connection or Direct Connect gateway joins it to on-premises networks.
  let leadsOnPremises: Bool
}
