extension PathMaker {
  typealias Entry = RandomNetwork.NetworkACL.Entry
  typealias Permission = RandomNetwork.SecurityGroup.Permission

  /// Two or three groups a VPC: open, open to some ports, or to references.
  mutating func makeGroups() {
    for index in plans.indices {
      plans[index].groupIDs = (0..<random.number(in: 2...3)).map { _ in random.identifier("sg") }
    }
    let all = plans.flatMap(\.groupIDs)
    for plan in plans {
      for id in plan.groupIDs {
        if random.chance(1) { continue }
        network.base.securityGroups.append(
          .init(id: id, vpcID: plan.id, ingress: ingress(id, all), egress: egress(id, plan, all)))
      }
    }
  }

  private mutating func ingress(_ own: String, _ all: [String]) -> [Permission] {
    let everyone: [Prefix] = [.anyIPv4, .anyIPv6]
    switch random.number(in: 0...99) {
    case ..<60: return [Permission(protocolText: "-1", peers: everyone)]
    case ..<75:
      return ["tcp", "udp"].map { Permission(protocolText: $0, from: 0, to: 8080, peers: everyone) }
        + [Permission(protocolText: "icmp", from: -1, to: -1, peers: [.anyIPv4])]
    case ..<82:
      return [Permission(protocolText: "tcp", from: 443, to: 443, peers: [Prefix(plans[0].ipv4.address(0), length: 8)])]
    default:
      return [Permission(protocolText: "-1", groupIDs: all.filter { _ in random.chance(80) } + [own])]
    }
  }

  private mutating func egress(_ own: String, _ plan: Plan, _ all: [String]) -> [Permission] {
    switch random.number(in: 0...99) {
    case ..<86: return [Permission(protocolText: "-1", peers: [.anyIPv4, .anyIPv6])]
    case ..<92: return [Permission(protocolText: "tcp", from: 0, to: 9000, peers: [.anyIPv4])]
    case ..<97: return [Permission(protocolText: "-1", groupIDs: all)]
    default: return [Permission(protocolText: "-1", peers: [plan.ipv4])]
    }
  }

  /// An open default ACL a VPC, and others with holes for some subnets.
  mutating func makeAccessLists() {
    for plan in plans {
      var named = plan.subnets.filter { _ in random.chance(60) }.map(\.id)
      named = random.shuffled(named)
      for id in named {
        network.base.networkACLs.append(
          .init(
            id: random.identifier("acl"), vpcID: plan.id, isDefault: false, subnetIDs: [id],
            entries: entries(plan)))
      }
      if random.chance(1) { continue }
      network.base.networkACLs.append(
        .init(
          id: random.identifier("acl"), vpcID: plan.id, isDefault: true, subnetIDs: [],
          entries: [false, true].flatMap { open(isEgress: $0) }))
    }
  }

  private func open(isEgress: Bool) -> [Entry] {
    [
      Entry(number: 100, isEgress: isEgress, allows: true, protocolText: "-1", peer: .anyIPv4),
      Entry(number: 101, isEgress: isEgress, allows: true, protocolText: "-1", peer: .anyIPv6),
      Entry(number: 32767, isEgress: isEgress, allows: false, protocolText: "-1", peer: .anyIPv4),
      Entry(number: 32768, isEgress: isEgress, allows: false, protocolText: "-1", peer: .anyIPv6),
    ]
  }

  /// Most often one direction has a hole, rarely both.
  private mutating func entries(_ plan: Plan) -> [Entry] {
    let spoilt = random.pick([[false], [true], [true], [false, true]])
    return [false, true].flatMap { isEgress in
      let kind = spoilt.contains(isEgress) ? random.number(in: 0...99) : 0
      switch kind {
      case ..<15: return open(isEgress: isEgress)
      case ..<58: return [denial(isEgress)] + open(isEgress: isEgress)
      default: return ports(isEgress)
      }
    }
  }

  /// A deny inside the ports that clients draw (trap 2), for all peers or some.
  private mutating func denial(_ isEgress: Bool) -> Entry {
    let first = random.pick([3389, 40000, 50000, 49152, 60999, 1024, 32768])
    let peer: Prefix = random.chance(60) ? .anyIPv4 : random.pick(plans).ipv4
    return Entry(
      number: random.number(in: 1...99), isEgress: isEgress, allows: false,
      protocolText: random.pick(["6", "6", "17"]),
      peer: peer, ports: first...min(65535, first + random.pick([0, 0, 9, 1000, 8000])))
  }

  /// Server ports and clients' ports apart, with a range of clients' ports that somebody copied.
  private mutating func ports(_ isEgress: Bool) -> [Entry] {
    let clients = random.pick([32768...65535, 1024...65535, 49152...65535, 32768...60999, 32768...61000, 10000...65535])
    var result: [Entry] = []
    for (index, name) in ["6", "17"].enumerated() {
      let number = 100 + 10 * index
      for (step, range) in [random.pick([0...1023, 0...8080]), clients].enumerated() {
        result.append(
          Entry(
            number: number + step, isEgress: isEgress, allows: true, protocolText: name, peer: .anyIPv4, ports: range))
        result.append(
          Entry(
            number: number + step + 5, isEgress: isEgress, allows: true, protocolText: name, peer: .anyIPv6,
            ports: range))
      }
    }
    result.append(
      Entry(
        number: 300, isEgress: isEgress, allows: true, protocolText: "1", peer: .anyIPv4,
        icmp: .init(type: -1, code: -1)))
    return result + open(isEgress: isEgress).filter { !$0.allows }
  }
}
