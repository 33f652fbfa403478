extension NetworkMaker {
  typealias Route = RandomNetwork.RouteTable.Route
  typealias RouteTable = RandomNetwork.RouteTable

  /// A gateway a VPC, sometimes detached or not described, and the tables around it.
  mutating func makeInternetGatewaysAndRouteTables() {
    var gatewayIDs: [String] = []
    for vpc in network.vpcs {
      let id = random.identifier("igw")
      gatewayIDs.append(id)
      switch random.number(in: 0...99) {
      case ..<4: break
      case ..<8: network.internetGateways.append(RandomNetwork.InternetGateway(id: id, vpcID: nil))
      default:
        network.internetGateways.append(RandomNetwork.InternetGateway(id: id, vpcID: vpc.id))
      }
    }
    for (index, vpc) in network.vpcs.enumerated() {
      let gatewayID = random.chance(98) ? gatewayIDs[index] : random.pick(gatewayIDs)
      makeRouteTables(for: vpc, gatewayID: gatewayID)
      if random.chance(8) { makeEdgeTable(for: vpc, gatewayID: gatewayIDs[index]) }
    }
  }

  /// A main table, rarely left out of the snapshot, and up to three others; some subnets are
  /// named by none (trap 15).
  private mutating func makeRouteTables(for vpc: RandomNetwork.VPC, gatewayID: String) {
    let count = random.number(in: 1...3)
    var named = Array(repeating: [String](), count: count + 1)
    for subnet in subnets(of: vpc) {
      switch random.number(in: 0...99) {
      case ..<25: break
      case ..<30: named[0].append(subnet.id)
      default: named[random.number(in: 1...count)].append(subnet.id)
      }
    }
    for index in 0...count {
      let isMissing = index == 0 && random.chance(5)
      let routes = routes(for: vpc, gatewayID: gatewayID)
      if isMissing { continue }
      network.routeTables.append(
        RouteTable(
          id: random.identifier("rtb"), vpcID: vpc.id, isMain: index == 0,
          subnetIDs: named[index], routes: routes))
    }
  }

  /// A table for what comes in by the gateway; it changes nothing, and no subnet uses it.
  private mutating func makeEdgeTable(for vpc: RandomNetwork.VPC, gatewayID: String) {
    network.routeTables.append(
      RouteTable(
        id: random.identifier("rtb"), vpcID: vpc.id, isMain: false, edgeGatewayID: gatewayID,
        routes: localRoutes(of: vpc)))
  }

  private func localRoutes(of vpc: RandomNetwork.VPC) -> [Route] {
    vpc.prefixes.map { Route(.prefix($0), target: "local", origin: .createRouteTable) }
  }

  /// The local routes, the way to the internet or none, and some that compete with these; two
  /// routes of one origin never have the same destination.
  private mutating func routes(for vpc: RandomNetwork.VPC, gatewayID: String) -> [Route] {
    var drafts = localRoutes(of: vpc)
    switch random.number(in: 0...99) {
    case ..<84: drafts += internetRoutes(gatewayID)
    case ..<93: break
    default: drafts.append(Route(.prefix(.anyIPv4), target: foreignTarget()))
    }
    if random.chance(6) { drafts += subnetRoute(for: vpc) }
    if network.vpcs.count > 1 && random.chance(45) { drafts += otherVPCRoute(from: vpc) }
    for _ in 0..<random.pick(weighted: [(40, 0), (35, 1), (25, 2)]) {
      drafts += competingRoutes(gatewayID, in: vpc)
    }
    var routes: [Route] = []
    for draft in drafts {
      let isTaken = routes.contains {
        $0.destination == draft.destination
          && ($0.origin == .propagated) == (draft.origin == .propagated)
      }
      if !isTaken { routes.append(draft) }
    }
    return random.shuffled(routes)
  }

  /// The default route of each family, or its halves, or only the global part of IPv6.
  private mutating func internetRoutes(_ gatewayID: String) -> [Route] {
    var prefixes: [Prefix] = [.anyIPv4]
    if random.chance(15) {
      prefixes = [0, 0x8000_0000].map { Prefix(Address(ipv4: $0), length: 1) }
      if random.chance(30) { prefixes.removeLast() }
    }
    switch random.number(in: 0...99) {
    case ..<70: prefixes.append(.anyIPv6)
    case ..<78: prefixes.append(Prefix(Address(ipv6: 1 << 125), length: 3))
    case ..<85:
      prefixes += [0, 1 << 127].map { Prefix(Address(ipv6: $0), length: 1) }
    default: break
    }
    return prefixes.map {
      Route(.prefix($0), target: gatewayID, isBlackhole: random.chance(2))
    }
  }

  /// Next hops that exist in AWS and are not modelled here.
  private mutating func foreignTarget() -> String {
    random.identifier(random.pick(["lgw", "lgw", "tgw", "pcx", "vpce", "eni"]))
  }

  /// More specific than `local`, for a whole subnet (trap 30).
  private mutating func subnetRoute(for vpc: RandomNetwork.VPC) -> [Route] {
    let subnet = random.pick(subnets(of: vpc))
    let prefix = random.chance(70) ? subnet.ipv4 : subnet.ipv6 ?? subnet.ipv4
    let target = random.identifier("lgw")
    return [Route(.prefix(prefix), target: target, isBlackhole: random.chance(15))]
  }

  private mutating func otherVPCRoute(from vpc: RandomNetwork.VPC) -> [Route] {
    let blocks = network.vpcs.filter { $0.id != vpc.id }.flatMap(\.prefixes)
    let prefix = random.pick(blocks.filter { !$0.isIPv6 })
    if vpc.prefixes.contains(where: { $0.overlaps(prefix) }) { return [] }
    let target = random.identifier(random.pick(["pcx", "tgw"]))
    return [Route(.prefix(prefix), target: target, isBlackhole: random.chance(25))]
  }
}
