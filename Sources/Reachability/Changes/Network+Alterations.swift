public import NetworkModel

extension Network {
  /// All in which a newer network differs from this one, in an order of our own: rules one by one, all else by resource. There is none
  /// exactly if no question can be answered otherwise.
  public func alterations(to new: Network) -> [Alteration] {
    var search = AlterationSearch()
    search.compareFilters(self, new)
    search.compareRoutes(self, new)
    search.compareInterfaces(self, new)
    search.comparePlaces(self, new)
    search.compareGateways(self, new)
    search.compareServices(self, new)
    return search.found
  }
}

/// What was found so far.
private struct AlterationSearch {
  private(set) var found: [Alteration] = []

  /// Compares the resources of one kind, of those that both have as `same` makes them alike; `details` tells in words in what two differ.
  private mutating func compare<Element>(
    _ old: Table<Element>, _ new: Table<Element>, _ kind: String, _ name: (Element) -> String?,
    details: (Element, Element) -> [String?] = { _, _ in [] }, same: (Element, Element) -> Bool = { $0 == $1 }
  ) {
    var ids = old.map(\.id)
    for element in new where old[element.id] == nil { ids.append(element.id) }
    var told: [(Identifier<Element>, Alteration)] = []
    for id in ids {
      func subject(_ element: Element) -> Alteration.Subject {
        Alteration.Subject(kind: kind, id: id.text, name: name(element))
      }
      switch (old[id], new[id]) {
      case (let one?, let other?):
        if same(one, other) { continue }
        let words = details(one, other).compactMap(\.self)
        told.append((id, .altered(subject(other), words.joined(separator: "; "))))
      case (let one?, nil): told.append((id, .removed(subject(one))))
      case (nil, let other?): told.append((id, .added(subject(other))))
      case (nil, nil): break
      }
    }
    found += told.sorted { $0.0 < $1.0 }.map(\.1)
  }

  // MARK: Rules

  mutating func compareFilters(_ old: Network, _ new: Network) {
    compare(old.networkACLs, new.networkACLs, "network ACL", \.name) { one, other in
      [
        list("subnets", one.subnets, other.subnets), word("name", one.name, other.name),
        word("default", "\(one.isDefault)", "\(other.isDefault)"),
      ]
    } same: { one, other in
      one.withEntries(of: other) == other
    }
    for (one, other) in pairs(old.networkACLs, new.networkACLs) { compareEntries(one, other) }
    compare(old.securityGroups, new.securityGroups, "security group", \.name) { one, other in
      [word("name", one.name, other.name)]
    } same: { one, other in
      SecurityGroup(id: one.id, name: one.name, vpc: one.vpc, rules: other.rules, lacksPeers: other.lacksPeers)
        == other
    }
    for (one, other) in pairs(old.securityGroups, new.securityGroups) {
      let (gone, come) = difference(one.rules, other.rules)
      found += gone.map { .edit(.removeRule(one.id, $0)) } + come.map { .edit(.addRule(one.id, $0)) }
    }
    compare(old.prefixLists, new.prefixLists, "prefix list", \.name) { one, other in
      [list("blocks", one.cidrBlocks ?? [], other.cidrBlocks ?? [])]
    } same: { one, other in
      one.name == other.name && one.cidrBlocks?.sorted() == other.cidrBlocks?.sorted()
    }
  }

  private mutating func compareEntries(_ one: NetworkACL, _ other: NetworkACL) {
    // What nobody can edit changes nothing: an ACL ends with it, listed or not.
    let (gone, come) = difference(
      one.entries.filter { !$0.isImplicitDeny }, other.entries.filter { !$0.isImplicitDeny })
    for entry in gone {
      let heir = come.first { $0.number == entry.number && $0.direction == entry.direction }
      found.append(.edit(heir.map { .replaceEntry(one.id, entry, with: $0) } ?? .removeEntry(one.id, entry)))
    }
    for entry in come where !gone.contains(where: { $0.number == entry.number && $0.direction == entry.direction }) {
      found.append(.edit(.addEntry(one.id, entry)))
    }
  }

