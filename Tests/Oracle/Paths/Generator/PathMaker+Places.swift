extension PathMaker {
  /// One to four VPCs of two or three zones, each zone with a public and a private subnet.
  mutating func makePlaces() {
    let zones = Array(["a", "b", "c"].prefix(random.pick([2, 2, 3]))).map { "eu-west-1" + $0 }
    for index in 0..<random.pick(weighted: [(20, 1), (30, 2), (35, 3), (15, 4)]) {
      var block = Prefix(Address(ipv4: 0x0A00_0000 | UInt32(index) << 20), length: 16)
      // Blocks may overlap: replies may go to the wrong peer (trap 35).
      if index > 1 && random.chance(15) { block = plans[0].ipv4 }
      var prefixes = [block]
      if random.chance(45) {
        prefixes.append(Prefix(Address(ipv6: 0x2600_1F00 << 96 | UInt128(index + 1) << 72), length: 56))
      }
      let vpc = RandomNetwork.VPC(id: random.identifier("vpc"), prefixes: prefixes)
      network.base.vpcs.append(vpc)
      var plan = Plan(vpc: vpc, internetGatewayID: random.identifier("igw"))
      let hasTransit = random.chance(55)
      for (number, zone) in zones.enumerated() {
        plan.publicSubnets.append(makeSubnet(vpc, zone, UInt128(number)))
        plan.privateSubnets.append(makeSubnet(vpc, zone, UInt128(8 + number)))
        if hasTransit { plan.transitSubnets.append(makeSubnet(vpc, zone, UInt128(16 + number))) }
      }
      switch random.number(in: 0...99) {
      case ..<2: break
      case ..<4: network.base.internetGateways.append(.init(id: plan.internetGatewayID, vpcID: nil))
      default: network.base.internetGateways.append(.init(id: plan.internetGatewayID, vpcID: vpc.id))
      }
      plans.append(plan)
    }
    network.base.outsideAddresses =
      [0x0808_0808, 0xCB00_7109].map { Address(ipv4: $0) } + [Address(ipv6: 0x2001_4860_4860 << 80 | 0x8888)]
    network.premises = [0xC0A8_0A05, 0xC0A8_1407].map { Address(ipv4: $0) }
  }

  private mutating func makeSubnet(_ vpc: RandomNetwork.VPC, _ zone: String, _ slot: UInt128) -> Subnet {
    let subnet = Subnet(
      id: random.identifier("subnet"), vpcID: vpc.id, zone: zone,
      ipv4: Prefix(vpc.prefixes[0].address(slot << 8), length: 24),
      ipv6: vpc.prefixes.count > 1 ? Prefix(vpc.prefixes[1].address(slot << 64), length: 64) : nil)
    network.base.subnets.append(subnet)
    return subnet
  }

  /// One or two instances in each public and private subnet.
  mutating func makeHosts() {
    for plan in plans {
      for subnet in plan.publicSubnets + plan.privateSubnets {
        let isPublic = plan.publicSubnets.contains { $0.id == subnet.id }
        for _ in 0..<random.pick([1, 1, 2]) {
          let instanceID = makeInstance(in: subnet)
          _ = makeInterface(
            in: subnet, groups: [random.pick(plan.groupIDs)], instanceID: instanceID,
            isPublic: isPublic && random.chance(85), hasIPv6: random.chance(85))
        }
      }
    }
  }

  mutating func makeEndpoints() {
    for index in plans.indices where random.chance(30) {
      let list = RandomNetwork.PrefixList(
        id: random.identifier("pl"), prefixes: [Prefix(Address(ipv4: 0x0303_0300), length: 24)])
      network.base.prefixLists.append(list)
      var endpoint = PathNetwork.Endpoint(id: random.identifier("vpce"), kind: .gateway, vpcID: plans[index].id)
      if random.chance(4) { endpoint.state = "pending" }
      if !random.chance(3) { network.endpoints.append(endpoint) }
      plans[index].endpoint = (list.id, endpoint.id)
    }
    let service = Address(ipv4: 0x0303_0307)
    if plans.contains(where: { $0.endpoint != nil }) { network.base.outsideAddresses.append(service) }
  }

  /// Mostly nothing blocks public access.
  mutating func makePublicAccess() {
    if random.chance(82) { return }
    network.publicAccess = .init(mode: random.pick([.off, .bidirectional, .ingress, .ingress]))
    for plan in plans where random.chance(65) {
      let resource = random.chance(50) ? plan.id : random.pick(plan.publicSubnets).id
      network.exclusions.append(
        .init(id: random.identifier("vpcbpa-exclude"), resourceID: resource, isBidirectional: random.chance(55)))
    }
  }
}
