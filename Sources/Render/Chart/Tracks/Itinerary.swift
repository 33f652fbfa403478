internal import NetworkModel
internal import Reachability

/// Where on a plan the packets of one direction of a leg pass, and where each hop decides.
struct Itinerary {
  /// A hop and its place; nil when the plan does not show it.
  struct Stop {
    let hop: Hop
    let spot: Spot?
  }

  /// The places, in order, each once in a row.
  private(set) var spots: [Spot] = []
  /// The hops, in order.
  private(set) var stops: [Stop] = []

  private let places: PlanIndex

  /// Reads the places off the hops. An ACL or route table may act on several subnets: it is the one that packets are in or come to.
  init(_ hops: [Hop], _ direction: Leg.Direction, of leg: Leg, on places: PlanIndex) {
    self.places = places
    let first = direction == .request ? hops.first : hops.last
    let last = direction == .request ? hops.last : hops.first
    let client = places.middle(of: leg, atClient: true) ?? places.spot(of: leg.from, first)
    let server = places.middle(of: leg, atClient: false) ?? places.spot(of: leg.to, last)
    let goal = direction == .request ? server : client
    pass(direction == .request ? client : server)
    for (index, hop) in hops.enumerated() {
      let ahead =
        hops[(index + 1)...].lazy.compactMap { places.card(of: $0.component) }.first.map { Spot.card($0) } ?? goal
      let spot = spot(of: hop, ahead: ahead)
      pass(spot)
      stops.append(Stop(hop: hop, spot: spot ?? spots.last))
    }
    if hops.last.map(\.letsGoOn) ?? true { pass(goal) }
    dropIdleSubnets()
  }

  private mutating func pass(_ spot: Spot?) {
    guard let spot, spot != spots.last else { return }
    // From one VPC to another by the gateways on their edges.
    if let transit = spots.last?.transit, let vpc = places.vpc(of: spot),
      let entry = places.gateway(to: transit, in: vpc),
      spot != .gateway(entry)
    {
      spots.append(.gateway(entry))
    }
    if let transit = spot.transit, let vpc = spots.last.flatMap({ places.vpc(of: $0) }),
      let exit = places.gateway(to: transit, in: vpc), spots.last != .gateway(exit)
    {
      spots.append(.gateway(exit))
    }
    spots.append(spot)
  }

  private func spot(of hop: Hop, ahead: Spot?) -> Spot? {
    switch hop.component.kind {
    case .securityGroup: return hop.direction == .outbound ? spots.last { $0.isCard } ?? ahead : ahead
    case .networkACL, .routeTable:
      let candidates = places.subnets(under: hop.component)
      let near = [hop.direction == .inbound ? ahead : spots.last, spots.last, ahead].compactMap {
        places.subnet(of: $0)
      }
      if let subnet = near.first(where: candidates.contains) { return .subnet(subnet) }
      if hop.component.kind == .routeTable, candidates.isEmpty { return spots.last }
      // The subnet of an attachment: in the VPC at hand, and of the zone where the packets are if it has one there.
      let vpc = (hop.direction == .inbound ? spots.last : ahead).flatMap { places.vpc(of: $0) }
      // A transit gateway keeps to the zone that packets come from, where the VPC's attachment is in it.
      let zone = spots.last { places.subnet(of: $0) != nil }.flatMap { places.subnet(of: $0) }.map {
        places.zone(of: $0)
      }
      let own = candidates.filter { places.plan.subnets[$0].vpc == vpc }
      return (own.first { places.zone(of: $0) == zone } ?? own.first ?? candidates.first).map { .subnet($0) }
    case .transitGateway, .transitGatewayRouteTable, .transitGatewayAttachment:
      return places.transit(hop.component) ?? spots.last
    case .vpcPeeringConnection: return places.transit(hop.component)
    case .internetGateway, .egressOnlyInternetGateway, .vpnGateway:
      return places.gateway(hop.component).map { .gateway($0) }
    case .vpcEndpoint:
      return places.gateway(hop.component).map { .gateway($0) } ?? places.card(of: hop.component).map { .card($0) }
    case .natGateway, .loadBalancer, .networkInterface, .instance:
      return places.card(of: hop.component).map { .card($0) } ?? spots.last
    case .onPremises: return places.plan.ground == nil ? nil : .ground
    case .quota, .amazonService: return spots.last
    }
  }

  /// Leaves out the subnets that a way enters or leaves anyhow, on its way to or from what is in them.
  private mutating func dropIdleSubnets() {
    var kept: [Spot] = []
    for (index, spot) in spots.enumerated() {
      if case .subnet(let subnet) = spot {
        let neighbours = [kept.last, spots[(index + 1)...].first { !$0.isSubnet }]
        if neighbours.contains(where: { $0?.isCard == true && places.subnet(of: $0) == subnet }) || kept.last == spot {
          continue
        }
      }
      if kept.last != spot { kept.append(spot) }
    }
    spots = kept
  }
}

extension Hop {
  /// Whether some packets may go on from here.
  fileprivate var letsGoOn: Bool {
    // Filters are asked one by one: what one drops, the next is asked about all the same.
    if component.kind == .securityGroup || component.kind == .networkACL { return true }
    return decisions.contains { decision in
      if case .drop = decision.outcome { false } else { true }
    }
  }
}
