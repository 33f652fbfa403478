internal import NetworkModel

extension Journey {
  /// To a NAT gateway, which sends what it takes on as its own and gives back the replies to that alone (UG/nat-gateway-basics).
  mutating func enter(natGateway id: Identifier<NATGateway>, from stop: Stop) {
    guard let position = network.natGateways.position(of: id) else {
      if isReply {
        visit(.waypoint(.natGateway(id), nil, Self.unsolicited))
        return giveUp()
      }
      visit(
        .waypoint(
          .natGateway(id), nil,
          .lost("the NAT gateway \(id)", why: "what it is is not in the snapshot (aws ec2 describe-nat-gateways)")))
      return giveUp()
    }
    let gateway = network.natGateways[position]
    let site = terrain.site(ofNATGateway: position)
    if let site {
      if let own = stop.site, own.isSameSubnet(as: site) {
        visit(.disputedNetworkACL(site, .inbound, peer: source))
      } else {
        visit(.networkACL(site, .inbound, peer: source))
      }
    }
    let gate = natGatewayGate(gateway, position, stop, isPlaced: site != nil)
    visit(.waypoint(.natGateway(id), nil, gate))
    reach = .lost
    if gate.letsOn { end = .natGateway(position) } else { end = .nowhere }
  }

  private static var unsolicited: Gate {
    .closed(
      .returnByAnotherGateway,
      "a NAT gateway knows nothing of a connection that it did not begin, and drops its replies")
  }

  private func natGatewayGate(_ gateway: NATGateway, _ position: Int, _ stop: Stop, isPlaced: Bool) -> Gate {
    guard gateway.state == "available" else {
      return .closed(.badState, "the NAT gateway is \(gateway.state), and only an available one forwards")
    }
    if isReply { return Self.unsolicited }
    if case .natGateway(position)? = stop.host?.role { return Self.loop }
    if let vpc = gateway.vpc, vpc != stop.vpc {
      return .closed(.natGatewayRequiresOwnVPC, "the NAT gateway is in another VPC")
    }
    guard [.tcp, .udp, .icmp].contains(plane.ipProtocol) else {
      return .closed(.protocolRestriction, "a NAT gateway carries TCP, UDP and ICMP alone")
    }
    guard destination.family == .v4 else {
      return .lost("what a NAT gateway does with IPv6 packets", why: "NAT64 is not modelled")
    }
    guard isPlaced, gateway.addresses.contains(where: { $0.privateAddress != nil || $0.publicAddress != nil }) else {
      return .lost("the addresses of NAT gateway \(gateway.id)", why: "the snapshot lists none")
    }
    if gateway.connectivity == .public, gateway.addresses.contains(where: { $0.publicAddress == nil }),
      let doubt = network.doubts[gateway.id.text]?.first
    {
      return .lost(Unknown(doubt))
    }
    return .open
  }
}

extension Terrain {
  /// What acts on a NAT gateway: its subnet, or for a regional one its own route table; whether a network ACL acts on that is not
  /// documented.
  func site(ofNATGateway position: Int) -> SubnetSite? {
    let gateway = network.natGateways[position]
    if let subnet = gateway.subnet { return site(of: subnet) }
    guard gateway.isRegional, let vpc = gateway.vpc else { return nil }
    return SubnetSite(
      subnet: Identifier(gateway.id.text), vpc: vpc, zone: nil, networkACL: nil,
      routeTable: gateway.routeTable.flatMap { network.routeTables.position(of: $0) })
  }

  /// The addresses that a NAT gateway sends with.
  func hosts(ofNATGateway position: Int) -> [Host] {
    let gateway = network.natGateways[position]
    guard let site = site(ofNATGateway: position) else { return [] }
    return gateway.addresses.compactMap { address in
      // A regional NAT gateway has public addresses alone (UG/nat-gateways-regional).
      guard let own = address.privateAddress ?? address.publicAddress else { return nil }
      let outside = gateway.connectivity == .public ? address.publicAddress : nil
      let interface = NetworkInterface(
        id: address.networkInterface ?? Identifier(gateway.id.text), name: gateway.name, type: "nat_gateway",
        subnet: site.subnet, vpc: site.vpc,
        addresses: [NetworkInterface.Address(own, isPrimary: true, publicAddress: outside)], securityGroups: [])
      return Host(
        interface, interface.addresses[0], at: site, standsFor: nil, name: gateway.name ?? gateway.id.text,
        role: .natGateway(position), on: self)
    }
  }
}
