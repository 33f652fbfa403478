public import Network
internal import Ports

/// A network compiled for one protocol: every filter as a map from peer address to port set, every route table as a map from
/// destination to route. Made once; every question about the protocol is answered from it.
public struct Plane: Sendable {
  /// The network it was made of.
  public let network: Network
  /// The protocol it was made for.
  public let ipProtocol: IPProtocol

  private let sites: SubnetSites
  private let networkACLs: [NetworkACLFilter]
  private let securityGroups: [Identifier<SecurityGroup>: SecurityGroupFilter]
  private let routingTables: [RoutingTable]
  private let gateways: [Identifier<VPC>: Identifier<InternetGateway>]

  /// Compiles `network` for `ipProtocol`.
  ///
  /// - Complexity: Linear in the number of rules and routes, times the number of distinct blocks that one ACL, group or table names.
  public init(_ network: Network, for ipProtocol: IPProtocol) {
    self.network = network
    self.ipProtocol = ipProtocol
    sites = SubnetSites(network)
    networkACLs = network.networkACLs.map { NetworkACLFilter($0, for: ipProtocol) }
    securityGroups = Dictionary(
      uniqueKeysWithValues: network.securityGroups.map {
        ($0.id, SecurityGroupFilter($0, in: network, for: ipProtocol))
      })
    routingTables = network.routeTables.map { RoutingTable($0, in: network) }
    gateways = Dictionary(network.internetGateways.compactMap { gateway in gateway.vpc.map { ($0, gateway.id) } }) {
      min($0, $1)
    }
  }

  /// What of `selectors` gets through a checkpoint.
  func passage(of selectors: PortSet, at checkpoint: Checkpoint) -> Passage {
    switch checkpoint {
    case .securityGroups(let host, let direction, let peer):
      return allowed(selectors, by: host, direction, peer: peer)
    case .networkACL(let position?, _, let direction, let peer):
      return Passage(sure: networkACLs[position].admitted(direction, peer: peer).intersection(selectors))
    case .networkACL(nil, _, _, _):
      return Passage(sure: .empty, undecided: selectors)
    case .disputedNetworkACL(let position, _, let direction, let peer):
      let admitted = position.map { networkACLs[$0].admitted(direction, peer: peer).intersection(selectors) }
      return Passage(sure: admitted ?? .empty, undecided: selectors)
    case .mailLimit:
      return Passage(sure: selectors.subtracting(Self.limitedPorts), undecided: selectors.intersection(Self.limitedPorts))
    default:
      return (checkpoint.gate ?? .open).passage.intersection(selectors)
    }
  }

  /// What EC2 keeps instances from sending to public addresses by default, outside any filter (EC2 User Guide, ec2-resource-limits).
  static let limitedPorts = PortSet(25)

  /// The union of what the groups of an interface allow; a group that the snapshot does not describe might allow anything.
  private func allowed(_ selectors: PortSet, by host: Host, _ direction: Direction, peer: Peer) -> Passage {
    guard let groups = host.interface.securityGroups else { return Passage(sure: .empty, undecided: selectors) }
    var allowed = Passage.closed
    for group in groups {
      let part =
        securityGroups[group]?.allowed(selectors, direction, peer: peer)
        ?? Passage(sure: .empty, undecided: selectors)
      allowed = allowed.union(part)
      if allowed.sure == selectors { break }
    }
    return allowed
  }

  /// The network ACL and the route table of a host's subnet.
  func site(of host: Host) -> SubnetSite { sites.site(of: host.interface.subnet, in: host.interface.vpc) }

  /// The internet gateway attached to a VPC.
  func attachedGateway(of vpc: Identifier<VPC>) -> Identifier<InternetGateway>? { gateways[vpc] }

  /// What a route table says of a position and destination.
  func choice(_ table: Int, for destination: IPAddress) -> RoutingTable.Choice {
    routingTables[table].choice(for: destination)
  }
}
