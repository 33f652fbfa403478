/// A network to measure with: VPCs of 1,000 interfaces, 20 subnets, 10 network ACLs and 30 security groups each, perhaps peered in a ring.
///
/// It knows nothing of Portolan's model, so that what is measured and its peers are given the same, independent input.
struct MadeNetwork {
  struct Block {
    var base: UInt32
    var length: Int

    static let any = Block(base: 0, length: 0)
    var last: UInt32 { length == 0 ? .max : base | (UInt32.max >> UInt32(length)) }
  }

  /// What rules say of protocol and ports; all traffic when nil.
  struct Ports {
    var isTCP = true
    var range: ClosedRange<Int>
  }

  struct Entry {
    var number: Int
    var isOutbound: Bool
    var isAllow: Bool
    var block: Block
    var ports: Ports?
  }

  struct ACL {
    var id: String
    var entries: [Entry]
  }

  struct Rule {
    enum Peer {
      case block(Block)
      case group(Int)
    }

    var isOutbound: Bool
    var ports: Ports?
    var peer: Peer
  }

  struct Group {
    var id: String
    var name: String
    var rules: [Rule]
  }

  struct Subnet {
    var id: String
    var block: Block
    var zone: String
    var acl: Int
    var isPublic: Bool
  }

  struct Interface {
    var id: String
    var name: String
    var subnet: Int
    var address: UInt32
    var publicAddress: UInt32?
    var groups: [Int]
    var instance: String
    var macAddress: String
  }

  struct VPC {
    var id: String
    var gateway: String
    var natGateway: String
    var mainTable: String
    var publicTable: String
    var block: Block
    var acls: [ACL] = []
    var groups: [Group] = []
    var subnets: [Subnet] = []
    var interfaces: [Interface] = []
  }

  /// A peering connection of two VPCs.
  struct Peering {
    var id: String
    var requester: Int
    var accepter: Int
  }

  let account = "111122223333"
  let region = "eu-west-1"
  private(set) var vpcs: [VPC] = []
  private(set) var peerings: [Peering] = []
  private(set) var random: SeededRandom

  /// Makes a network of `count` interfaces; each VPC is peered with the `peers` that follow it, and has rules for their addresses.
  init(interfaces count: Int, seed: UInt64 = 1, peers: Int = 0) {
    random = SeededRandom(seed: seed)
    var rest = count
    while rest > 0 {
      vpcs.append(makeVPC(vpcs.count, interfaces: min(rest, 1_000)))
      rest -= 1_000
    }
    for requester in vpcs.indices where peers > 0 {
      vpcs[requester].widenRules()
      for step in 1...peers where step < vpcs.count {
        let accepter = (requester + step) % vpcs.count
        let isKnown = peerings.contains { $0.requester == accepter && $0.accepter == requester }
        if !isKnown { peerings.append(Peering(id: random.id("pcx"), requester: requester, accepter: accepter)) }
      }
    }
  }

  private mutating func makeVPC(_ number: Int, interfaces count: Int) -> VPC {
    let block = Block(base: 10 << 24 | UInt32(number) << 16, length: 16)
    var vpc = VPC(
      id: random.id("vpc"), gateway: random.id("igw"), natGateway: random.id("nat"), mainTable: random.id("rtb"),
      publicTable: random.id("rtb"), block: block)
    vpc.acls = (0..<10).map { _ in random.acl(in: block) }
    vpc.groups = (0..<30).map { random.group($0, of: 30, in: block) }
    vpc.subnets = (0..<20).map { index in
      Subnet(
        id: random.id("subnet"), block: Block(base: block.base | UInt32(index) << 8, length: 24),
        zone: region + random.pick(["a", "b", "c"]), acl: index / 2, isPublic: index < 4)
    }
    vpc.interfaces = (0..<count).map { random.interface($0, number, in: vpc) }
    return vpc
  }
}

extension MadeNetwork.VPC {
  /// Has a part of the rules name the addresses of all VPCs in place of those of its own.
  fileprivate mutating func widenRules() {
    let everyVPC = MadeNetwork.Block(base: 10 << 24, length: 8)
    for acl in acls.indices {
      for entry in acls[acl].entries.indices where acls[acl].entries[entry].isAllow {
        if acls[acl].entries[entry].block.length == 16 { acls[acl].entries[entry].block = everyVPC }
      }
    }
    for group in groups.indices where group % 2 == 0 {
      for rule in groups[group].rules.indices {
        if case .block = groups[group].rules[rule].peer { groups[group].rules[rule].peer = .block(everyVPC) }
      }
    }
  }
}

extension SeededRandom {
  fileprivate mutating func interface(
    _ index: Int, _ vpcNumber: Int, in vpc: MadeNetwork.VPC
  ) -> MadeNetwork.Interface {
    let subnet = index % vpc.subnets.count
    var groups = Set<Int>()
    for _ in 0..<number(1...3) { groups.insert(below(vpc.groups.count)) }
    return MadeNetwork.Interface(
      id: id("eni"), name: "\(pick(["web", "api", "batch", "cache", "queue"]))-\(vpcNumber)-\(index)", subnet: subnet,
      address: vpc.subnets[subnet].block.base + 4 + UInt32(index / vpc.subnets.count),
      publicAddress: vpc.subnets[subnet].isPublic && chance(50) ? 52 << 24 | UInt32(vpcNumber * 1_000 + index) : nil,
      groups: groups.sorted(), instance: id("i"),
      macAddress: (0..<6).map { _ in hexadecimal(2) }.joined(separator: ":"))
  }
}
