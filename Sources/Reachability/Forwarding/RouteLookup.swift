internal import NetworkModel

/// What came of looking an address up in the route table of a subnet or gateway.
struct RouteLookup: Sendable {
  /// The position of the table; nil when the snapshot lacks it.
  var table: Int?
  /// The position of the route in the table.
  var position: Int?
  /// What the route hands packets to.
  var target: Route.Target?
  /// Whether the route carries packets at all; where it leads is for the caller to judge.
  var gate: Gate
}

extension Plane {
  /// Looks `destination` up in the route table of a subnet.
  func look(up destination: IPAddress, from site: SubnetSite) -> RouteLookup {
    guard let table = site.routeTable else {
      return RouteLookup(gate: .lost(network.unknownRouteTable(of: site)))
    }
    return look(up: destination, in: table)
  }

  /// Looks `destination` up in the route table at a position.
  func look(up destination: IPAddress, in table: Int) -> RouteLookup {
    let routes = terrain.routingTables[table].routes
    switch terrain.routingTables[table].choice(for: destination) {
    case .route(let position) where terrain.routingTables[table].isLocal[position]:
      return RouteLookup(table: table, position: position, target: .local, gate: .open)
    case .none:
      return RouteLookup(table: table, gate: .closed(.noRouteToDestination, "no route leads to the address"))
    case .route(let position):
      let route = routes[position]
      return RouteLookup(table: table, position: position, target: route.target, gate: gate(of: route))
    case .ambiguous(let one, let other):
      return RouteLookup(
        table: table,
        gate: .lost(
          "which of \(routes[one].target.text) and \(routes[other].target.text) carries \(destination)",
          why: "two prefix lists name it with equal length, and AWS picks one of them at random"))
    case .unknownList(let position):
      return RouteLookup(table: table, gate: Self.unknownList(routes[position].destination, destination))
    }
  }

  /// The gate at a table of which a route is for a prefix list whose blocks the snapshot lacks.
  static func unknownList(_ list: Route.Destination, _ destination: IPAddress) -> Gate {
    guard case .prefixList(let id) = list else { preconditionFailure("a block is known") }
    return .lost(
      "the blocks of prefix list \(id)",
      why: "a route for the list may carry \(destination) "
        + "(aws ec2 get-managed-prefix-list-entries --prefix-list-id \(id))")
  }

  private func gate(of route: Route) -> Gate {
    switch (route.state, route.target) {
    case (.blackhole, _):
      .closed(.badStateRoute, "the route's target is gone (blackhole), and no shorter prefix takes its place")
    case (.other(let state), _):
      .lost("a route in state “\(state)”", why: "what AWS does with its packets is not documented")
    case (.active, .other(let kind, let id)):
      .lost("the way on from \(kind.rawValue) \(id)", why: "this kind of target is not modelled")
    case (.active, .none):
      .lost("the target of a route", why: "the snapshot names none that Portolan knows")
    case (.active, _):
      .open
    }
  }
}
