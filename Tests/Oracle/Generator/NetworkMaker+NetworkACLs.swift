extension NetworkMaker {
  typealias Entry = RandomNetwork.NetworkACL.Entry
  typealias ICMP = RandomNetwork.NetworkACL.ICMP

  /// A default ACL a VPC, rarely left out of the snapshot, and up to three others. Some subnets
  /// are named by none (trap 15).
  mutating func makeNetworkACLs() {
    for vpc in network.vpcs {
      let count = random.number(in: 1...3)
      var named = Array(repeating: [String](), count: count + 1)
      for subnet in subnets(of: vpc) {
        switch random.number(in: 0...99) {
        case ..<18: break
        case ..<25: named[0].append(subnet.id)
        default: named[random.number(in: 1...count)].append(subnet.id)
        }
      }
      for index in 0...count {
        let isMissing = index == 0 && random.chance(6)
        let entries = entries(for: vpc, isMild: index == 0)
        if isMissing { continue }
        network.networkACLs.append(
          RandomNetwork.NetworkACL(
            id: random.identifier("acl"), vpcID: vpc.id, isDefault: index == 0,
            subnetIDs: named[index], entries: entries))
      }
    }
  }

  private mutating func entries(for vpc: RandomNetwork.VPC, isMild: Bool) -> [Entry] {
    var result: [Entry] = []
    for isEgress in [false, true] {
      let style = random.number(in: isMild ? 0...75 : 0...99)
      let drafts =
        switch style {
        case ..<42: openDrafts(for: vpc)
        case ..<82: clientPortDrafts(for: vpc)
        default: wildDrafts(for: vpc)
        }
      result += numbered(drafts, isEgress: isEgress)
      result.append(
        Entry(
          number: 32767, isEgress: isEgress, allows: false, protocolText: "-1", peer: .anyIPv4))
      if vpc.prefixes.contains(where: \.isIPv6) {
        result.append(
          Entry(
            number: 32768, isEgress: isEgress, allows: false, protocolText: "-1", peer: .anyIPv6))
      }
    }
    return random.shuffled(result)
  }

  /// Gives the drafts ascending numbers with gaps, in the order they are meant to be tried.
  private mutating func numbered(_ drafts: [Draft], isEgress: Bool) -> [Entry] {
    let steps = random.pick([1...1, 10...10, 100...100, 1...900])
    var number = random.pick([0, 90, 99, 499])
    return drafts.map { draft in
      number += random.number(in: steps)
      return Entry(
        number: number, isEgress: isEgress, allows: draft.allows,
        protocolText: draft.protocolText, peer: draft.peer, ports: draft.ports, icmp: draft.icmp)
    }
  }
}

extension NetworkMaker {
  /// An entry without its number and direction.
  struct Draft {
    var allows: Bool
    var protocolText: String
    var peer: RandomNetwork.Prefix
    var ports: ClosedRange<Int>?
    var icmp: RandomNetwork.NetworkACL.ICMP?
  }

  /// Everything is allowed but for a few denies that come first (trap 2).
  private mutating func openDrafts(for vpc: RandomNetwork.VPC) -> [Draft] {
    var drafts: [Draft] = []
    for _ in 0..<random.pick(weighted: [(45, 0), (35, 1), (20, 2)]) {
      drafts.append(denial(for: vpc))
    }
    drafts.append(Draft(allows: true, protocolText: "-1", peer: .anyIPv4))
    if random.chance(93) {
      drafts.append(Draft(allows: true, protocolText: "-1", peer: .anyIPv6))
    }
    if random.chance(20) { drafts.append(denial(for: vpc)) }
    return drafts
  }

  private mutating func denial(for vpc: RandomNetwork.VPC) -> Draft {
    let isIPv6 = random.chance(25)
    return Draft(
      allows: false, protocolText: random.pick(["6", "6", "17"]),
      peer: peer(for: vpc, isIPv6: isIPv6), ports: narrowRange())
  }

  /// Server ports and clients' ports apart, as the guides write it, with ranges that do not
  /// always fit the clients.
  private mutating func clientPortDrafts(for vpc: RandomNetwork.VPC) -> [Draft] {
    var drafts: [Draft] = []
    for _ in 0..<random.pick(weighted: [(55, 0), (30, 1), (15, 2)]) {
      drafts.append(denial(for: vpc))
    }
    let services = random.pick([0...1023, 0...10000, 0...32767, 22...8443, 0...49151])
    for isIPv6 in random.chance(88) ? [false, true] : [false] {
      let everyone: Prefix = isIPv6 ? .anyIPv6 : .anyIPv4
      func allow(
        _ protocolText: String, _ peer: Prefix, _ ports: ClosedRange<Int>? = nil,
        icmp: ICMP? = nil
      ) {
        drafts.append(
          Draft(
            allows: true, protocolText: protocolText, peer: peer, ports: ports, icmp: icmp))
      }
      let serviceEnd = random.chance(75) ? everyone : peer(for: vpc, isIPv6: isIPv6)
      let clientEnd = random.chance(80) ? everyone : peer(for: vpc, isIPv6: isIPv6)
      allow("6", serviceEnd, services)
      allow("6", clientEnd, portRange())
      if random.chance(70) {
        allow("17", everyone, random.chance(50) ? 0...65535 : portRange())
      }
      if random.chance(65) {
        for _ in 0..<random.number(in: 1...2) {
          allow(isIPv6 ? "58" : "1", everyone, icmp: icmp(isIPv6 ? [128, 129] : [0, 8]))
        }
      }
      if random.chance(45) {
        allow(random.pick(["50", "132", "47"]), everyone, random.chance(50) ? portRange() : nil)
      }
    }
    return drafts
  }

  /// Anything, in any order.
  private mutating func wildDrafts(for vpc: RandomNetwork.VPC) -> [Draft] {
    (0..<random.number(in: 3...8)).map { _ in wildDraft(for: vpc) }
  }

  private mutating func wildDraft(for vpc: RandomNetwork.VPC) -> Draft {
    let isIPv6 = random.chance(35)
    let name = random.pick(
      weighted: [
        (18, "-1"), (38, "6"), (14, "17"), (8, "1"), (8, "58"), (5, "50"), (5, "132"), (4, "47"),
      ])
    var draft = Draft(
      allows: random.chance(68), protocolText: name, peer: peer(for: vpc, isIPv6: isIPv6))
    switch name {
    case "6", "17":
      draft.ports = portRange()
    case "1":
      // ICMP is a matter of IPv4.
      draft.peer = peer(for: vpc, isIPv6: false)
      draft.icmp = icmp([0, 3, 8])
    case "58":
      draft.icmp = icmp([2, 128, 129])
    default:
      if random.chance(50) { draft.ports = portRange() }
    }
    return draft
  }

  private mutating func icmp(_ types: [Int]) -> ICMP {
    if random.chance(28) { return ICMP(type: -1, code: -1) }
    return ICMP(type: random.pick(types), code: random.pick([-1, -1, 0, 0, 4]))
  }
}