  mutating func compareRoutes(_ old: Network, _ new: Network) {
    compare(old.routeTables, new.routeTables, "route table", \.name) { one, other in
      [
        list("subnets", one.subnets, other.subnets), list("gateways", one.gateways, other.gateways),
        word("name", one.name, other.name), word("main", "\(one.isMain)", "\(other.isMain)"),
      ]
    } same: { one, other in
      one.withRoutes(of: other) == other
    }
    for (one, other) in pairs(old.routeTables, new.routeTables) {
      let (gone, come) = difference(one.routes, other.routes)
      func isHeir(_ route: Route, of other: Route) -> Bool {
        route.destination == other.destination && route.isPropagated == other.isPropagated
      }
      for route in gone {
        let heir = come.first { isHeir($0, of: route) }
        found.append(.edit(heir.map { .replaceRoute(one.id, route, with: $0) } ?? .removeRoute(one.id, route)))
      }
      for route in come where !gone.contains(where: { isHeir(route, of: $0) }) {
        found.append(.edit(.addRoute(one.id, route)))
      }
    }
    compare(old.transitGatewayRouteTables, new.transitGatewayRouteTables, "transit gateway route table", \.name) {
      one, other in
      [
        list("associations", one.associations ?? [], other.associations ?? []),
        list("propagations", one.propagations, other.propagations),
        list("routes", (one.routes ?? []).map(\.text), (other.routes ?? []).map(\.text)),
      ]
    } same: {
      one, other in
      one.withRoutes(of: other) == other
        && difference(one.routes ?? [], other.routes ?? []) == ([], [])
        && (one.routes == nil) == (other.routes == nil)
    }
  }

  // MARK: Everything else

  mutating func compareInterfaces(_ old: Network, _ new: Network) {
    compare(old.networkInterfaces, new.networkInterfaces, "network interface", \.name) { one, other in
      [
        list("security groups", one.securityGroups ?? [], other.securityGroups ?? []),
        list("addresses", one.addresses.map(\.address), other.addresses.map(\.address)),
        list(
          "public addresses", one.addresses.compactMap(\.publicAddress), other.addresses.compactMap(\.publicAddress)),
        word("source/destination check", "\(one.sourceDestCheck)", "\(other.sourceDestCheck)"),
        word("subnet", one.subnet.text, other.subnet.text), word("name", one.name, other.name),
      ]
    }
    compare(old.instances, new.instances, "instance", \.name) { one, other in
      [
        word("state", one.state.text, other.state.text), word("platform", one.platform, other.platform),
        word("name", one.name, other.name),
      ]
    }
    compare(old.elasticIPs, new.elasticIPs, "Elastic IP", \.name)
  }

  mutating func comparePlaces(_ old: Network, _ new: Network) {
    compare(old.vpcs, new.vpcs, "VPC", \.name) { one, other in
      [list("blocks", one.cidrBlocks, other.cidrBlocks), word("name", one.name, other.name)]
    } same: { one, other in
      one.name == other.name && one.scope == other.scope && one.cidrBlocks.sorted() == other.cidrBlocks.sorted()
    }
    compare(old.subnets, new.subnets, "subnet", \.name) { one, other in
      [list("blocks", one.cidrBlocks, other.cidrBlocks), word("name", one.name, other.name)]
    } same: { one, other in
      one.name == other.name && one.vpc == other.vpc && one.availabilityZone == other.availabilityZone
        && one.availabilityZoneID == other.availabilityZoneID && one.cidrBlocks.sorted() == other.cidrBlocks.sorted()
    }
    compare(old.blockPublicAccessExclusions, new.blockPublicAccessExclusions, "exclusion", { $0.resource })
    if Set(old.blockPublicAccess) != Set(new.blockPublicAccess) {
      let subject = Alteration.Subject(kind: "VPC Block Public Access", id: "block-public-access", name: nil)
      let modes = { (network: Network) in network.blockPublicAccess.map(\.mode.rawValue) }
      found.append(.altered(subject, list("modes", modes(old), modes(new)) ?? ""))
    }
  }

