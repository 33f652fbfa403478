import NetworkModel
import Oracle
import Ports

// The names of the model's types, which the witness's own hide inside its extensions.
private typealias EditedEntry = NetworkACL.Entry
private typealias EditedRule = SecurityGroup.Rule
private typealias EditedRoute = Route

extension RandomNetwork {
  /// Makes an edit in the witness's own picture of the network.
  mutating func apply(_ edit: Edit) {
    switch edit {
    case .addEntry(let id, let entry): changeACL(id.text) { $0 + [NetworkACL.Entry(entry)] }
    case .removeEntry(let id, let entry): changeACL(id.text) { $0.filter { !$0.isNumbered(as: entry) } }
    case .replaceEntry(let id, let old, let new):
      changeACL(id.text) { $0.filter { !$0.isNumbered(as: old) } + [NetworkACL.Entry(new)] }
    case .addRule(let id, let rule): changeGroup(id.text, rule.direction) { $0 + [SecurityGroup.Permission(rule)] }
    case .removeRule(let id, let rule): changeGroup(id.text, rule.direction) { $0.flatMap { $0.without(rule) } }
    case .addRoute(let id, let route): changeTable(id.text) { $0 + [RouteTable.Route(route)] }
    case .removeRoute(let id, let route): changeTable(id.text) { $0.filter { !$0.isSame(as: route) } }
    case .replaceRoute(let id, let old, let new):
      changeTable(id.text) { $0.filter { !$0.isSame(as: old) } + [RouteTable.Route(new)] }
    }
  }

  private mutating func changeACL(_ id: String, _ change: ([NetworkACL.Entry]) -> [NetworkACL.Entry]) {
    networkACLs = networkACLs.map { acl in
      acl.id != id
        ? acl
        : NetworkACL(
          id: id, vpcID: acl.vpcID, isDefault: acl.isDefault, subnetIDs: acl.subnetIDs, entries: change(acl.entries))
    }
  }

  private mutating func changeGroup(
    _ id: String, _ direction: Direction, _ change: ([SecurityGroup.Permission]) -> [SecurityGroup.Permission]
  ) {
    securityGroups = securityGroups.map { group in
      group.id != id
        ? group
        : SecurityGroup(
          id: id, vpcID: group.vpcID, ingress: direction == .inbound ? change(group.ingress) : group.ingress,
          egress: direction == .outbound ? change(group.egress) : group.egress)
    }
  }

  private mutating func changeTable(_ id: String, _ change: ([RouteTable.Route]) -> [RouteTable.Route]) {
    routeTables = routeTables.map { table in
      table.id != id
        ? table
        : RouteTable(
          id: id, vpcID: table.vpcID, isMain: table.isMain, subnetIDs: table.subnetIDs,
          edgeGatewayID: table.edgeGatewayID, routes: change(table.routes))
    }
  }
}

extension RandomNetwork.Prefix {
  init(_ block: CIDRBlock) {
    switch block.address {
    case .v4(let bits): self.init(RandomNetwork.Address(ipv4: bits), length: block.prefixLength)
    case .v6(let bits): self.init(RandomNetwork.Address(ipv6: bits), length: block.prefixLength)
    }
  }
}

extension RandomNetwork.NetworkACL.Entry {
  fileprivate init(_ entry: EditedEntry) {
    let bounds = entry.pattern.bounds
    let isICMP = entry.pattern.ipProtocol?.hasTypeAndCode ?? false
    self.init(
      number: entry.number, isEgress: entry.direction == .outbound, allows: entry.action == .allow,
      protocolText: entry.pattern.ipProtocol.map { "\($0.rawValue)" } ?? "-1",
      peer: RandomNetwork.Prefix(entry.cidrBlock),
      ports: isICMP ? nil : bounds.map { $0.from...$0.to },
      icmp: isICMP ? bounds.map { RandomNetwork.NetworkACL.ICMP(type: $0.from, code: $0.to) } : nil)
  }

  fileprivate func isNumbered(as entry: EditedEntry) -> Bool {
    number == entry.number && isEgress == (entry.direction == .outbound)
  }
}

extension RandomNetwork.SecurityGroup.Permission {
  fileprivate init(_ rule: EditedRule) {
    let bounds = rule.pattern.bounds
    var (peers, lists, groups): ([RandomNetwork.Prefix], [String], [String]) = ([], [], [])
    switch rule.peer {
    case .cidrBlock(let block): peers = [RandomNetwork.Prefix(block)]
    case .prefixList(let list): lists = [list.text]
    case .securityGroup(let group): groups = [group.text]
    }
    self.init(
      protocolText: rule.pattern.ipProtocol.map { "\($0.rawValue)" } ?? "-1", from: bounds?.from, to: bounds?.to,
      peers: peers, prefixListIDs: lists, groupIDs: groups)
  }

  /// The permission without the peer of a rule, if it says what the rule says; nothing when that was its only peer.
  fileprivate func without(_ rule: EditedRule) -> [Self] {
    guard says(rule.pattern) else { return [self] }
    var (peers, lists, groups) = (peers, prefixListIDs, groupIDs)
    switch rule.peer {
    case .cidrBlock(let block): peers.removeAll { $0 == RandomNetwork.Prefix(block) }
    case .prefixList(let list): lists.removeAll { $0 == list.text }
    case .securityGroup(let group): groups.removeAll { $0 == group.text }
    }
    if peers.isEmpty && lists.isEmpty && groups.isEmpty { return [] }
    return [
      Self(protocolText: protocolText, from: from, to: to, peers: peers, prefixListIDs: lists, groupIDs: groups)
    ]
  }

  private func says(_ pattern: TrafficPattern) -> Bool {
    let ipProtocol = protocolText == "-1" ? nil : IPProtocol(protocolText)
    guard ipProtocol == pattern.ipProtocol else { return false }
    guard let ipProtocol, let bounds = pattern.bounds else { return true }
    if ipProtocol.hasPorts { return (from ?? 0) == bounds.from && (to ?? 65_535) == bounds.to }
    return (from ?? -1) == bounds.from && (bounds.from == -1 || (to ?? -1) == bounds.to)
  }
}

extension RandomNetwork.RouteTable.Route {
  fileprivate init(_ route: EditedRoute) {
    let destination: Destination =
      switch route.destination {
      case .cidrBlock(let block): .prefix(RandomNetwork.Prefix(block))
      case .prefixList(let list): .list(list.text)
      }
    self.init(destination, target: route.target.text, isBlackhole: route.state == .blackhole)
  }

  fileprivate func isSame(as route: EditedRoute) -> Bool {
    guard (origin == .propagated) == route.isPropagated else { return false }
    return destination == Self(route).destination
  }
}
