internal import AWSCatalogue
internal import NetworkModel

extension Journey {
  /// Over a VPC peering connection, which leads to addresses of the other VPC and no farther (PEER, RA/explanation-codes).
  mutating func cross(_ id: Identifier<VPCPeeringConnection>, from stop: Stop) {
    let gate = peeringGate(id, stop)
    visit(.waypoint(.vpcPeeringConnection(id), nil, gate))
    guard gate.letsOn, let peering = network.vpcPeeringConnections[id], let peer = peering.peer(of: stop.vpc) else {
      return giveUp()
    }
    if !isReply, stop.host?.isNATGateway ?? false { natPeering = id }
    if reach == .stands { reach = Self.reach(over: peering) }
    zone = nil
    arrive(from: Stop(vpc: peer.vpc))
  }

  /// What a reference to a group is worth on the other side: it needs one Region (UG/security-group-rules).
  static func reach(over peering: VPCPeeringConnection) -> Peer.Reach {
    switch peering.isWithinRegion {
    case true?: .stands
    case false?: .lost
    case nil: .doubtful(.regionOfPeer)
    }
  }

  private func peeringGate(_ id: Identifier<VPCPeeringConnection>, _ stop: Stop) -> Gate {
    guard let peering = network.vpcPeeringConnections[id] else {
      return .lost(
        "the VPC peering connection \(id)",
        why: "which VPC it leads to is not in the snapshot (aws ec2 describe-vpc-peering-connections)")
    }
    guard peering.status == "active" else {
      return .closed(.badState, "the peering connection is \(peering.status), and only an active one carries packets")
    }
    guard let peer = peering.peer(of: stop.vpc) else {
      return .closed(.badStateAttachment, "the peering connection is not one of this VPC's")
    }
    guard isFrom(stop.vpc, at: stop) else {
      return .closed(.peeringRequiresOwnAddress, "a peering connection carries only what comes from the VPC itself")
    }
    let vpc = network.vpcs[peer.vpc]
    let isKnown = vpc != nil || !peer.cidrBlocks.isEmpty
    guard !isKnown || (vpc?.cidrBlocks ?? peer.cidrBlocks).contains(where: { $0.contains(destination) }) else {
      return network.doubts[peer.vpc.text]?.first.map { .unknown(Unknown($0)) }
        ?? .closed(.peeringRequiresOwnAddress, "the address is not one of the peer VPC's")
    }
    guard vpc != nil else {
      let place = [peer.scope.account.map { "account \($0)" }, peer.scope.region].compactMap(\.self)
      return .lost(
        "the peer VPC \(peer.vpc)",
        why: "it is not in the snapshot\(place.isEmpty ? "" : ": collect \(place.joined(separator: ", "))")")
    }
    guard let goal, goal.site.vpc == peer.vpc, goal.address.address == destination else {
      return absence(
        of: "the interface that has \(destination)", listedBy: .describeNetworkInterfaces, in: peer.vpc)
        ?? .closed(
          .noPossibleDestination,
          "it leads to \(vpc?.name ?? peer.vpc.text), where the address is another's or nobody's")
    }
    return .open
  }
}
