internal import NetworkModel
internal import Ports

/// How far alterations can reach: what no packet asks of what was altered, no alteration changes.
///
/// A packet asks the network ACLs and route tables of the two ends' own subnets, and of subnets where something stands that carries packets
/// onward: an attachment of a transit gateway, a NAT gateway, a middlebox, a load balancer or an endpoint. Besides, it asks the route
/// tables of gateways. What it asks in the old network and finds as it was leads it the same way in the new one.
struct AlterationScope {
  /// Whether only entries, rules and routes were altered, so that what does not ask them is as it was.
  private let isConfined: Bool
  /// Whether something altered acts where packets are carried onward.
  private let touchesTransit: Bool
  private let networkACLs: Set<Int>
  private let routeTables: Set<Int>
  private let groups: Set<Identifier<SecurityGroup>>
  /// The directions of network ACLs whose entries were altered.
  private let sides: Set<AskedComponent>
  private let patterns: [TrafficPattern]

  /// Anything may have changed.
  static let everything = AlterationScope()

  private init() {
    isConfined = false
    touchesTransit = true
    networkACLs = []
    routeTables = []
    groups = []
    sides = []
    patterns = [.all]
  }

  /// The reach of alterations of the network of `terrain`.
  init(_ alterations: [Alteration], of terrain: Terrain) {
    let network = terrain.network
    var networkACLs: Set<Int> = []
    var routeTables: Set<Int> = []
    var groups: Set<Identifier<SecurityGroup>> = []
    var sides: Set<AskedComponent> = []
    func alter(_ id: Identifier<NetworkACL>, _ direction: Direction) {
      guard let position = network.networkACLs.position(of: id) else { return }
      networkACLs.insert(position)
      sides.insert(.networkACL(position, direction))
    }
    var patterns: [TrafficPattern] = []
    var isAttested = true
    for alteration in alterations {
      guard case .edit(let edit) = alteration else {
        self = .everything
        return
      }
      switch edit {
      case .addEntry(let id, let entry), .removeEntry(let id, let entry):
        alter(id, entry.direction)
        patterns.append(entry.pattern)
      case .replaceEntry(let id, let old, let new):
        alter(id, old.direction)
        alter(id, new.direction)
        patterns += [old.pattern, new.pattern]
      case .addRule(let id, let rule), .removeRule(let id, let rule):
        groups.insert(id)
        patterns.append(rule.pattern)
      case .addRoute(let id, let route), .replaceRoute(let id, _, let route), .removeRoute(let id, let route):
        routeTables.formUnion(network.routeTables.position(of: id).map { [$0] } ?? [])
        patterns.append(.all)
        // An internet gateway that the snapshot lacks may be attached wherever a route of the VPC names it.
        if case .internetGateway(let gateway) = route.target, network.internetGateways[gateway] == nil {
          isAttested = false
        }
        if case .replaceRoute(_, let old, _) = edit, case .internetGateway(let gateway) = old.target,
          network.internetGateways[gateway] == nil
        {
          isAttested = false
        }
      }
    }
    isConfined = true
    self.networkACLs = networkACLs
    self.routeTables = routeTables
    self.groups = groups
    self.sides = sides
    self.patterns = patterns
    let transit = network.transit
    touchesTransit =
      !isAttested
      || transit.subnets.contains { subnet in
        let site = terrain.site(of: subnet)
        return site?.networkACL.map { networkACLs.contains($0) } ?? false
          || site?.routeTable.map { routeTables.contains($0) } ?? false
      }
      || routeTables.contains { !network.routeTables[$0].gateways.isEmpty }
      || routeTables.contains { transit.routeTables.contains(network.routeTables[$0].id) }
      || !groups.isDisjoint(with: transit.groups)
      || transit.interfaces.contains { id in
        !groups.isDisjoint(with: network.networkInterfaces[id]?.securityGroups ?? [])
      }
  }

