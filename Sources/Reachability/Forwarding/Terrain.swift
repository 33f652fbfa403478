public import Network

/// What is compiled of a network once, for all protocols: what acts on each subnet, where routes lead, and a number for each
/// security group, since comparing numbers takes a tenth of the time of comparing ids.
///
/// A class, because all planes of a network share it and each question looks at a plane anew.
public final class Terrain: Sendable {
  /// The network it was made of.
  public let network: Network

  private let sites: SubnetSites
  /// The route tables, at their positions in the network's table.
  let routingTables: [RoutingTable]
  private let gateways: [Identifier<VPC>: Identifier<InternetGateway>]
  private let undescribedGroups: [Identifier<SecurityGroup>: Int]

  /// Compiles `network`.
  ///
  /// - Complexity: Linear in the number of rules and routes, times the number of distinct blocks that one route table names.
  public init(_ network: Network) {
    self.network = network
    sites = SubnetSites(network)
    routingTables = network.routeTables.map { RoutingTable($0, in: network) }
    gateways = Dictionary(network.internetGateways.compactMap { gateway in gateway.vpc.map { ($0, gateway.id) } }) {
      min($0, $1)
    }
    var undescribed: [Identifier<SecurityGroup>: Int] = [:]
    for group in network.securityGroups {
      for rule in group.rules {
        guard case .securityGroup(let other) = rule.peer, network.securityGroups.position(of: other) == nil,
          undescribed[other] == nil
        else { continue }
        undescribed[other] = network.securityGroups.count + undescribed.count
      }
    }
    undescribedGroups = undescribed
  }

  /// The number of a group: its position in the network's table, a higher one when only a rule names it, nil when nothing does.
  func number(of group: Identifier<SecurityGroup>) -> Int? {
    network.securityGroups.position(of: group) ?? undescribedGroups[group]
  }

  /// The network ACL and the route table of an interface's subnet.
  func site(of interface: NetworkInterface) -> SubnetSite { sites.site(of: interface.subnet, in: interface.vpc) }

  /// The internet gateway attached to a VPC.
  func attachedGateway(of vpc: Identifier<VPC>) -> Identifier<InternetGateway>? { gateways[vpc] }

}
