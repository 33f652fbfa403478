internal import NetworkModel

extension Journey {
  /// Takes over what a reply owes to its request: how that left its network, and what it passed.
  mutating func inherit(_ request: Journey) {
    portal = request.portal
    admittedBy = request.middleboxes
    natPeering = request.natPeering
  }

  /// What keeps replies to someone outside from leaving by another gateway than the request has come by; nil when nothing does.
  func returnGate(by exit: Portal) -> Gate? {
    guard isReply, goal == nil, let portal, exit != portal, !(portal.isOnPremises && exit.isOnPremises) else {
      return nil
    }
    if case (.internet, .egressOnly) = (portal, exit) { return nil }  // undecided at the gateway itself
    return .closed(
      .returnByAnotherGateway, "the request came in by \(portal.name), so nobody takes what leaves here for its replies"
    )
  }

  /// In from outside, by a portal.
  mutating func enter(by portal: Portal) {
    switch portal {
    case .internet: enterFromInternet()
    case .egressOnly(let id): enter(byEgressOnlyInternetGateway: id)
    case .gatewayEndpoint(let id): enter(byGatewayEndpoint: id)
    case .vpnGateway(let id): enter(byVPNGateway: id)
    case .transitGatewayAttachment(let position):
      visit(.waypoint(.transitGatewayAttachment(position), .inbound, .open))
      assumeOnPremises(behindAttachment: position)
      reach = .lost
      route(from: position, tables: 0)
    }
  }

  /// A target's replies to a client whose address a Network Load Balancer has kept: back through the node they came by.
  mutating func sendBack(from target: Host, through node: Host) {
    if !target.hasNoSecurityGroups { visit(.admittedBySecurityGroups(target, .outbound, peer: node)) }
    let isNeighbour = target.isNeighbour(of: node)
    visit(
      isNeighbour
        ? .disputedNetworkACL(target.site, .outbound, peer: destination)
        : .networkACL(target.site, .outbound, peer: destination))
    let lookup = plane.look(up: destination, from: target.site)
    var gate = Gate.open
    if lookup.gate != .open {
      gate = .unknown(
        "whether the target's replies go back through the load balancer without a route to the client",
        why: "the target's route table has none, and AWS does not document that it is not asked")
    }
    visit(.routeTable(lookup.table, target.site, route: lookup.position, gate))
    visit(
      isNeighbour
        ? .disputedNetworkACL(node.site, .inbound, peer: source) : .networkACL(node.site, .inbound, peer: source))
    if !node.hasNoSecurityGroups { visit(.admittedBySecurityGroups(node, .inbound, peer: target)) }
    end = .goal
  }

  /// Replies to a NAT gateway that came over a peering connection go back over it, whatever the routes (UG/nat-gateway-basics, trap 25).
  mutating func returnToSender(_ id: Identifier<VPCPeeringConnection>, _ lookup: RouteLookup, from host: Host) {
    var gate = Gate.open
    if lookup.target != nil || lookup.gate != .closed(.noRouteToDestination, "no route leads to the address") {
      gate = .unknown(
        "whether replies to a NAT gateway return to sender where a route leads elsewhere",
        why: "AWS documents it for a VPC without a return route")
    }
    visit(.routeTable(lookup.table, host.site, route: lookup.position, gate))
    visit(.waypoint(.vpcPeeringConnection(id), nil, .open))
    if let goal { arrive(from: Stop(vpc: goal.site.vpc)) }
  }
}
