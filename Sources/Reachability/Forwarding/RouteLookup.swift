internal import Network

/// What came of looking an address up in the route table of a host's subnet.
struct RouteLookup: Sendable {
  /// The position of the table; nil when the snapshot lacks it.
  var table: Int?
  /// The position of the route in the table.
  var position: Int?
  /// The route.
  var found: Route?
  /// Whether the route carries packets at all; where it leads is for the caller to judge.
  var gate: Gate
}

extension Plane {
  /// Looks `destination` up in the route table of the host's subnet.
  func look(up destination: IPAddress, from host: Host) -> RouteLookup {
    guard let table = host.site.routeTable else {
      return RouteLookup(
        gate: .lost(
          Unknown(
            what: "the route table of \(host.interface.subnet)",
            why: "neither a table of its own nor the main table of \(host.interface.vpc) is in the snapshot "
              + "(aws ec2 describe-route-tables)")))
    }
    let routes = terrain.routingTables[table].routes
    switch terrain.routingTables[table].choice(for: destination) {
    case .none:
      return RouteLookup(table: table, gate: .closed(.noRouteToDestination, "no route leads to the address"))
    case .route(let position):
      let route = routes[position]
      return RouteLookup(table: table, position: position, found: route, gate: gate(of: route))
    case .ambiguous(let one, let other):
      return RouteLookup(
        table: table,
        gate: .lost(
          Unknown(
            what: "which of \(routes[one].target.text) and \(routes[other].target.text) carries \(destination)",
            why: "two prefix lists name it with equal length, and AWS picks one of them at random")))
    case .unknownList(let list):
      return RouteLookup(
        table: table,
        gate: .lost(
          Unknown(
            what: "the blocks of prefix list \(list)",
            why: "a route for the list may carry \(destination) "
              + "(aws ec2 get-managed-prefix-list-entries --prefix-list-id \(list))")))
    }
  }

  private func gate(of route: Route) -> Gate {
    switch (route.state, route.target) {
    case (.blackhole, _):
      return .closed(.badStateRoute, "the route's target is gone (blackhole), and no shorter prefix takes its place")
    case (.other(let state), _):
      return .lost(
        Unknown(what: "a route in state “\(state)”", why: "what AWS does with its packets is not documented"))
    case (.active, .local), (.active, .internetGateway):
      return .open
    case (.active, .networkInterface(let id)):
      return .lost(
        Unknown(what: "the way on from network interface \(id)", why: "middleboxes are not modelled yet"))
    case (.active, .other(let kind, let id)):
      return .lost(
        Unknown(what: "the way on from \(kind.rawValue) \(id)", why: "this kind of target is not modelled yet"))
    case (.active, .none):
      return .lost(Unknown(what: "the target of a route", why: "the snapshot names none that Portolan knows"))
    }
  }

  /// Why packets that arrive by a gateway may be led elsewhere than to `address`; nil when they are not.
  func edgeRedirection(by gateway: Identifier<InternetGateway>, to address: IPAddress) -> Unknown? {
    guard
      let position = network.routeTables.firstIndex(where: { $0.gateways.contains(gateway.text) })
    else { return nil }
    if case .route(let route) = terrain.routingTables[position].choice(for: address),
      network.routeTables[position].routes[route].target == .local
    {
      return nil
    }
    return Unknown(
      what: "the way on from \(gateway), whose edge route table is \(network.routeTables[position].id)",
      why: "middleboxes are not modelled yet")
  }
}
