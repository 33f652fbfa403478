internal import AWSCatalogue
internal import NetworkModel

extension Journey {
  // MARK: Internet gateways

  /// Out by an internet gateway, which exchanges the sender's private address for its public one (UG/VPC_Internet_Gateway).
  mutating func leave(byInternetGateway id: Identifier<InternetGateway>, from stop: Stop) {
    if plane.ipProtocol == .tcp, !isReply, sender?.interface.instance != nil { visit(.mailLimit) }
    let gate = returnGate(by: .internet) ?? egressGate(id, stop)
    visit(.waypoint(.internetGateway(id), .outbound, gate))
    guard gate.letsOn else { return giveUp() }
    if let sender { assumePublicAccess(of: sender, at: .internetGateway(id)) }
    source = sender?.outsideAddress ?? source
    cross(.internet)
  }

  private mutating func assumePublicAccess(of host: Host, at waypoint: Waypoint) {
    // What makes the gateway doubtful may be the very setting.
    if let id = plane.component(of: waypoint).id, network.doubts[id] != nil { return }
    if let assumption = terrain.publicAccessAssumption(for: host) { assume(assumption, at: waypoint) }
  }

  /// Over the internet: to an interface with a public address, or out of sight.
  private mutating func cross(_ portal: Portal) {
    reach = .lost
    if !isReply { self.portal = portal }
    if goal == nil { end = .outside(portal) } else { enterFromInternet() }
  }

