public import NetworkModel

/// What is compiled of a network once, for all protocols: what acts on each subnet, where routes lead, which interfaces AWS has for
/// gateways, and a number for each security group, since comparing numbers takes a tenth of the time of comparing ids.
///
/// A class, because all planes of a network share it and each question looks at a plane anew.
public final class Terrain: Sendable {
  /// The network it was made of.
  public let network: Network

  /// The interfaces by address and instance.
  let index: HostIndex
  /// The route tables, at their positions in the network's table.
  let routingTables: [RoutingTable]
  /// The transit gateways' tables and attachments.
  let transit: TransitRouting
  /// Which route tables act on packets that arrive by a gateway, by the gateway's id: edge tables (UG/gateway-route-tables).
  let edgeTables: [String: Int]
  /// The listeners of each load balancer, by position.
  let listeners: [Identifier<LoadBalancer>: [Int]]
  /// The targets in service of each target group, at their positions in the network's table.
  private let targetPools: [TargetPool]
  /// The interfaces that AWS has and the snapshot does not list.
  let standIns: StandIns
  private let sites: SubnetSites
  private let roles: [Identifier<NetworkInterface>: Host.Role]
  private let nodeInterfaces: [Int: [Identifier<NetworkInterface>]]
  private let gateways: [Identifier<VPC>: Identifier<InternetGateway>]
  private let undescribedGroups: [Identifier<SecurityGroup>: Int]

  /// Compiles `network`.
  ///
  /// - Complexity: Linear in the number of rules and routes, times the number of distinct blocks that one route table names.
  public init(_ network: Network) {
    self.network = network
    let index = HostIndex(network)
    let sites = SubnetSites(network)
    self.index = index
    self.sites = sites
    targetPools = network.targetGroups.map { group in
      TargetPool(group.targetsInService, of: group, in: network, index, sites)
    }
    routingTables = network.routeTables.map { RoutingTable($0, in: network) }
    transit = TransitRouting(network)
    gateways = Dictionary(network.internetGateways.compactMap { gateway in gateway.vpc.map { ($0, gateway.id) } }) {
      min($0, $1)
    }
    var edgeTables: [String: Int] = [:]
    for (position, table) in network.routeTables.enumerated() {
      for gateway in table.gateways where edgeTables[gateway] == nil { edgeTables[gateway] = position }
    }
    for (position, table) in network.tablesOfUnknownUse {
      for gateway in network.gateways(of: table.vpc) where edgeTables[gateway] == nil {
        edgeTables[gateway] = position
      }
    }
    self.edgeTables = edgeTables
    listeners = Dictionary(grouping: network.listeners.indices) { network.listeners[$0].loadBalancer }
    nodeInterfaces = network.interfacesOfNodes
    roles = network.roles(nodes: nodeInterfaces)
    undescribedGroups = network.undescribedGroups
    standIns = StandIns(of: network, sites, nodes: nodeInterfaces, index)
  }

  /// The same for a network that differs in the entries of network ACLs alone, or in the rules of security groups too.
  init(_ other: Terrain, of network: Network, withOtherGroups: Bool) {
    self.network = network
    index = other.index
    routingTables = other.routingTables
    transit = other.transit
    edgeTables = other.edgeTables
    listeners = other.listeners
    targetPools = other.targetPools
    sites = other.sites
    roles = other.roles
    nodeInterfaces = other.nodeInterfaces
    gateways = other.gateways
    // Other rules may tell other addresses apart.
    standIns =
      other.standIns.all.isEmpty
      ? other.standIns : StandIns(of: network, sites, nodes: nodeInterfaces, index)
    undescribedGroups = withOtherGroups ? network.undescribedGroups : other.undescribedGroups
  }

  /// The number of a group: its position in the network's table, a higher one when only a rule names it or what is said of it is in doubt,
  /// nil when nothing does.
  func number(of group: Identifier<SecurityGroup>) -> Int? {
    undescribedGroups.isEmpty
      ? network.securityGroups.position(of: group)
      : undescribedGroups[group] ?? network.securityGroups.position(of: group)
  }

  /// The network ACL and the route table of an interface's subnet.
  func site(of interface: NetworkInterface) -> SubnetSite { sites.site(of: interface.subnet, in: interface.vpc) }

  /// What acts on a subnet; nil when the snapshot tells nothing of it.
  func site(of subnet: Identifier<Subnet>) -> SubnetSite? { sites.site(of: subnet) }

