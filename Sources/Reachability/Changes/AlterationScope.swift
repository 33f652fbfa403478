internal import Network
internal import Ports

/// How far alterations can reach: what no packet asks of what was altered, no alteration changes.
struct AlterationScope {
  /// Whether only entries, rules and routes were altered, so that what does not ask them is as it was.
  let isConfined: Bool
  private let networkACLs: Set<Identifier<NetworkACL>>
  private let routeTables: Set<Identifier<RouteTable>>
  private let patterns: [TrafficPattern]

  /// Anything may have changed.
  static let everything = AlterationScope()

  private init() {
    isConfined = false
    networkACLs = []
    routeTables = []
    patterns = [.all]
  }

  init(_ alterations: [Alteration]) {
    var networkACLs: Set<Identifier<NetworkACL>> = []
    var routeTables: Set<Identifier<RouteTable>> = []
    var patterns: [TrafficPattern] = []
    for alteration in alterations {
      guard case .edit(let edit) = alteration else {
        self = .everything
        return
      }
      switch edit {
      case .addEntry(let id, let entry), .removeEntry(let id, let entry):
        networkACLs.insert(id)
        patterns.append(entry.pattern)
      case .replaceEntry(let id, let old, let new):
        networkACLs.insert(id)
        patterns += [old.pattern, new.pattern]
      case .addRule(_, let rule), .removeRule(_, let rule):
        patterns.append(rule.pattern)
      case .addRoute(let id, _), .replaceRoute(let id, _, _), .removeRoute(let id, _):
        routeTables.insert(id)
        patterns.append(.all)
      }
    }
    isConfined = true
    self.networkACLs = networkACLs
    self.routeTables = routeTables
    self.patterns = patterns
  }

  /// Whether packets of a protocol may meet anything altered.
  func concerns(_ ipProtocol: IPProtocol) -> Bool {
    patterns.contains { !$0.selectors(for: ipProtocol).isEmpty }
  }

  /// Whether the ACL or the route table of a host's subnet was altered.
  private func touches(_ host: Host, _ network: Network) -> Bool {
    host.site.networkACL.map { networkACLs.contains(network.networkACLs[$0].id) } ?? false
      || host.site.routeTable.map { routeTables.contains(network.routeTables[$0].id) } ?? false
  }

  /// Whether nothing altered can lie on the way between two hosts, their own security groups aside: both are in one subnet, or each one's
  /// route table, as it was, leads straight to the other, or the client's leads nowhere.
  func sparesWay(from client: Host, to server: Host, through plane: Plane) -> Bool {
    guard isConfined, !client.takesForOthers, !server.takesForOthers, !touches(client, plane.network),
      !touches(server, plane.network)
    else { return false }
    if client.isNeighbour(of: server) { return true }
    let there = plane.look(up: server.address.address, from: client.site)
    if case .closed = there.gate { return true }
    guard case .local? = there.target, there.gate == .open else { return false }
    if !client.sharesVPC(with: server) { return true }
    let back = plane.look(up: client.address.address, from: server.site)
    return back.target == .local && back.gate == .open
  }

  /// Whether nothing altered can lie on the way between a host and anything outside, its own security groups aside: its route table leads
  /// to nothing but the VPC itself and internet gateways, and no route table of its VPC acts on what comes in or was altered.
  func sparesWayOut(of host: Host, through plane: Plane) -> Bool {
    guard isConfined, !host.takesForOthers, !touches(host, plane.network), let table = host.site.routeTable else {
      return false
    }
    let tables = plane.network.routeTables
    return tables[table].routes.allSatisfy { $0.target.isDirect }
      && !tables.contains { $0.vpc == host.site.vpc && (!$0.gateways.isEmpty || routeTables.contains($0.id)) }
      && !plane.network.vpnGateways.contains { $0.vpc == host.site.vpc }
      && plane.terrain.transit.transitGateways(of: host.site.vpc).isEmpty
  }
}

extension Route.Target {
  fileprivate var isDirect: Bool {
    switch self {
    case .local, .internetGateway, .egressOnlyInternetGateway: true
    default: false
    }
  }
}
