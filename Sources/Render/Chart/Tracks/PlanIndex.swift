internal import NetworkModel
internal import Reachability

/// Finds on a plan what hops and ends of legs speak of.
struct PlanIndex {
  let plan: Plan
  private let network: Network
  private var cards: [String: Int] = [:]
  private var names: [String: [Int]] = [:]
  private var acls: [String: [Int]] = [:]
  private var tables: [String: [Int]] = [:]
  private var gateways: [String: [Int]] = [:]
  private var transits: [String: Int] = [:]

  init(_ plan: Plan, of network: Network) {
    self.plan = plan
    self.network = network
    for (index, placed) in plan.cards.enumerated() {
      for endpoint in placed.card.endpoints { cards[endpoint.id] = index }
    }
    for (index, placed) in plan.subnets.enumerated() {
      if let acl = placed.subnet.networkACL { acls[acl.id, default: []].append(index) }
      if let table = placed.subnet.routeTable { tables[table.id, default: []].append(index) }
    }
    for (index, placed) in plan.gateways.enumerated() { gateways[placed.gateway.id, default: []].append(index) }
    for (index, placed) in plan.transits.enumerated() { transits[placed.transit.id] = index }
  }

  /// Where an end of a leg is. Of one outside, the nearest hop tells on which side.
  func spot(of end: Leg.End, _ hop: Hop?) -> Spot? {
    if let card = end.interface.flatMap({ cards[$0.text] }) { return .card(card) }
    switch hop?.component.kind {
    case .internetGateway, .egressOnlyInternetGateway: return plan.sky == nil ? nil : .sky
    case .vpnGateway, .onPremises, .transitGatewayAttachment: return plan.ground == nil ? nil : .ground
    default: return subnet(holding: end.address).map { .subnet($0) }
    }
  }

  /// What ends a leg in the server's place or begins it in the client's without either address showing it: a load balancer's node begins
  /// one, and what translates addresses ends one.
  func middle(of leg: Leg, atClient: Bool) -> Spot? {
    guard let through = leg.through, (through.kind == .loadBalancer) == atClient else { return nil }
    return card(of: through).map { .card($0) }
  }

  /// The subnet whose block has an address, if only one does.
  private func subnet(holding address: IPAddress) -> Int? {
    let holding = plan.subnets.indices.filter { index in
      network.subnets[plan.subnets[index].subnet.id]?.cidrBlocks.contains { $0.contains(address) } ?? false
    }
    return holding.count == 1 ? holding[0] : nil
  }

  /// The card of what carries connections in the middle of a way.
  func card(of component: Hop.Component) -> Int? {
    guard let id = component.id else { return nil }
    switch component.kind {
    case .networkInterface: return cards[id]
    case .natGateway:
      return network.natGateways[Identifier(id)]?.addresses.lazy.compactMap {
        $0.networkInterface.flatMap { cards[$0.text] }
      }
      .first
    case .vpcEndpoint:
      return network.vpcEndpoints[Identifier(id)]?.networkInterfaces.lazy.compactMap { cards[$0.text] }.first
    case .instance:
      return cards[id] ?? network.networkInterfaces.first { $0.instance?.text == id }.flatMap { cards[$0.id.text] }
    default: return nil
    }
  }

  /// The subnets on which an ACL or route table acts.
  func subnets(under component: Hop.Component) -> [Int] {
    let claims = component.kind == .networkACL ? acls : tables
    return component.id.flatMap { claims[$0] } ?? []
  }

  func gateway(_ component: Hop.Component) -> Int? { component.id.flatMap { gateways[$0]?.first } }

  /// The gateway of a VPC that leads to a transit.
  func gateway(to transit: Int, in vpc: Int) -> Int? {
    gateways[plan.transits[transit].transit.id]?.first { plan.gateways[$0].vpc == vpc }
  }

  /// What is between VPCs: a transit gateway by itself, its route table or its attachment, or a peering connection.
  func transit(_ component: Hop.Component) -> Spot? {
    guard let id = component.id else { return nil }
    let gateway =
      switch component.kind {
      case .transitGatewayRouteTable: network.transitGatewayRouteTables[Identifier(id)]?.transitGateway.text
      case .transitGatewayAttachment: network.transitGatewayAttachments[Identifier(id)]?.transitGateway.text
      default: id
      }
    return gateway.flatMap { transits[$0] }.map { .transit($0) }
  }

  func subnet(of spot: Spot?) -> Int? {
    switch spot {
    case .card(let card): plan.cards[card].subnet
    case .subnet(let subnet): subnet
    case .gateway, .transit, .sky, .ground, nil: nil
    }
  }

  func vpc(of spot: Spot) -> Int? {
    switch spot {
    case .card, .subnet: subnet(of: spot).map { plan.subnets[$0].vpc }
    case .gateway(let gateway): plan.gateways[gateway].vpc
    case .transit, .sky, .ground: nil
    }
  }

  func zone(of subnet: Int) -> String? { network.subnets[plan.subnets[subnet].subnet.id]?.zone }
}
