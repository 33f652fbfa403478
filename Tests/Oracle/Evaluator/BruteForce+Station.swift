extension BruteForce {
  /// An interface as one end of a connection: everything that is asked of its packets, gathered
  /// once, with references resolved and nothing decided.
  struct Station {
    let address: RandomNetwork.Address
    let isPrimary: Bool
    let isRunning: Bool
    /// Whether it belongs to an instance.
    let isInstance: Bool
    /// Whether the internet can name this address: a public IPv4 address is translated to it, or
    /// it is a global IPv6 address.
    let isPublic: Bool
    /// The places of its VPC and subnet in the network's lists.
    let vpc: Int
    let subnet: Int
    let groups: [Int]
    let groupIngress: [GroupRule]
    let groupEgress: [GroupRule]
    /// Whether the network ACL of the subnet is described.
    let isACLKnown: Bool
    let aclIngress: [AccessRule]
    let aclEgress: [AccessRule]
    /// Whether the route table of the subnet is described.
    let isRouteTableKnown: Bool
    let routes: [RouteEntry]
    /// Whether an internet gateway is attached to the VPC.
    let gateway: Outcome
  }
}

extension BruteForce.Station {
  /// This interface as `other` sees it: groups mean nothing in another VPC.
  func identity(for other: BruteForce.Station) -> BruteForce.PeerIdentity {
    BruteForce.PeerIdentity(
      address: address, groups: vpc == other.vpc ? groups : [], isPrimary: isPrimary)
  }

  /// Into the subnet.
  func enterSubnet(_ packet: BruteForce.Packet) -> BruteForce.Outcome {
    isACLKnown ? BruteForce.decide(aclIngress, packet, peer: packet.source) : .unknown
  }

  /// Out of the subnet.
  func leaveSubnet(_ packet: BruteForce.Packet) -> BruteForce.Outcome {
    isACLKnown ? BruteForce.decide(aclEgress, packet, peer: packet.destination) : .unknown
  }

  func nextHop(_ packet: BruteForce.Packet) -> BruteForce.NextHop {
    isRouteTableKnown ? BruteForce.lookUp(routes, packet.destination) : .unknown
  }
}
