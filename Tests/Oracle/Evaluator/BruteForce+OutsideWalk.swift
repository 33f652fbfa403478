extension BruteForce.Station {
  /// A request to an address outside: up to and through the internet gateway.
  func request(
    _ packet: BruteForce.Packet, to outsider: BruteForce.PeerIdentity
  ) -> BruteForce.Passage {
    var passage = BruteForce.Passage()
    passage.meet(BruteForce.Outcome(isRunning))
    passage.meet(BruteForce.decide(groupEgress, packet, peer: outsider))
    leave(packet, &passage)
    // Outbound mail from instances is limited unless AWS lifted that, which no snapshot tells.
    if isInstance && packet.protocolNumber == 6 && packet.destinationPort == 25 { passage.meet(.unknown) }
    return passage
  }

  /// The reply from outside comes back to where the request left and enters the client's subnet;
  /// the gateway has put the private address in by then.
  func reply(inward packet: BruteForce.Packet) -> BruteForce.Passage {
    var passage = BruteForce.Passage()
    passage.meet(enterSubnet(packet))
    return passage
  }

  /// A request from outside: no route table has a say on the way in, and what the filters see is
  /// the private address.
  func request(
    _ packet: BruteForce.Packet, from outsider: BruteForce.PeerIdentity
  ) -> BruteForce.Passage {
    var passage = BruteForce.Passage()
    passage.meet(BruteForce.Outcome(isRunning && isPublic))
    passage.meet(BruteForce.Outcome(!packet.source.isPrivateIPv4))
    passage.meet(gateway)
    passage.meet(enterSubnet(packet))
    passage.meet(BruteForce.decide(groupIngress, packet, peer: outsider))
    return passage
  }

  /// The reply to the outside needs a route to the gateway (trap 32).
  func reply(outward packet: BruteForce.Packet) -> BruteForce.Passage {
    var passage = BruteForce.Passage()
    leave(packet, &passage)
    return passage
  }

  private func leave(_ packet: BruteForce.Packet, _ passage: inout BruteForce.Passage) {
    passage.meet(leaveSubnet(packet))
    if passage.outcome == .drop { return }
    switch nextHop(packet) {
    case .internetGateway(let attached):
      passage.meet(attached)
      passage.meet(passGateway(packet))
    case .local, .nowhere:
      // Local delivery of an address that no interface has ends nowhere.
      passage.meet(.drop)
    case .unknown:
      passage.takeUnknownRoute()
    }
  }

  /// An internet gateway passes what has a public address of its own and goes to one.
  func passGateway(_ packet: BruteForce.Packet) -> BruteForce.Outcome {
    let isGlobal =
      packet.destination.isIPv6
      ? packet.destination.isGlobalIPv6 : !packet.destination.isPrivateIPv4
    return BruteForce.Outcome(isPublic && isGlobal)
  }
}
