internal import NetworkModel

/// Load balancers as packets find them: the nodes that take connections, and the targets that a node hands them to.
extension Terrain {
  /// The nodes of a load balancer in one family: their interfaces, or, where AWS lists none in a zone's subnet, whatever address of the
  /// subnet the node may have.
  func nodes(ofLoadBalancer position: Int, _ family: IPAddress.Family) -> [Host] {
    let loadBalancer = network.loadBalancers[position]
    var hosts: [Host] = []
    let listed = interfaces(ofLoadBalancer: position).compactMap { network.networkInterfaces[$0] }
    for interface in listed {
      guard let address = interface.address(family) else { continue }
      let site = site(of: interface)
      hosts.append(
        Host(interface, address, at: site, standsFor: nil, name: name(ofNode: loadBalancer, at: site), on: self))
    }
    for zone in loadBalancer.zones where !listed.contains(where: { $0.subnet == zone.subnet }) {
      hosts += standIns(for: zone, of: loadBalancer, position, family)
    }
    return hosts
  }

  /// What people call an interface that AWS has for something else: `front in eu-west-1a`, `shop-nat`.
  func name(of role: Host.Role, at site: SubnetSite) -> String {
    switch role {
    case .natGateway(let position): network.natGateways[position].name ?? network.natGateways[position].id.text
    case .loadBalancer(let position): name(ofNode: network.loadBalancers[position], at: site)
    }
  }

  private func name(ofNode loadBalancer: LoadBalancer, at site: SubnetSite) -> String {
    let zone = network.subnets[site.subnet]?.availabilityZone
    return zone.map { "\(loadBalancer.name) in \($0)" } ?? loadBalancer.name
  }

  private func standIns(
    for zone: LoadBalancer.Zone, of loadBalancer: LoadBalancer, _ position: Int, _ family: IPAddress.Family
  ) -> [Host] {
    guard let site = site(of: zone.subnet), let subnet = network.subnets[zone.subnet] else { return [] }
    let known = zone.addresses.first
    let single = family == .v4 ? known?.privateAddress : known?.addressV6
    let outside = known?.publicAddress ?? (loadBalancer.isInternetFacing ? Host.somePublicAddress : nil)
    return standIns(
      in: subnet, family, only: single, publicly: family == .v4 ? outside : nil,
      description: loadBalancer.interfaceDescription,
      type: loadBalancer.kind == .network ? "network_load_balancer" : "interface",
      groups: loadBalancer.securityGroups, id: "\(loadBalancer.name)/\(zone.subnet)",
      name: name(ofNode: loadBalancer, at: site),
      role: .loadBalancer(position))
  }

  /// Hosts for an interface that AWS has in a subnet and does not list: one for each part of the subnet that rules tell apart.
  func standIns(
    in subnet: Subnet, _ family: IPAddress.Family, only address: IPAddress? = nil, publicly outside: IPAddress? = nil,
    description: String, type: String = "interface", groups: [Identifier<SecurityGroup>], id: String, name: String,
    role: Host.Role? = nil
  ) -> [Host] {
    guard let site = site(of: subnet.id) else { return [] }
    let blocks = address.map { [CIDRBlock($0)] } ?? subnet.cidrBlocks.filter { $0.family == family }
    return blocks.flatMap { block in
      network.parts(of: block).map { part in
        let interface = NetworkInterface(
          id: Identifier(id), name: name, interfaceDescription: description, type: type, subnet: subnet.id,
          vpc: subnet.vpc, availabilityZone: subnet.availabilityZone,
          addresses: [NetworkInterface.Address(part.lower, isPrimary: family == .v4, publicAddress: outside)],
          securityGroups: groups)
        return Host(
          interface, interface.addresses[0], at: site, standsFor: AddressSet([part]), name: name, role: role, on: self)
      }
    }
  }

  /// Where a target is; nil when the snapshot does not tell.
  func place(of target: TargetGroup.Target, in group: TargetGroup, for node: Host, _ choices: inout Choices) -> Place? {
    let family = node.address.address.family
    switch group.targetType {
    case .instance:
      guard let interface = primaryInterface(of: Identifier(target.id)), let address = interface.address(family) else {
        return nil
      }
      return .host(Host(interface, address, on: self))
    case .ip:
      guard let address = IPAddress(target.id) else { return nil }
      if let holder = index.holder(ofTarget: address, in: group, of: network),
        let interface = network.networkInterfaces[holder.interface]
      {
        return .host(Host(interface, holder.address, on: self))
      }
      let isInside = network.vpcs.contains { $0.cidrBlocks.contains { $0.contains(address) } }
      return isInside ? nil : .outside(address)
    case .alb:
      guard let position = network.loadBalancers.position(of: Identifier(target.id)) else { return nil }
      let nodes = nodes(ofLoadBalancer: position, family)
      return nodes.isEmpty ? nil : .host(nodes[choices.pick(nodes.count)])
    case .lambda, nil:
      return nil
    }
  }

  /// Whether a Network Load Balancer's name leads to a node: it leaves out those without a target to send to, as long as another has one
  /// (NLB/network-load-balancers).
  func isNamed(_ node: Host, among nodes: [Host], port: UInt16?, _ ipProtocol: IPProtocol) -> Bool {
    guard case .loadBalancer(let position)? = node.role, network.loadBalancers[position].kind == .network else {
      return true
    }
    let loadBalancer = network.loadBalancers[position]
    let groups = (listeners[loadBalancer.id] ?? []).lazy.map { [network] in network.listeners[$0] }
      .filter { $0.port == port && $0.accepts(ipProtocol) }.flatMap(\.actions)
      .compactMap { [network] action -> TargetGroup? in
        if case .forward(let id) = action { network.targetGroups[id] } else { nil }
      }
    func hasTarget(_ node: Host) -> Bool {
      groups.contains { group in
        guard group.targets != nil, let pool = targetPool(of: group.id) else { return true }
        return !pool.candidates(from: node.site.zone, isCrossZone: group.isCrossZone(behind: loadBalancer)).isEmpty
      }
    }
    return hasTarget(node) || !nodes.contains(where: hasTarget)
  }
}

extension Network {
  /// The parts of a block that some rule or route tells apart.
  fileprivate func parts(of block: CIDRBlock) -> [AddressRange] {
    var starts: Set<IPAddress> = [block.range.lower]
    func cut(_ other: CIDRBlock) {
      guard block.contains(other), block != other else { return }
      starts.insert(other.range.lower)
      if let next = other.range.upper.successor, block.contains(next) { starts.insert(next) }
    }
    func cut(_ destination: Route.Destination) {
      switch destination {
      case .cidrBlock(let block): cut(block)
      case .prefixList(let list): for block in prefixLists[list]?.cidrBlocks ?? [] { cut(block) }
      }
    }
    for acl in networkACLs { for entry in acl.entries { cut(entry.cidrBlock) } }
    for group in securityGroups {
      for rule in group.rules {
        switch rule.peer {
        case .cidrBlock(let block): cut(block)
        case .prefixList(let list): cut(.prefixList(list))
        case .securityGroup: break
        }
      }
    }
    for table in routeTables { for route in table.routes { cut(route.destination) } }
    for table in transitGatewayRouteTables { for route in table.routes ?? [] { cut(route.destination) } }
    let sorted = starts.sorted()
    return sorted.enumerated().map { index, start in
      let end = index + 1 < sorted.count ? IPAddress(start.family, bits: sorted[index + 1].bits - 1) : block.range.upper
      return AddressRange(start, end)
    }
  }
}
