extension PathMaker {
  /// Peering connections between some pairs of VPCs.
  mutating func makePeerings() {
    for one in plans.indices {
      for other in plans.indices.dropFirst(one + 1) where random.chance(33) {
        if plans[one].ipv4.overlaps(plans[other].ipv4) { continue }
        let isFar = random.chance(10)
        var peering = PathNetwork.Peering(
          id: random.identifier("pcx"),
          requester: .init(vpcID: plans[one].id, prefixes: plans[one].vpc.prefixes),
          accepter: .init(
            vpcID: plans[other].id, prefixes: plans[other].vpc.prefixes,
            region: random.chance(8) ? nil : isFar ? "us-east-1" : "eu-west-1"))
        if random.chance(4) { peering.status = "pending-acceptance" }
        if random.chance(97) { network.peerings.append(peering) }
        link(one, to: other, by: peering.id)
        link(other, to: one, by: peering.id)
      }
    }
    // Where nobody looked.
    if random.chance(5) {
      plans[0].links.append((Prefix(Address(ipv4: 0x0A80_0000), length: 16), random.identifier("pcx")))
    }
  }

  /// Routes from one VPC to the blocks of another; the first link to a block counts.
  mutating func link(_ one: Int, to other: Int, by target: String) {
    for prefix in plans[other].vpc.prefixes
    where !plans[one].links.contains(where: { $0.prefix == prefix }) && !plans[one].ipv4.overlaps(prefix) {
      plans[one].links.append((prefix, target))
    }
  }

  static let premises = Prefix(Address(ipv4: 0xC0A8_0000), length: 16)

  /// Virtual private gateways to networks on premises.
  mutating func makePremises() {
    for index in plans.indices where random.chance(30) {
      let id = random.identifier("vgw")
      let isAttached = random.chance(95)
      if random.chance(97) { network.vpnGateways.append(.init(id: id, vpcID: isAttached ? plans[index].id : nil)) }
      for _ in 0..<random.pick([0, 1, 1, 2]) {
        var connection = PathNetwork.VPNConnection(
          id: random.identifier("vpn"), gatewayID: id, prefixes: [PathMaker.premises])
        if random.chance(7) { connection.state = "pending" }
        network.vpnConnections.append(connection)
      }
      plans[index].links.append((PathMaker.premises, id))
      if random.chance(15) {
        network.base.routeTables.append(
          .init(
            id: random.identifier("rtb"), vpcID: plans[index].id, isMain: false, edgeGatewayID: id,
            routes: localRoutes(plans[index])))
      }
    }
  }

  /// An appliance between two subnets of a VPC, by routes more specific than `local` (trap 30); its way back is now and
  /// then forgotten. Or an endpoint before unknown appliances.
  mutating func makeMiddleboxes() {
    for index in plans.indices where random.chance(42) {
      let plan = plans[index]
      guard let from = plan.privateSubnets.first, let to = plan.privateSubnets.last else { continue }
      let target: String
      if random.chance(72) {
        let subnet = random.chance(80) ? random.pick(plan.publicSubnets) : from
        let instanceID = makeInstance(in: subnet)
        let box = makeInterface(
          in: subnet, groups: [random.pick(plan.groupIDs)], instanceID: instanceID, checksSource: random.chance(6))
        target = reference(box.id)
      } else {
        let endpoint = PathNetwork.Endpoint(
          id: random.identifier("vpce"), kind: .gatewayLoadBalancer, vpcID: plan.id,
          subnetID: random.pick(plan.publicSubnets).id)
        network.endpoints.append(endpoint)
        target = endpoint.id
      }
      plans[index].detours[from.id] = [Route(.prefix(to.ipv4), target: target)]
      if random.chance(80) { plans[index].detours[to.id] = [Route(.prefix(from.ipv4), target: target)] }
    }
  }
}
