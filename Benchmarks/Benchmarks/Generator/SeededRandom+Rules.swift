extension SeededRandom {
  static let services = [22, 80, 443, 3306, 5432, 6379, 8080, 8443, 9092]

  /// A network ACL of about 20 entries a direction, with denies that overlap its allows.
  mutating func acl(in vpc: MadeNetwork.Block) -> MadeNetwork.ACL {
    var entries: [MadeNetwork.Entry] = []
    for isOutbound in [false, true] {
      var number = 0
      func entry(_ isAllow: Bool, _ block: MadeNetwork.Block, _ ports: MadeNetwork.Ports?) {
        number += 10
        entries.append(
          MadeNetwork.Entry(number: number, isOutbound: isOutbound, isAllow: isAllow, block: block, ports: ports))
      }
      for _ in 0..<18 {
        switch below(10) {
        case 0...4:  // holes in the range that replies come back to
          let start = self.number(1_024...62_000)
          entry(false, part(of: vpc), MadeNetwork.Ports(range: start...start + self.number(0...3_000)))
        case 5...7:
          let service = pick(Self.services)
          entry(true, chance(50) ? vpc : part(of: vpc), MadeNetwork.Ports(range: service...service))
        case 8:
          entry(true, part(of: vpc), MadeNetwork.Ports(range: 32_768...60_999))
        default:
          entry(chance(50), .any, MadeNetwork.Ports(isTCP: false, range: 53...53))
        }
      }
      entry(true, vpc, MadeNetwork.Ports(range: 22...9_999))
      entry(true, .any, MadeNetwork.Ports(range: pick([1_024, 32_768])...pick([60_999, 65_535])))
      entries.append(
        MadeNetwork.Entry(number: 32_767, isOutbound: isOutbound, isAllow: false, block: .any, ports: nil))
    }
    return MadeNetwork.ACL(id: id("acl"), entries: entries)
  }

  /// A security group whose rules name blocks and other groups.
  mutating func group(_ index: Int, of count: Int, in vpc: MadeNetwork.Block) -> MadeNetwork.Group {
    var rules: [MadeNetwork.Rule] = []
    for _ in 0..<self.number(4...8) {
      let service = pick(Self.services)
      let peer: MadeNetwork.Rule.Peer =
        chance(40) ? .group(below(count)) : .block(chance(50) ? vpc : part(of: vpc))
      rules.append(
        MadeNetwork.Rule(isOutbound: false, ports: MadeNetwork.Ports(range: service...service), peer: peer))
    }
    if chance(80) {
      rules.append(MadeNetwork.Rule(isOutbound: true, ports: nil, peer: .block(.any)))
    } else {
      for _ in 0..<4 {
        let service = pick(Self.services)
        rules.append(
          MadeNetwork.Rule(
            isOutbound: true, ports: MadeNetwork.Ports(range: service...service),
            peer: chance(50) ? .group(below(count)) : .block(vpc)))
      }
    }
    return MadeNetwork.Group(id: id("sg"), name: "group-\(index)", rules: rules)
  }

  /// A block inside a VPC's.
  private mutating func part(of vpc: MadeNetwork.Block) -> MadeNetwork.Block {
    let length = number(18...24)
    let subnets = UInt32(below(1 << (length - 16))) << UInt32(32 - length)
    return MadeNetwork.Block(base: vpc.base | subnets, length: length)
  }
}
