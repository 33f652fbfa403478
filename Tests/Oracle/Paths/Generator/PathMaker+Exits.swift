extension PathMaker {
  /// How private subnets get to the internet: by NAT gateways, a NAT instance, or not at all.
  mutating func makeExits() {
    for index in plans.indices {
      let zones = plans[index].publicSubnets.map(\.zone)
      switch random.number(in: 0...99) {
      case ..<38:
        for (number, zone) in zones.enumerated() {
          plans[index].exits[zone] = makeNATGateway(in: plans[index].publicSubnets[number])
        }
      case ..<52:
        let id = makeNATGateway(in: random.pick(plans[index].publicSubnets))
        for zone in zones { plans[index].exits[zone] = id }
      case ..<62:
        let id = makeRegionalNATGateway(plans[index])
        for zone in zones { plans[index].exits[zone] = id }
      case ..<78:
        let id = makeNATInstance(in: random.pick(plans[index].publicSubnets), plans[index])
        for zone in zones { plans[index].exits[zone] = id }
      case ..<87:
        // In the subnet of those it serves: nobody says whether the ACL is asked.
        for (number, zone) in zones.enumerated() {
          let subnet = plans[index].privateSubnets[number]
          plans[index].exits[zone] = makeNATGateway(in: subnet)
        }
      default: break
      }
      if plans[index].vpc.prefixes.count > 1, random.chance(75) {
        let gateway = PathNetwork.EgressOnlyGateway(
          id: random.identifier("eigw"), vpcID: random.chance(95) ? plans[index].id : nil)
        if random.chance(97) { network.egressOnlyGateways.append(gateway) }
        plans[index].exitIPv6 = gateway.id
      }
    }
  }

  private mutating func makeNATGateway(in subnet: Subnet) -> String {
    let isPublic = random.chance(88)
    var addresses: [PathNetwork.NATGateway.Own] = []
    for _ in 0..<random.pick([1, 1, 1, 2]) {
      let interface = makeInterface(
        in: subnet, isPublic: isPublic, type: "nat_gateway", about: "Interface for NAT Gateway")
      addresses.append(
        .init(
          privateAddress: interface.ipv4[0].address, publicAddress: interface.ipv4[0].publicAddress,
          interfaceID: interface.id))
    }
    var gateway = PathNetwork.NATGateway(
      id: random.identifier("nat"), vpcID: subnet.vpcID, subnetID: subnet.id, addresses: addresses)
    gateway.isPublic = isPublic
    if random.chance(3) { gateway.state = random.pick(["pending", "failed"]) }
    if random.chance(98) { network.natGateways.append(gateway) }
    return gateway.id
  }

  private mutating func makeRegionalNATGateway(_ plan: Plan) -> String {
    let number = UInt32(network.natGateways.count)
    var gateway = PathNetwork.NATGateway(
      id: random.identifier("nat"), vpcID: plan.id, subnetID: nil,
      addresses: [.init(privateAddress: nil, publicAddress: Address(ipv4: 0x3580_0001 + number))])
    let tableID = random.identifier("rtb")
    gateway.tableID = tableID
    network.natGateways.append(gateway)
    network.base.routeTables.append(
      .init(
        id: tableID, vpcID: plan.id, isMain: false,
        routes: localRoutes(plan) + [Route(.prefix(.anyIPv4), target: plan.internetGatewayID)]))
    return gateway.id
  }

  private mutating func makeNATInstance(in subnet: Subnet, _ plan: Plan) -> String {
    let instanceID = makeInstance(in: subnet)
    return makeInterface(
      in: subnet, groups: [random.pick(plan.groupIDs)], instanceID: instanceID, isPublic: random.chance(92),
      checksSource: random.chance(5)
    ).id
  }

  func localRoutes(_ plan: Plan) -> [Route] {
    plan.vpc.prefixes.map { Route(.prefix($0), target: "local", origin: .createRouteTable) }
  }
}
