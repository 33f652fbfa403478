extension NetworkMaker {
  typealias Permission = RandomNetwork.SecurityGroup.Permission

  /// Two to five groups a VPC, then their rules, which may refer to any of them.
  mutating func makeSecurityGroups() {
    var owners: [(id: String, vpc: RandomNetwork.VPC)] = []
    for vpc in network.vpcs {
      for _ in 0..<random.number(in: 2...5) {
        owners.append((random.identifier("sg"), vpc))
      }
    }
    for owner in owners {
      let mates = owners.filter { $0.vpc.id == owner.vpc.id }.map(\.id)
      let strangers = owners.map(\.id) + undescribedGroupIDs
      let groups = mates + mates + mates + [owner.id, owner.id, random.pick(strangers)]
      var ingress: [Permission] = []
      for _ in 0..<random.pick(weighted: [(5, 0), (30, 1), (35, 2), (20, 3), (10, 4)]) {
        ingress.append(permission(for: owner.vpc, groups: groups))
      }
      network.securityGroups.append(
        RandomNetwork.SecurityGroup(
          id: owner.id, vpcID: owner.vpc.id, ingress: ingress,
          egress: egress(for: owner.vpc, groups: groups)))
    }
  }

  /// The rule every group starts with, on its own or with others; or none at all.
  private mutating func egress(for vpc: RandomNetwork.VPC, groups: [String]) -> [Permission] {
    if random.chance(7) { return [] }
    var result: [Permission] = []
    if random.chance(78) {
      let peers: [Prefix] = random.chance(88) ? [.anyIPv4, .anyIPv6] : [.anyIPv4]
      result.append(Permission(protocolText: "-1", peers: peers))
    }
    let more = result.isEmpty ? 1...3 : 0...1
    for _ in 0..<random.number(in: more) {
      result.append(permission(for: vpc, groups: groups))
    }
    return result
  }

  private mutating func permission(for vpc: RandomNetwork.VPC, groups: [String]) -> Permission {
    let selector = selector()
    var peers: [Prefix] = []
    var listIDs: [String] = []
    var groupIDs: [String] = []
    for _ in 0..<random.pick(weighted: [(70, 1), (25, 2), (5, 3)]) {
      switch random.number(in: 0...99) {
      case ..<42: peers.append(peer(for: vpc, isIPv6: false))
      case ..<64: peers.append(peer(for: vpc, isIPv6: true))
      case ..<90: groupIDs.append(random.pick(groups))
      case ..<98: listIDs.append(random.pick(network.prefixLists).id)
      default: listIDs.append(random.pick(undescribedListIDs))
      }
    }
    return Permission(
      protocolText: selector.name, from: selector.from, to: selector.to, peers: peers,
      prefixListIDs: listIDs, groupIDs: groupIDs)
  }

  private typealias Selector = (name: String, from: Int?, to: Int?)

  /// Protocols by name and by number, with ports also where they mean nothing (traps 7 to 9).
  private mutating func selector() -> Selector {
    let name = random.pick(
      weighted: [
        (30, "-1"), (30, "tcp"), (11, "udp"), (10, "icmp"), (9, "icmpv6"), (3, "6"), (2, "17"),
        (1, "1"), (1, "58"), (2, "50"), (2, "132"), (2, "47"),
      ])
    switch name {
    case "tcp", "udp", "6", "17":
      let range = random.chance(35) ? 0...65535 : portRange()
      return (name, range.lowerBound, range.upperBound)
    case "icmp", "1":
      return random.pick([
        (name, -1, -1), (name, 8, -1), (name, 8, 0), (name, 0, 0), (name, 3, 4), (name, 8, 1),
      ])
    case "icmpv6", "58":
      return random.pick([
        (name, -1, -1), (name, nil, nil), (name, 128, -1), (name, 128, 0), (name, 2, 0),
      ])
    case "-1":
      return random.chance(85) ? (name, nil, nil) : (name, -1, -1)
    default:
      let range = portRange()
      return random.chance(50) ? (name, nil, nil) : (name, range.lowerBound, range.upperBound)
    }
  }

  /// One to three groups an interface: of its VPC, rarely of another (trap 22) or not described.
  mutating func assignSecurityGroups() {
    for index in network.interfaces.indices {
      let vpcID = network.interfaces[index].vpcID
      let own = network.securityGroups.filter { $0.vpcID == vpcID }.map(\.id)
      let foreign = network.securityGroups.filter { $0.vpcID != vpcID }.map(\.id)
      var carried: [String] = []
      for _ in 0..<random.pick(weighted: [(45, 1), (35, 2), (20, 3)]) {
        let id: String
        switch random.number(in: 0...99) {
        case ..<3: id = random.pick(undescribedGroupIDs)
        case ..<9 where !foreign.isEmpty: id = random.pick(foreign)
        default: id = random.pick(own)
        }
        if !carried.contains(id) { carried.append(id) }
      }
      network.interfaces[index].groupIDs = carried
    }
  }
}
