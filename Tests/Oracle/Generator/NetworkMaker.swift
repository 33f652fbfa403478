/// Makes a network by drawing everything from one generator, places before interfaces and
/// interfaces before the rules that are aimed at them.
struct NetworkMaker {
  var random: SplitMix64
  var network = RandomNetwork()

  /// Groups, lists and gateways that occur as references only.
  var undescribedGroupIDs: [String] = []
  var undescribedListIDs: [String] = []

  init(random: SplitMix64) {
    self.random = random
  }

  mutating func makeEverything() {
    undescribedGroupIDs = [random.identifier("sg"), random.identifier("sg")]
    undescribedListIDs = [random.identifier("pl")]
    makeVPCs()
    makeOutsideAddresses()
    makeSubnets()
    makeInterfaces()
    makePrefixLists()
    makeSecurityGroups()
    assignSecurityGroups()
    makeNetworkACLs()
    makeInternetGatewaysAndRouteTables()
  }
}

extension NetworkMaker {
  func subnets(of vpc: RandomNetwork.VPC) -> [RandomNetwork.Subnet] {
    network.subnets.filter { $0.vpcID == vpc.id }
  }

  func interfaces(of vpc: RandomNetwork.VPC) -> [RandomNetwork.Interface] {
    network.interfaces.filter { $0.vpcID == vpc.id }
  }

  /// The ends of ranges that people write and systems use, and their neighbours.
  static let ports = [
    0, 1, 22, 53, 80, 443, 1023, 1024, 1025, 3306, 3389, 4999, 5432, 5439, 6379, 8080, 9999, 10000,
    30000, 32767, 32768, 32769, 40000, 40001, 45000, 49151, 49152, 50000, 55000, 60999, 61000,
    61001, 65534, 65535,
  ]

  /// A range of ports, most often one that has to do with clients' ports.
  mutating func portRange() -> ClosedRange<Int> {
    let drawn = random.pick(
      weighted: [
        (8, 0...65535), (16, 1024...65535), (6, 32768...60999), (5, 32768...61000),
        (4, 32768...65535), (7, 49152...65535), (9, 32768...40000), (6, 1024...49151),
        (3, 0...60999), (2, 0...32767), (4, 40001...65535), (12, nil), (24, 0...0),
      ])
    guard let range = drawn else {
      let port = random.pick(NetworkMaker.ports)
      return port...port
    }
    if range != 0...0 { return range }
    let ends = [random.pick(NetworkMaker.ports), random.pick(NetworkMaker.ports)].sorted()
    return ends[0]...ends[1]
  }

  /// A range inside the ports that systems draw for clients, often a single port (trap 2).
  mutating func narrowRange() -> ClosedRange<Int> {
    let first =
      random.chance(70) ? random.pick(NetworkMaker.ports) : random.number(in: 32768...60999)
    if random.chance(45) { return first...first }
    return first...min(65535, first + random.pick([1, 7, 100, 1000, 9000]))
  }

  /// A block that someone of `vpc` may write as a peer: everything, a VPC, a subnet, a host, an
  /// address outside, or a block that cuts through one of these.
  mutating func peer(for vpc: RandomNetwork.VPC, isIPv6: Bool) -> RandomNetwork.Prefix {
    let width = isIPv6 ? 128 : 32
    switch random.number(in: 0...99) {
    case ..<40:
      return isIPv6 ? .anyIPv6 : .anyIPv4
    case ..<62:
      let blocks = vpc.prefixes.filter { $0.isIPv6 == isIPv6 }
      if !blocks.isEmpty { return random.pick(blocks) }
    case ..<74:
      let blocks = network.subnets.compactMap { isIPv6 ? $0.ipv6 : $0.ipv4 }
      if !blocks.isEmpty { return random.pick(blocks) }
    case ..<86:
      let hosts = network.interfaces.flatMap(\.addresses).filter { $0.isIPv6 == isIPv6 }
      if !hosts.isEmpty {
        let length = random.chance(50) ? width : random.number(in: width / 2...width)
        return RandomNetwork.Prefix(random.pick(hosts), length: length)
      }
    default:
      let hosts = network.outsideAddresses.filter { $0.isIPv6 == isIPv6 }
      let length = random.chance(30) ? width : random.number(in: 1...width)
      return RandomNetwork.Prefix(random.pick(hosts), length: length)
    }
    return isIPv6 ? .anyIPv6 : .anyIPv4
  }
}
