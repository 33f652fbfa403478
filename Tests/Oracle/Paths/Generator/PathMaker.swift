/// Makes a network in which most connections nearly work: everything is laid out as the guides have it, and then a few
/// entries, routes and states are spoilt.
struct PathMaker {
  typealias Address = RandomNetwork.Address
  typealias Prefix = RandomNetwork.Prefix
  typealias Subnet = RandomNetwork.Subnet
  typealias Route = RandomNetwork.RouteTable.Route

  /// A VPC, and what it is meant to do.
  struct Plan {
    var vpc: RandomNetwork.VPC
    var publicSubnets: [Subnet] = []
    var privateSubnets: [Subnet] = []
    /// Subnets with nothing but a transit gateway's interfaces in them.
    var transitSubnets: [Subnet] = []
    var internetGatewayID: String
    var groupIDs: [String] = []
    /// The way to the internet from private subnets, by zone.
    var exits: [String: String] = [:]
    /// The way for IPv6 from private subnets.
    var exitIPv6: String?
    /// Targets of routes to the blocks of other VPCs and of premises.
    var links: [(prefix: Prefix, target: String)] = []
    var endpoint: (listID: String, id: String)?
    /// Routes that are more specific than `local`, by subnet.
    var detours: [String: [Route]] = [:]

    var id: String { vpc.id }
    var subnets: [Subnet] { publicSubnets + privateSubnets + transitSubnets }
    var ipv4: Prefix { vpc.prefixes[0] }
  }

  var random: SplitMix64
  var network = PathNetwork()
  var plans: [Plan] = []
  /// The next address offset to use in each subnet.
  var offsets: [String: Int] = [:]

  init(random: SplitMix64) {
    self.random = random
  }

  mutating func makeEverything() {
    makePlaces()
    makeGroups()
    makeHosts()
    makeExits()
    makePeerings()
    makePremises()
    makeTransitGateways()
    makeEndpoints()
    makeMiddleboxes()
    makeBalancers()
    makeAccessLists()
    makeTables()
    makePublicAccess()
  }
}

extension PathNetwork {
  /// The network that belongs to `seed`.
  package init(seed: UInt64) {
    var maker = PathMaker(random: SplitMix64(seed: seed))
    maker.makeEverything()
    self = maker.network
  }
}

extension PathMaker {
  /// Makes an interface with one address of its own in `subnet`.
  mutating func makeInterface(
    in subnet: Subnet, groups: [String] = [], instanceID: String? = nil, isPublic: Bool = false, hasIPv6: Bool = false,
    type: String = "interface", about: String? = nil, checksSource: Bool = true
  ) -> RandomNetwork.Interface {
    let offset = offsets[subnet.id, default: 10]
    offsets[subnet.id] = offset + 1
    let address = subnet.ipv4.address(UInt128(offset))
    let digits = network.base.interfaces.count
    let publicAddress = isPublic ? Address(ipv4: 0x3600_0000 | UInt32(digits + 1) << 4) : nil
    let ipv6 = subnet.ipv6.map { $0.address(UInt128(offset)) }
    let interface = RandomNetwork.Interface(
      id: random.identifier("eni"), subnetID: subnet.id, vpcID: subnet.vpcID,
      ipv4: [.init(address, publicAddress: publicAddress)], ipv6: hasIPv6 ? [ipv6].compactMap(\.self) : [],
      groupIDs: groups, instanceID: instanceID, type: type, about: about, checksSource: checksSource)
    network.base.interfaces.append(interface)
    return interface
  }

  mutating func makeInstance(in subnet: Subnet) -> String {
    let instance = RandomNetwork.Instance(
      id: random.identifier("i"), vpcID: subnet.vpcID, subnetID: subnet.id,
      state: random.chance(98) ? .running : .stopped)
    network.base.instances.append(instance)
    return instance.id
  }

  /// `id`, or rarely one that nothing has.
  mutating func reference(_ id: String, missing percent: Int = 1) -> String {
    random.chance(percent) ? random.identifier(String(id.prefix { $0 != "-" })) : id
  }
}
