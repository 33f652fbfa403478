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
    hosts += standIns.of(.loadBalancer(position)).flatMap { self.hosts(of: $0, family) }
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
      // A node that nothing places is one of those that AWS may choose.
      let isWhole = standIns.of(.loadBalancer(position)).allSatisfy { $0.gaps[family] == nil }
      let choice = nodes.isEmpty ? 0 : choices.pick(nodes.count + (isWhole ? 0 : 1))
      return choice < nodes.count ? .host(nodes[choice]) : nil
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
