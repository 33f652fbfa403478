extension PathMaker {
  /// The tables: one for all public subnets, one for each private one, one for those of the transit gateway; the main
  /// table serves what none of them names.
  mutating func makeTables() {
    for plan in plans {
      var publicRoutes = [Route(.prefix(.anyIPv4), target: plan.internetGatewayID)]
      if plan.vpc.prefixes.count > 1 { publicRoutes.append(Route(.prefix(.anyIPv6), target: plan.internetGatewayID)) }
      makeTable(plan, plan.publicSubnets, publicRoutes)
      for subnet in plan.privateSubnets {
        var routes = plan.detours[subnet.id] ?? []
        if let exit = plan.exits[subnet.zone] { routes.append(Route(.prefix(.anyIPv4), target: exit)) }
        if let exit = plan.exitIPv6 { routes.append(Route(.prefix(.anyIPv6), target: exit)) }
        makeTable(plan, [subnet], routes)
      }
      for subnet in plan.transitSubnets {
        let exit = plan.exits[subnet.zone].map { [Route(.prefix(.anyIPv4), target: $0)] } ?? []
        makeTable(plan, [subnet], exit)
      }
      network.base.routeTables.append(
        .init(id: random.identifier("rtb"), vpcID: plan.id, isMain: true, routes: localRoutes(plan)))
    }
  }

  private mutating func makeTable(_ plan: Plan, _ subnets: [Subnet], _ own: [Route]) {
    if random.chance(1) { return }
    var drafts = own
    for link in plan.links {
      let isPropagated = link.target.hasPrefix("vgw-") && random.chance(40)
      drafts.append(
        Route(.prefix(link.prefix), target: link.target, origin: isPropagated ? .propagated : .createRoute))
    }
    if let endpoint = plan.endpoint, random.chance(85) {
      drafts.append(Route(.list(endpoint.listID), target: endpoint.id))
    }
    var routes = localRoutes(plan)
    for draft in drafts where !routes.contains(where: { $0.destination == draft.destination }) {
      switch random.number(in: 0...99) {
      case ..<4: break
      case ..<6:
        routes.append(Route(draft.destination, target: draft.target, isBlackhole: true, origin: draft.origin))
      default: routes.append(draft)
      }
    }
    if random.chance(3) {
      let host = random.pick(network.base.outsideAddresses)
      let width = host.isIPv6 ? 128 : 32
      routes.append(
        Route(.prefix(Prefix(host, length: width)), target: plan.internetGatewayID, isBlackhole: random.chance(60)))
    }
    network.base.routeTables.append(
      .init(
        id: random.identifier("rtb"), vpcID: plan.id, isMain: false, subnetIDs: subnets.map(\.id), routes: routes))
  }
}
