extension PathOracle {
  /// Something that lets a packet pass or does not.
  enum Gate {
    /// Drops every packet, for a reason.
    case closed(String)
    /// Nobody knows.
    case unknown(String)
    /// A network ACL that is asked.
    case accessList([BruteForce.AccessRule], peer: Address)
    /// A network ACL of which nobody says whether it is asked.
    case disputed([BruteForce.AccessRule], peer: Address)
    /// The security groups of an interface.
    case groups([BruteForce.GroupRule], Identity)
    /// The security groups of a middlebox, asked of a reply only if they did not see the request.
    case unlessSeen(String, [BruteForce.GroupRule], Identity)
  }

  /// What security groups see of the other end.
  struct Identity {
    var address: Address
    /// Groups that a reference finds for sure.
    var groups: [Int] = []
    /// Groups that it finds perhaps.
    var doubtful: [Int] = []
  }
}

extension PathOracle.Gate {
  /// What it does with a packet; `seen` are the middleboxes that passed the request.
  func meet(_ packet: PathOracle.Packet, seen: Set<String>) -> PathOracle.Outcome {
    switch self {
    case .closed: .drop
    case .unknown: .unknown
    case .accessList(let rules, let peer): BruteForce.decide(rules, packet, peer: peer)
    case .disputed(let rules, let peer):
      BruteForce.decide(rules, packet, peer: peer) == .pass ? .pass : .unknown
    case .groups(let rules, let peer): PathOracle.decide(rules, packet, peer)
    case .unlessSeen(let id, let rules, let peer):
      seen.contains(id) ? .pass : PathOracle.decide(rules, packet, peer)
    }
  }
}

extension PathOracle {
  /// Any rule may admit the packet; there is no order and no deny (UG/security-group-rules).
  static func decide(_ rules: [BruteForce.GroupRule], _ packet: Packet, _ peer: Identity) -> Outcome {
    var answer = Outcome.drop
    for rule in rules where rule.selector.covers(packet) {
      switch rule.peer {
      case .prefix(let prefix):
        if prefix.contains(peer.address) { return .pass }
      case .group(let group):
        if peer.groups.contains(group) { return .pass }
        if peer.doubtful.contains(group) { answer = .unknown }
      case .undescribed:
        answer = .unknown
      }
    }
    return answer
  }

  /// One direction of a leg: what stands in the way, and where the way ends.
  struct Course {
    var gates: [Gate]
    var end: End
    /// The source of the packet when the way ended.
    var source: Address
    /// The middleboxes that passed it.
    var middleboxes: Set<String> = []
    /// The gateway by which it left a VPC for the internet.
    var exit: Portal?
    /// The peering connection that it took first of all.
    var peeringID: String?
  }

  /// Where a way ends.
  enum End {
    /// At the one it was meant for.
    case arrived
    /// Outside.
    case left(Portal)
    /// At a NAT gateway, for a request.
    case natGateway(PathNetwork.NATGateway)
    /// At an interface that forwards to an internet gateway in its own name, for a request.
    case natInstance(Host)
    /// At something that drops it.
    case stopped
    /// Nobody knows where.
    case lost
  }

  /// How a packet leaves for, or comes from, an address outside.
  enum Portal: Equatable {
    case internet
    case egressOnly(vpcID: String)
    case gatewayEndpoint
    case vpnGateway(String, vpcID: String)
    case transitAttachment(String)
    /// Nobody knows by what.
    case unknown(vpcID: String)

    var isOnPremises: Bool {
      switch self {
      case .vpnGateway, .transitAttachment: true
      case .internet, .egressOnly, .gatewayEndpoint, .unknown: false
      }
    }
  }
}

extension PathOracle.Course {
  /// What becomes of one packet: everything on the way must let it pass, and somebody must know the way.
  func outcome(_ packet: PathOracle.Packet) -> PathOracle.Outcome {
    outcomes([packet], seen: [])[0]
  }

  /// What becomes of each packet by itself; gate after gate, since the gates are few and the packets many.
  func outcomes(_ packets: [PathOracle.Packet], seen: Set<String>) -> [PathOracle.Outcome] {
    var outcomes = [PathOracle.Outcome](repeating: .pass, count: packets.count)
    for gate in gates {
      for index in packets.indices where outcomes[index] != .drop {
        outcomes[index] = outcomes[index] && gate.meet(packets[index], seen: seen)
      }
    }
    if case .lost = end { return outcomes.map { $0 && .unknown } }
    return outcomes
  }
}