  private func egressGate(_ id: Identifier<InternetGateway>, _ stop: Stop) -> Gate {
    if let gate = Self.internetGate(toward: destination) { return gate }
    guard let host = owner(in: stop.vpc) else {
      return .closed(
        .gatewayRejectsSpoofedTraffic,
        "an internet gateway carries only what bears an address of an interface of its VPC")
    }
    guard let outside = host.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      if let doubt = network.doubts[id.text]?.first { return .lost(Unknown(doubt)) }
      return .closed(.noPublicAddressForEgress, "the interface has no public address to leave with")
    }
    let publicAccess = terrain.publicAccessGate(for: host, begunInside: !isReply)
    if case .closed? = publicAccess { return publicAccess ?? .open }
    guard let gateway = network.internetGateways[id] else { return .unknown(unattested(id, stop.vpc)) }
    guard gateway.vpc == stop.vpc else { return detached(id.text) }
    if let doubt = edgeTableDoubt(of: id.text) { return .unknown(Unknown(doubt)) }
    if middleboxes.isEmpty, !isInspected, isRedirected(source, by: id) {
      return .closed(
        .edgeRedirection,
        "the gateway's route table redirects what is for the subnet, so its own packets must leave that way too")
    }
    return publicAccess ?? .open
  }

  /// The interface whose address the packet bears, if it is one of a VPC: only for these has an internet gateway public addresses.
  private func owner(in vpc: Identifier<VPC>) -> Host? {
    guard let sender, node == nil, sender.site.vpc == vpc, sender.address.address == source else { return nil }
    return sender
  }

  /// Why the route table of a gateway cannot be relied on; nil where it can, or where there is none.
  private func edgeTableDoubt(of gateway: String) -> Doubt? {
    if network.doubts.isEmpty { return nil }
    return terrain.edgeTables[gateway].flatMap { network.doubts[network.routeTables[$0].id.text]?.first }
  }

  /// Whether packets for an address that come in by an internet gateway are led to a middlebox first (UG/gateway-route-tables).
  func isRedirected(_ address: IPAddress, by gateway: Identifier<InternetGateway>) -> Bool {
    guard let table = terrain.edgeTables[gateway.text],
      case .route(let route) = terrain.routingTables[table].choice(for: address)
    else { return false }
    return !terrain.routingTables[table].isLocal[route]
  }

  /// What an internet gateway refuses to carry, whoever sends it; nil when nothing.
  static func internetGate(toward destination: IPAddress) -> Gate? {
    if AddressSet.publicAddresses.contains(destination) { return nil }
    if AddressSet.rfc1918.contains(destination) {
      return .closed(.privateDestination, "an internet gateway does not carry packets to private addresses")
    }
    if AddressSet.rfc6598.contains(destination) {
      return .closed(.sharedDestination, "an internet gateway does not carry packets to shared addresses")
    }
    return .closed(.noPossibleDestination, "the internet has no such address")
  }

  /// The gate of a gateway that is not attached to the VPC, as far as its description can be relied on.
  func detached(_ gateway: String) -> Gate {
    network.doubts[gateway]?.first.map { .unknown(Unknown($0)) }
      ?? .closed(.badStateAttachment, "the gateway is not attached to the VPC")
  }

  private func unattested(_ gateway: Identifier<InternetGateway>, _ vpc: Identifier<VPC>) -> Unknown {
    let status = network.status(of: .describeInternetGateways, for: vpc)
    return Unknown(
      "whether the internet gateway \(gateway) is attached to \(vpc)", for: .describeInternetGateways, status)
  }

  /// In from the internet to the goal.
  mutating func enterFromInternet() {
    guard let goal else { return giveUp() }
    if case .egressOnly(let id)? = portal, isReply { return enter(byEgressOnlyInternetGateway: id) }
    let gateway = terrain.attachedGateway(of: goal.site.vpc)
    let gate = ingressGate(gateway, goal)
    visit(.waypoint(.internetGateway(gateway), .inbound, gate))
    destination = goal.address.address
    reach = .lost
    guard gate.letsOn else { return giveUp() }
    assumePublicAccess(of: goal, at: .internetGateway(gateway))
    enter(by: (gateway ?? undescribedGateway(of: goal.site.vpc))?.text, into: goal.site.vpc)
  }

  private func ingressGate(_ gateway: Identifier<InternetGateway>?, _ goal: Host) -> Gate {
    guard AddressSet.publicAddresses.contains(source) else {
      return .closed(.privateSource, "an internet gateway does not carry packets from private addresses")
    }
    guard let outside = goal.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      if let doubt = gateway.flatMap({ network.doubts[$0.text]?.first }) { return .lost(Unknown(doubt)) }
      return .closed(.noPublicAddressForIngress, "the interface has no public address to be reached by")
    }
    guard destination == outside else {
      return .closed(.noPossibleDestination, "the internet does not lead there")
    }
    if goal.address.address.family == .v6, terrain.deniesInternetTraffic(goal) {
      return .closed(.deniesInternetTraffic, "the interface denies IPv6 from the internet (DenyAllIgwTraffic)")
    }
    let publicAccess = terrain.publicAccessGate(for: goal, begunInside: isReply)
    if case .closed? = publicAccess { return publicAccess ?? .open }
    guard gateway != nil else {
      if let id = undescribedGateway(of: goal.site.vpc) { return .unknown(unattested(id, goal.site.vpc)) }
      // Whether packets would be led to a middlebox first is not known, either.
      if let doubt = terrain.unattachedGatewayDoubt { return .lost(Unknown(doubt)) }
      let status = network.status(of: .describeInternetGateways, for: goal.site.vpc)
      if status != .whole {
        return .unknown(
          Unknown("whether \(goal.site.vpc) has an internet gateway", for: .describeInternetGateways, status))
      }
      return .closed(.badStateAttachment, "the VPC has no internet gateway attached")
    }
    return publicAccess ?? .open
  }

  /// A gateway that a route of the VPC names and the snapshot does not describe, which may be attached.
  private func undescribedGateway(of vpc: Identifier<VPC>) -> Identifier<InternetGateway>? {
    for table in network.routeTables where table.vpc == vpc {
      for route in table.routes {
        if case .internetGateway(let id) = route.target, network.internetGateways[id] == nil {
          return id
        }
      }
    }
    return nil
  }

  /// In by a gateway of a VPC: straight to the goal, unless a route table of the gateway's own leads elsewhere
  /// (UG/gateway-route-tables).
  mutating func enter(by gateway: String?, into vpc: Identifier<VPC>) {
    let stop = Stop(vpc: vpc)
    if let gateway {
      if let doubt = edgeTableDoubt(of: gateway) {
        visit(.routeTable(terrain.edgeTables[gateway], nil, route: nil, .lost(Unknown(doubt))))
      } else if let table = terrain.edgeTables[gateway] {
        let lookup = plane.look(up: destination, in: table)
        if lookup.gate != .open || lookup.target != .local { return forward(lookup, from: stop) }
      } else if let gate = absence(of: "the route table of \(gateway)", listedBy: .describeRouteTables, in: vpc) {
        visit(.routeTable(nil, nil, route: nil, gate))
      }
    }
    if let goal, goal.site.vpc == vpc, goal.address.address == destination { arrive(from: stop) } else { giveUp() }
  }

  // MARK: Egress-only internet gateways

  /// Out by an egress-only internet gateway: IPv6, for connections begun inside (UG/egress-only-internet-gateway).
  mutating func leave(byEgressOnlyInternetGateway id: Identifier<EgressOnlyInternetGateway>, from stop: Stop) {
    let gate = returnGate(by: .egressOnly(id)) ?? egressOnlyGate(id, stop)
    visit(.waypoint(.egressOnlyInternetGateway(id), .outbound, gate))
    guard gate.letsOn else { return giveUp() }
    if let sender { assumePublicAccess(of: sender, at: .egressOnlyInternetGateway(id)) }
    cross(.egressOnly(id))
  }

  private func egressOnlyGate(_ id: Identifier<EgressOnlyInternetGateway>, _ stop: Stop) -> Gate {
    guard destination.family == .v6 else {
      return .closed(.noPossibleDestination, "an egress-only internet gateway carries IPv6 alone")
    }
    if let gate = Self.internetGate(toward: destination) { return gate }
    if isInspected {  // PL/gateway-load-balancer-endpoints
      return .closed(.badStateRoute, "no egress-only internet gateway works behind a Gateway Load Balancer endpoint")
    }
    guard let host = owner(in: stop.vpc) else {
      return .closed(.gatewayRejectsSpoofedTraffic, "the gateway carries only what bears an address of its VPC")
    }
    let publicAccess = terrain.egressOnlyPublicAccessGate(for: host)
    if case .closed? = publicAccess { return publicAccess ?? .open }
    guard let gateway = network.egressOnlyInternetGateways[id] else {
      return .unknown(
        "the egress-only internet gateway \(id)",
        why: "whether it is attached is not in the snapshot (aws ec2 describe-egress-only-internet-gateways)")
    }
    guard gateway.vpc == stop.vpc else { return detached(id.text) }
    if isReply {
      return .unknown(
        "whether an egress-only internet gateway carries replies to a connection that came in by an internet gateway",
        why: "AWS documents it for connections begun inside the VPC only")
    }
    return publicAccess ?? .open
  }

  /// In by the egress-only internet gateway that the request has left by.
  mutating func enter(byEgressOnlyInternetGateway id: Identifier<EgressOnlyInternetGateway>) {
    guard let goal else { return giveUp() }
    let gate = terrain.egressOnlyPublicAccessGate(for: goal) ?? .open
    visit(.waypoint(.egressOnlyInternetGateway(id), .inbound, gate))
    reach = .lost
    guard gate.letsOn else { return giveUp() }
    assumePublicAccess(of: goal, at: .egressOnlyInternetGateway(id))
    arrive(from: Stop(vpc: goal.site.vpc))
  }
}