  /// What AWS has an interface for.
  func role(of interface: Identifier<NetworkInterface>) -> Host.Role? { roles[interface] }

  /// The interfaces of a load balancer's nodes, as far as the snapshot lists them.
  func interfaces(ofLoadBalancer position: Int) -> [Identifier<NetworkInterface>] { nodeInterfaces[position] ?? [] }

  /// The targets of a group that get connections; nil when the snapshot does not describe the group.
  func targetPool(of group: Identifier<TargetGroup>) -> TargetPool? {
    network.targetGroups.position(of: group).map { targetPools[$0] }
  }

  /// All registered targets of a group, whatever their state.
  func registeredTargets(of group: TargetGroup) -> TargetPool {
    TargetPool(group.targets ?? [], of: group, in: network, index, sites)
  }

  /// The internet gateway attached to a VPC.
  func attachedGateway(of vpc: Identifier<VPC>) -> Identifier<InternetGateway>? { gateways[vpc] }

  /// Why an internet gateway that no VPC is told for may be any VPC's; nil where every gateway's VPC is known.
  var unattachedGatewayDoubt: Doubt? {
    if network.doubts.isEmpty { return nil }
    return network.internetGateways.lazy.filter { $0.vpc == nil }.compactMap { self.network.doubts[$0.id.text]?.first }
      .first
  }
}

extension Network {
  /// The route tables in doubt that nothing is known to use: any may be a gateway's.
  fileprivate var tablesOfUnknownUse: [(Int, RouteTable)] {
    if doubts.isEmpty { return [] }
    return routeTables.enumerated().filter { _, table in
      !table.isMain && table.subnets.isEmpty && table.gateways.isEmpty && doubts[table.id.text] != nil
    }
  }

  /// The ids of the gateways of a VPC that may have route tables of their own.
  fileprivate func gateways(of vpc: Identifier<VPC>) -> [String] {
    internetGateways.filter { $0.vpc == vpc }.map(\.id.text) + vpnGateways.filter { $0.vpc == vpc }.map(\.id.text)
  }

  /// The interfaces that load balancers have, by the load balancers' positions.
  fileprivate var interfacesOfNodes: [Int: [Identifier<NetworkInterface>]] {
    if loadBalancers.isEmpty { return [:] }
    var owners: [String: [Int]] = [:]
    for (position, loadBalancer) in loadBalancers.enumerated() {
      owners[loadBalancer.interfaceDescription, default: []].append(position)
    }
    var interfaces: [Int: [Identifier<NetworkInterface>]] = [:]
    for interface in networkInterfaces where interface.interfaceDescription.hasPrefix("ELB ") {
      // Names of Classic Load Balancers are unique in an account and Region only.
      let owner = owners[interface.interfaceDescription]?.first {
        loadBalancers[$0].vpc.map { $0 == interface.vpc } ?? true
      }
      if let owner { interfaces[owner, default: []].append(interface.id) }
    }
    return interfaces.mapValues { $0.sorted() }
  }

  fileprivate func roles(nodes: [Int: [Identifier<NetworkInterface>]]) -> [Identifier<NetworkInterface>: Host.Role] {
    var roles: [Identifier<NetworkInterface>: Host.Role] = [:]
    for (position, interfaces) in nodes {
      for interface in interfaces { roles[interface] = .loadBalancer(position) }
    }
    for (position, gateway) in natGateways.enumerated() {
      for interface in gateway.addresses.compactMap(\.networkInterface) { roles[interface] = .natGateway(position) }
    }
    return roles
  }

  /// A number above those of the network's own groups for each group that only a rule names, or whose rules are in doubt.
  fileprivate var undescribedGroups: [Identifier<SecurityGroup>: Int] {
    var undescribed: [Identifier<SecurityGroup>: Int] = [:]
    for group in securityGroups {
      let isInDoubt = (!doubts.isEmpty && doubts[group.id.text] != nil) || (isStrict && group.lacksPeers)
      if isInDoubt, undescribed[group.id] == nil {
        undescribed[group.id] = securityGroups.count + undescribed.count
      }
      for rule in group.rules {
        guard case .securityGroup(let other) = rule.peer, securityGroups.position(of: other) == nil,
          undescribed[other] == nil
        else { continue }
        undescribed[other] = securityGroups.count + undescribed.count
      }
    }
    return undescribed
  }
}