  mutating func compareGateways(_ old: Network, _ new: Network) {
    compare(old.internetGateways, new.internetGateways, "internet gateway", { _ in nil })
    compare(old.egressOnlyInternetGateways, new.egressOnlyInternetGateways, "egress-only gateway", { _ in nil })
    compare(old.natGateways, new.natGateways, "NAT gateway", \.name) { one, other in
      [word("state", one.state, other.state)]
    }
    compare(old.vpcPeeringConnections, new.vpcPeeringConnections, "VPC peering", \.name) { one, other in
      [word("status", one.status, other.status)]
    }
    compare(old.transitGateways, new.transitGateways, "transit gateway", \.name) { one, other in
      [word("state", one.state, other.state)]
    }
    compare(old.transitGatewayAttachments, new.transitGatewayAttachments, "transit gateway attachment", \.name) {
      one, other in
      [word("state", one.state, other.state), word("route table", one.routeTable?.text, other.routeTable?.text)]
    }
    compare(old.vpnGateways, new.vpnGateways, "VPN gateway", { _ in nil })
    compare(old.vpnConnections, new.vpnConnections, "VPN connection", { _ in nil })
    compare(old.vpcEndpoints, new.vpcEndpoints, "VPC endpoint", \.name) { one, other in
      [
        word("state", one.state, other.state), list("subnets", one.subnets, other.subnets),
        list("security groups", one.securityGroups, other.securityGroups),
      ]
    }
  }

  mutating func compareServices(_ old: Network, _ new: Network) {
    compare(old.loadBalancers, new.loadBalancers, "load balancer", \.name) { one, other in
      [
        word("state", one.state, other.state),
        list("security groups", one.securityGroups, other.securityGroups),
        list("subnets", one.zones.map(\.subnet), other.zones.map(\.subnet)),
      ]
    }
    compare(old.listeners, new.listeners, "listener", { _ in nil }) { one, other in
      [
        word("port", one.port.map { "\($0)" }, other.port.map { "\($0)" }),
        word("protocol", one.protocol, other.protocol),
      ]
    }
    compare(old.targetGroups, new.targetGroups, "target group", \.name) { one, other in
      [list("targets", (one.targets ?? []).map(\.id), (other.targets ?? []).map(\.id))]
    }
    compare(old.managedServices, new.managedServices, "managed service", \.name)
  }
}

/// The resources that both tables have, and that differ.
private func pairs<Element>(_ old: Table<Element>, _ new: Table<Element>) -> [(Element, Element)] {
  old.compactMap { one in new[one.id].map { (one, $0) } }.filter { $0.0 != $0.1 }.sorted { $0.0.id < $1.0.id }
}

/// What only the first and only the second list has, each in the list's order.
private func difference<Element: Hashable>(_ old: [Element], _ new: [Element]) -> ([Element], [Element]) {
  func excess(_ elements: [Element], over others: [Element]) -> [Element] {
    var counts: [Element: Int] = [:]
    for element in others { counts[element, default: 0] += 1 }
    return elements.filter { element in
      counts[element, default: 0] -= 1
      return counts[element, default: 0] < 0
    }
  }
  return (excess(old, over: new), excess(new, over: old))
}

/// What became of a value, in words; nil when nothing did.
private func word(_ name: String, _ old: String?, _ new: String?) -> String? {
  old == new ? nil : "\(name) \(old ?? "none") → \(new ?? "none")"
}

/// What a list has lost and won, in words; nil when nothing.
private func list<Element: Hashable>(_ name: String, _ old: [Element], _ new: [Element]) -> String? {
  let (gone, come) = difference(old, new)
  if gone.isEmpty && come.isEmpty { return nil }
  return "\(name) " + (gone.map { "−\($0)" } + come.map { "+\($0)" }).joined(separator: " ")
}

extension NetworkACL {
  fileprivate func withEntries(of other: NetworkACL) -> NetworkACL {
    NetworkACL(id: id, name: name, vpc: vpc, isDefault: isDefault, entries: other.entries, subnets: subnets)
  }
}

extension RouteTable {
  fileprivate func withRoutes(of other: RouteTable) -> RouteTable {
    RouteTable(
      id: id, name: name, vpc: vpc, isMain: isMain, routes: other.routes, subnets: subnets, gateways: gateways)
  }
}

extension TransitGatewayRouteTable {
  fileprivate func withRoutes(of other: TransitGatewayRouteTable) -> TransitGatewayRouteTable {
    TransitGatewayRouteTable(
      id: id, name: name, transitGateway: transitGateway, routes: other.routes, associations: associations,
      propagations: propagations)
  }
}

extension TransitGatewayRoute {
  fileprivate var text: String {
    switch destination {
    case .cidrBlock(let block): "\(block)"
    case .prefixList(let list): list.text
    }
  }
}

extension Instance.State {
  fileprivate var text: String {
    switch self {
    case .running: "running"
    case .other(let state): state
    }
  }
}
