extension BruteForce {
  /// Finds out who the two ends of `query` are.
  func journey(of query: RandomNetwork.Query) -> Journey {
    switch (station(of: query.from), station(of: query.to)) {
    case (let client?, let server?): .between(client: client, server: server)
    case (let client?, nil): .outward(client: client, outsider: outsider(query.to.address))
    case (nil, let server?): .inward(outsider: outsider(query.from.address), server: server)
    case (nil, nil): preconditionFailure("one end must be an interface")
    }
  }

  /// An address outside carries no group.
  private func outsider(_ address: RandomNetwork.Address) -> PeerIdentity {
    PeerIdentity(address: address, groups: [], isPrimary: false)
  }

  private func station(of endpoint: RandomNetwork.Query.Endpoint) -> Station? {
    guard let id = endpoint.interfaceID else { return nil }
    guard let interface = network.interfaces.first(where: { $0.id == id }) else {
      preconditionFailure("the query names an interface of the network")
    }
    let address = endpoint.address
    let own = interface.ipv4.first { $0.address == address }
    precondition(own != nil || interface.ipv6.contains(address), "the address is its own")
    let list = networkACL(of: interface)
    let table = routeTable(of: interface)
    return Station(
      address: address,
      isPrimary: interface.ipv4.first?.address == address,
      isRunning: isRunning(interface),
      isInstance: interface.instanceID != nil,
      isPublic: address.isIPv6 ? address.isGlobalIPv6 : own?.publicAddress != nil,
      vpc: network.vpcs.firstIndex { $0.id == interface.vpcID } ?? -1,
      subnet: network.subnets.firstIndex { $0.id == interface.subnetID } ?? -1,
      groups: interface.groupIDs.map(groupNumber),
      groupIngress: groupRules(of: interface) { $0.ingress },
      groupEgress: groupRules(of: interface) { $0.egress },
      isACLKnown: list != nil,
      aclIngress: list.map { BruteForce.accessRules(of: $0, egress: false) } ?? [],
      aclEgress: list.map { BruteForce.accessRules(of: $0, egress: true) } ?? [],
      isRouteTableKnown: table != nil,
      routes: (table?.routes ?? []).flatMap { routeEntries(of: $0, vpcID: interface.vpcID) },
      gateway: gateway(of: interface.vpcID))
  }

  /// Only a running instance serves; an interface that AWS manages has no instance to look at.
  func isRunning(_ interface: RandomNetwork.Interface) -> Bool {
    guard let id = interface.instanceID else { return true }
    return network.instances.first { $0.id == id }?.state == .running
  }

  /// The ACL that names the subnet, else the default one of the VPC (trap 15).
  private func networkACL(of interface: RandomNetwork.Interface) -> RandomNetwork.NetworkACL? {
    network.networkACLs.first { $0.subnetIDs.contains(interface.subnetID) }
      ?? network.networkACLs.first { $0.vpcID == interface.vpcID && $0.isDefault }
  }

  /// The table that names the subnet, else the main one of the VPC (trap 15).
  private func routeTable(of interface: RandomNetwork.Interface) -> RandomNetwork.RouteTable? {
    network.routeTables.first { $0.subnetIDs.contains(interface.subnetID) }
      ?? network.routeTables.first { $0.vpcID == interface.vpcID && $0.isMain }
  }
}

extension BruteForce {
  /// The rules of all groups the interface carries, wherever those were made (trap 22). A group
  /// that is not described may allow anything.
  func groupRules(
    of interface: RandomNetwork.Interface,
    _ direction: (RandomNetwork.SecurityGroup) -> [RandomNetwork.SecurityGroup.Permission]
  ) -> [GroupRule] {
    interface.groupIDs.flatMap { id in
      guard let group = network.securityGroups.first(where: { $0.id == id }) else {
        return [GroupRule(selector: .everything, peer: .undescribed)]
      }
      return direction(group).flatMap(groupRules)
    }
  }

  private func groupRules(
    of permission: RandomNetwork.SecurityGroup.Permission
  ) -> [GroupRule] {
    let selector = Selector(permission)
    var peers = permission.peers.map(GroupRule.Peer.prefix)
    peers += permission.groupIDs.map { .group(groupNumber($0)) }
    for id in permission.prefixListIDs {
      if let list = network.prefixLists.first(where: { $0.id == id }) {
        peers += list.prefixes.map(GroupRule.Peer.prefix)
      } else {
        peers.append(.undescribed)
      }
    }
    return peers.map { GroupRule(selector: selector, peer: $0) }
  }

  /// A number that stands for the group, described or not: its place among all that occur.
  func groupNumber(_ id: String) -> Int {
    if let index = network.securityGroups.firstIndex(where: { $0.id == id }) { return index }
    let carried = network.interfaces.flatMap(\.groupIDs)
    return carried.firstIndex(of: id).map { network.securityGroups.count + $0 } ?? -1
  }
}

extension BruteForce {
  func routeEntries(
    of route: RandomNetwork.RouteTable.Route, vpcID: String
  ) -> [RouteEntry] {
    let hop = nextHop(of: route, vpcID: vpcID)
    func entry(_ prefix: RandomNetwork.Prefix?, _ rank: RouteEntry.Rank) -> RouteEntry {
      RouteEntry(
        prefix: prefix, rank: rank, hop: hop, target: targetNumber(route.target))
    }
    switch route.destination {
    case .prefix(let prefix):
      return [entry(prefix, route.origin == .propagated ? .propagated : .fixed)]
    case .list(let id):
      guard let list = network.prefixLists.first(where: { $0.id == id }) else {
        return [entry(nil, .list)]
      }
      return list.prefixes.map { entry($0, .list) }
    }
  }

  private func nextHop(of route: RandomNetwork.RouteTable.Route, vpcID: String) -> NextHop {
    if route.isBlackhole { return .nowhere }
    if route.target == "local" { return .local }
    guard route.target.prefix(while: { $0 != "-" }) == "igw" else { return .unknown }
    guard let gateway = network.internetGateways.first(where: { $0.id == route.target }) else {
      return .internetGateway(attached: .unknown)
    }
    return .internetGateway(attached: Outcome(gateway.vpcID == vpcID))
  }

  /// A number that stands for the target: its place among all targets that occur.
  private func targetNumber(_ target: String) -> Int {
    var number = 0
    for table in network.routeTables {
      for route in table.routes {
        if route.target == target { return number }
        number += 1
      }
    }
    return -1
  }

  /// Whether packets from outside find a gateway into the VPC: one that is attached; perhaps one
  /// that a route names and the snapshot does not describe.
  func gateway(of vpcID: String) -> Outcome {
    if network.internetGateways.contains(where: { $0.vpcID == vpcID }) { return .pass }
    let mayExist = network.routeTables.contains { table in
      table.vpcID == vpcID
        && table.routes.contains { route in
          route.target.prefix { $0 != "-" } == "igw"
            && !network.internetGateways.contains { $0.id == route.target }
        }
    }
    return mayExist ? .unknown : .drop
  }
}
