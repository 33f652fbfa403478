import NetworkModel
import Oracle
import Ports

/// Alterations of a network, drawn at random: every case of `Edit`, and a few that no edit makes.
struct RandomEdits {
  var random: SplitMix64

  private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func one<Element>(of elements: some RandomAccessCollection<Element>) -> Element? {
    elements.isEmpty ? nil : elements[elements.index(elements.startIndex, offsetBy: below(elements.count))]
  }

  /// The network with one to three edits made.
  mutating func edited(_ network: Network) -> Network {
    var edited = network
    for _ in 0...below(3) { if let edit = edit(of: edited) { edited.apply(edit) } }
    return edited
  }

  /// An edit of any kind that the network has something for.
  mutating func edit(of network: Network) -> Edit? {
    switch below(8) {
    case 0, 1: entryEdit(of: network, replaces: true)
    case 2: entryEdit(of: network, replaces: false)
    case 3, 4: ruleEdit(of: network)
    case 5:
      one(of: network.securityGroups).flatMap { group in
        one(of: group.rules).map { .removeRule(group.id, $0) }
      }
    default: routeEdit(of: network)
    }
  }

  private mutating func ports() -> PortSet {
    let edges: [UInt16] = [0, 22, 443, 1024, 5432, 8080, 32_768, 40_000, 49_152, 60_999, 65_535]
    let (one, other) = (edges[below(edges.count)], edges[below(edges.count)])
    return PortSet(min(one, other)...max(one, other))
  }

  private mutating func pattern() -> TrafficPattern {
    [TrafficPattern(.tcp, ports()), TrafficPattern(.udp, ports()), TrafficPattern(.tcp, ports()), .all][below(4)]
  }

  private mutating func entryEdit(of network: Network, replaces: Bool) -> Edit? {
    guard let acl = one(of: network.networkACLs) else { return nil }
    let entries = acl.entries.filter { !$0.isImplicitDeny }
    guard let entry = one(of: entries) else { return nil }
    if replaces {
      var other = entry
      switch below(4) {
      case 0: other.action = entry.action == .allow ? .deny : .allow
      case 1: other.cidrBlock = one(of: entries)?.cidrBlock ?? entry.cidrBlock
      default: other.pattern = pattern()
      }
      return .replaceEntry(acl.id, entry, with: other)
    }
    if below(2) == 0 { return .removeEntry(acl.id, entry) }
    var added = entry
    added.number = below(500) + 1
    added.action = below(3) == 0 ? .deny : .allow
    added.pattern = pattern()
    if entries.contains(where: { $0.number == added.number && $0.direction == added.direction }) { return nil }
    return .addEntry(acl.id, added)
  }

  private mutating func ruleEdit(of network: Network) -> Edit? {
    guard let group = one(of: network.securityGroups), let other = one(of: network.securityGroups) else { return nil }
    let peers = network.securityGroups.flatMap { $0.rules.map(\.peer) } + [.securityGroup(other.id)]
    guard let peer = one(of: peers) else { return nil }
    return .addRule(
      group.id,
      SecurityGroup.Rule(direction: below(2) == 0 ? .inbound : .outbound, pattern: pattern(), peer: peer))
  }

  private mutating func routeEdit(of network: Network) -> Edit? {
    guard let table = one(of: network.routeTables) else { return nil }
    let routes = network.routeTables.flatMap(\.routes).filter { $0.target != .local }
    guard let other = one(of: routes) else { return nil }
    let own = table.routes.filter { $0.target != .local && !$0.isPropagated }
    switch below(3) {
    case 0:
      if table.routes.contains(where: { $0.destination == other.destination }) { return nil }
      return .addRoute(table.id, other)
    case 1: return one(of: own).map { .removeRoute(table.id, $0) }
    default:
      return one(of: own).map { route in
        var replaced = route
        replaced.target = other.target
        replaced.state = other.state
        return .replaceRoute(table.id, route, with: replaced)
      }
    }
  }

  /// The network with something altered that no edit alters: an interface gone or in other groups, an instance stopped, a subnet under
  /// another ACL.
  mutating func altered(_ network: Network) -> Network {
    var altered = network
    guard let interface = one(of: network.networkInterfaces) else { return altered }
    switch below(4) {
    case 0:
      altered.networkInterfaces = Table(network.networkInterfaces.filter { $0.id != interface.id })
    case 1:
      let groups = network.securityGroups.map(\.id)
      altered.networkInterfaces.update(
        NetworkInterface(
          id: interface.id, name: interface.name, interfaceDescription: interface.interfaceDescription,
          type: interface.type, subnet: interface.subnet, vpc: interface.vpc,
          availabilityZone: interface.availabilityZone, addresses: interface.addresses,
          securityGroups: one(of: groups).map { [$0] } ?? [], sourceDestCheck: interface.sourceDestCheck,
          deniesInternetTraffic: interface.deniesInternetTraffic, instance: interface.instance,
          deviceIndex: interface.deviceIndex, requester: interface.requester))
    case 2:
      if let id = interface.instance, let instance = network.instances[id] {
        let state: Instance.State = instance.state == .running ? .other("stopped") : .running
        altered.instances.update(
          Instance(id: id, name: instance.name, state: state, platform: instance.platform))
      }
    default:
      guard let from = one(of: network.networkACLs), let to = one(of: network.networkACLs), from.id != to.id else {
        break
      }
      for (acl, subnets) in [(from, to.subnets), (to, from.subnets)] {
        altered.networkACLs.update(
          NetworkACL(
            id: acl.id, name: acl.name, vpc: acl.vpc, isDefault: acl.isDefault, entries: acl.entries, subnets: subnets))
      }
    }
    return altered
  }
}
