internal import NetworkModel
internal import Ports

extension RemedyDraft {
  /// Lets a route lead from a subnet towards a place, by one of the gateways that the VPC has for it; in place of the route at `position`, if
  /// that is for the same addresses.
  mutating func lead(
    _ place: Place, from table: RouteTable, _ site: SubnetSite, instead position: Int?, _ link: Connection<Course>.Link
  ) {
    let candidates = routes(towards: place, from: site, link)
    guard candidates.indices.contains(style.gateway) else { return }
    var route = candidates[style.gateway]
    var caution: [Caution] = []
    if case .internetGateway = route.target { caution = [.leadsToInternet(table.id)] }
    if let position, table.routes[position].state == .blackhole {
      let old = table.routes[position]
      route.destination = old.destination
      return make(.replaceRoute(table.id, old, with: route), caution)
    }
    if table.routes.contains(where: { $0.destination == route.destination && !$0.isPropagated }) { return }
    make(.addRoute(table.id, route), caution)
  }

  /// The routes that may lead to a place, those first that people would take first.
  private func routes(towards place: Place, from site: SubnetSite, _ link: Connection<Course>.Link) -> [Route] {
    let destination = place.address
    if let host = place.host, host.address.address == destination, host.site.vpc != site.vpc {
      let blocks = network.vpcs[host.site.vpc]?.cidrBlocks ?? []
      guard let block = blocks.first(where: { $0.contains(destination) }) else { return [] }
      return gateways(from: site.vpc, to: host.site.vpc).map { Route(destination: .cidrBlock(block), target: $0) }
    }
    let block = askedBlock(around: destination) ?? CIDRBlock(destination)
    let targets =
      AddressSet.publicAddresses.contains(destination)
      ? exits(of: site, destination.family, link) : portals(of: site.vpc)
    return targets.map { Route(destination: .cidrBlock(block), target: $0) }
  }

  /// What joins two VPCs: peering before transit gateways, which cost more.
  private func gateways(from vpc: Identifier<VPC>, to other: Identifier<VPC>) -> [Route.Target] {
    let peerings = network.vpcPeeringConnections.filter { $0.status == "active" && $0.peer(of: vpc)?.vpc == other }
    let transit = Set(terrain.transit.transitGateways(of: other))
    return peerings.map { .vpcPeeringConnection($0.id) }
      + terrain.transit.transitGateways(of: vpc).filter { transit.contains($0) }.map { .transitGateway($0) }
  }

  /// What leads to the internet: for who has a public address an internet gateway; for others a NAT gateway, one of the zone first.
  private func exits(
    of site: SubnetSite, _ family: IPAddress.Family, _ link: Connection<Course>.Link
  ) -> [Route.Target] {
    let internet = terrain.attachedGateway(of: site.vpc).map { [Route.Target.internetGateway($0)] } ?? []
    let sender = [link.client, link.server].compactMap(\.host).first { $0.site.isSameSubnet(as: site) }
    if family == .v6 {
      let egressOnly = network.egressOnlyInternetGateways.filter { $0.vpc == site.vpc }
      return egressOnly.map { .egressOnlyInternetGateway($0.id) } + internet
    }
    if sender?.outsideAddress != nil || sender?.isNATGateway == true { return internet }
    let usable = network.natGateways.filter {
      $0.vpc == site.vpc && $0.state == "available" && $0.connectivity == .public && $0.subnet != site.subnet
    }
    let (near, far) = (usable.filter { isNear($0, site) }, usable.filter { !isNear($0, site) })
    return (near + far).map { .natGateway($0.id) }
  }

  private func isNear(_ gateway: NATGateway, _ site: SubnetSite) -> Bool {
    guard let subnet = gateway.subnet else { return gateway.isRegional }
    return network.subnets[subnet]?.zone == site.zone
  }

  /// What leads to on-premises networks.
  private func portals(of vpc: Identifier<VPC>) -> [Route.Target] {
    let gateways = network.vpnGateways.filter { $0.vpc == vpc }.map { Route.Target.vpnGateway($0.id) }
    return gateways + terrain.transit.transitGateways(of: vpc).map { .transitGateway($0) }
  }
}