  /// Whether packets of a protocol may meet anything altered.
  func concerns(_ ipProtocol: IPProtocol) -> Bool {
    patterns.contains { !$0.selectors(for: ipProtocol).isEmpty }
  }

  /// Whether the ACL or the route table of a host's subnet was altered.
  private func touches(_ host: Host) -> Bool {
    host.site.networkACL.map { networkACLs.contains($0) } ?? false
      || host.site.routeTable.map { routeTables.contains($0) } ?? false
  }

  /// Whether nothing altered can lie on the way between two hosts of the old network, their own security groups aside.
  func sparesWay(from client: Host, to server: Host, through plane: Plane) -> Bool {
    guard isConfined, !client.takesForOthers, !server.takesForOthers, !touches(client), !touches(server) else {
      return false
    }
    if !touchesTransit || client.isNeighbour(of: server) { return true }
    // Nothing carries packets onward where each one's route table leads straight to the other, or the client's leads nowhere.
    let there = plane.look(up: server.address.address, from: client.site)
    if case .closed = there.gate { return true }
    guard case .local? = there.target, there.gate == .open else { return false }
    if !client.sharesVPC(with: server) { return true }
    let back = plane.look(up: client.address.address, from: server.site)
    return back.target == .local && back.gate == .open
  }

  /// Whether nothing altered can lie on the way between a host of the old network and anything outside, its own security groups aside.
  func sparesWayOut(of host: Host) -> Bool {
    isConfined && !touchesTransit && !host.takesForOthers && !touches(host)
  }

  /// Whether nothing altered is among what was asked on all ways between two ends of the old network, so that the new one answers alike.
  ///
  /// Not told of routes, which a packet has looked up before it comes to the table.
  func spares(_ asked: Set<AskedComponent>, of network: Network) -> Bool {
    guard isConfined, routeTables.isEmpty, sides.isDisjoint(with: asked) else { return false }
    return groups.isEmpty
      || asked.allSatisfy { component in
        guard case .securityGroups(let id, _) = component else { return true }
        return network.networkInterfaces[id].map { groups.isDisjoint(with: $0.securityGroups ?? []) } ?? false
      }
  }
}

extension Network {
  /// Where packets are carried onward that are for somebody else.
  fileprivate var transit:
    (
      subnets: Set<Identifier<Subnet>>, routeTables: Set<Identifier<RouteTable>>,
      interfaces: Set<Identifier<NetworkInterface>>, groups: Set<Identifier<SecurityGroup>>
    )
  {
    var subnets: Set<Identifier<Subnet>> = []
    var interfaces: Set<Identifier<NetworkInterface>> = []
    for table in self.routeTables {
      for route in table.routes {
        if case .networkInterface(let id) = route.target { interfaces.insert(id) }
      }
    }
    for interface in networkInterfaces where interface.isGateway || interface.type == "transit_gateway" {
      interfaces.insert(interface.id)
    }
    for attachment in transitGatewayAttachments {
      if case .vpc(let vpc) = attachment.attached {
        guard let attached = vpc.subnets else {
          // It may be in any subnet of the VPC.
          subnets.formUnion(self.subnets.lazy.filter { $0.vpc == vpc.vpc }.map(\.id))
          continue
        }
        subnets.formUnion(attached)
      }
    }
    subnets.formUnion(natGateways.compactMap(\.subnet))
    for endpoint in vpcEndpoints { subnets.formUnion(endpoint.subnets) }
    for loadBalancer in loadBalancers { subnets.formUnion(loadBalancer.zones.map(\.subnet)) }
    subnets.formUnion(interfaces.compactMap { networkInterfaces[$0]?.subnet })
    // Their interfaces need not be listed.
    let groups = Set(loadBalancers.flatMap(\.securityGroups) + vpcEndpoints.flatMap(\.securityGroups))
    return (subnets, Set(natGateways.compactMap(\.routeTable)), interfaces, groups)
  }
}
