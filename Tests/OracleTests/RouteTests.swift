import Oracle
import Testing

@Suite struct RouteTests {
  typealias Permission = RandomNetwork.SecurityGroup.Permission
  typealias Prefix = RandomNetwork.Prefix
  typealias Route = RandomNetwork.RouteTable.Route

  private static let host = Prefix(Shop.outside, length: 32)
  private static let online = Route(.prefix(.anyIPv4), target: "igw-1")

  private func outward(_ change: (inout Shop) -> Void) -> BruteForce.Verdict {
    var shop = Shop()
    shop.appRoutes = [RouteTests.online]
    change(&shop)
    return shop.verdict(to: Shop.outside, port: 443)
  }

  @Test func theInternetNeedsARouteAGatewayAndAPublicAddress() {
    #expect(outward { _ in } == .works)
    #expect(outward { $0.appRoutes = [] } == .blocked)
    #expect(outward { $0.gateways = [.init(id: "igw-1", vpcID: nil)] } == .blocked)
    #expect(outward { $0.gateways = [.init(id: "igw-1", vpcID: "vpc-2")] } == .blocked)
    #expect(outward { $0.gateways = [] } == .unknown)
    var shop = Shop()
    shop.appRoutes = [RouteTests.online]
    #expect(shop.verdict(from: Shop.clientSecondary, to: Shop.outside) == .blocked)
    #expect(shop.verdict(from: Shop.neighbour, to: Shop.outside) == .blocked)
    shop.gateways = []
    #expect(shop.verdict(from: Shop.neighbour, to: Shop.outside) == .blocked)
    #expect(shop.verdict(to: .init(ipv4: 0x0A63_0001)) == .blocked)
  }

  @Test func fromOutsideTheReplyNeedsARoute() {
    var shop = Shop()
    shop.webIngress = [Permission(protocolText: "tcp", from: 443, to: 443, peers: [.anyIPv4])]
    shop.webEgress = []
    #expect(shop.verdict(from: Shop.outside, to: Shop.client, port: 443) == .blocked)
    shop.appRoutes = [RouteTests.online]
    #expect(shop.verdict(from: Shop.outside, to: Shop.client, port: 443) == .works)
    #expect(shop.verdict(from: Shop.outside, to: Shop.client, port: 444) == .blocked)
    shop.appEntries.append(
      .init(
        number: 9, isEgress: true, allows: false, protocolText: "6", peer: RouteTests.host,
        ports: 0...1023))
    let outcomes = shop.outcomes(from: Shop.outside, to: Shop.client, port: 443)
    #expect(outcomes.count { $0 == .drop } == 1024)
  }

  @Test func theLongestPrefixDecidesAndABlackholeDrops() {
    let hole = Route(.prefix(RouteTests.host), target: "pcx-1", isBlackhole: true)
    #expect(outward { $0.appRoutes.append(hole) } == .blocked)
    #expect(outward { $0.appRoutes.insert(hole, at: 0) } == .blocked)
    let far = Route(.prefix(RouteTests.host), target: "tgw-1")
    #expect(outward { $0.appRoutes.append(far) } == .unknown)
  }

  @Test func staticThenListThenPropagated() {
    let list = RandomNetwork.PrefixList(id: "pl-1", prefixes: [RouteTests.host])
    let other = RandomNetwork.PrefixList(id: "pl-2", prefixes: [RouteTests.host])
    let open = Route(.prefix(RouteTests.host), target: "igw-1")
    let hole = Route(.list("pl-1"), target: "pcx-1", isBlackhole: true)
    #expect(outward { ($0.lists, $0.appRoutes) = ([list], [hole, open]) } == .works)
    #expect(outward { ($0.lists, $0.appRoutes) = ([list], [open, hole]) } == .works)
    #expect(outward { ($0.lists, $0.appRoutes) = ([list], [RouteTests.online, hole]) } == .blocked)
    let propagated = Route(.prefix(RouteTests.host), target: "vgw-1", origin: .propagated)
    let listed = Route(.list("pl-2"), target: "igw-1")
    #expect(outward { ($0.lists, $0.appRoutes) = ([other], [propagated, listed]) } == .works)
    #expect(outward { ($0.lists, $0.appRoutes) = ([list, other], [hole, listed]) } == .unknown)
  }

  @Test func aListNobodyDescribedMayHoldABetterRoute() {
    let missing = Route(.list("pl-9"), target: "tgw-1")
    #expect(outward { $0.appRoutes.append(missing) } == .unknown)
    #expect(outward { $0.appRoutes.append(.init(.list("pl-9"), target: "igw-1")) } == .works)
    let host = Route(.prefix(RouteTests.host), target: "igw-1")
    #expect(outward { $0.appRoutes = [missing, host] } == .works)
    var shop = Shop()
    shop.appRoutes = [missing]
    #expect(shop.verdict() == .works)
    // Only a route for a subnet's block may be more specific than `local`, whatever the target.
    shop.appRoutes = [.init(.list("pl-9"), target: "nat-1")]
    #expect(shop.verdict() == .works)
  }

  @Test func aSubnetRouteBeatsLocal() {
    var shop = Shop()
    shop.appRoutes = [.init(.prefix(Shop.serverSubnet), target: "eni-9")]
    #expect(shop.verdict() == .unknown)
    shop.appRoutes = []
    shop.dataRoutes = [.init(.prefix(Shop.clientSubnet), target: "eni-9", isBlackhole: true)]
    #expect(shop.verdict() == .blocked)
  }

  @Test func theReadingDecidesHowFarAnAnswerGoes() {
    var shop = Shop()
    shop.appRoutes = [.init(.prefix(Shop.serverSubnet), target: "eni-9")]
    #expect(shop.verdict(port: 1) == .unknown)
    #expect(shop.verdict(port: 1, reading: .init(filtersBeyondUnknownRoute: true)) == .blocked)
    shop.dataRoutes = [.init(.prefix(Shop.clientSubnet), target: "pcx-1", isBlackhole: true)]
    #expect(shop.verdict() == .blocked)
    #expect(shop.verdict(reading: .init(replyAfterUnknownRoute: false)) == .unknown)
  }

  @Test func theMainTableServesSubnetsThatNoTableNames() {
    var shop = Shop()
    shop.describesMainTable = false
    #expect(shop.verdict() == .unknown)
    #expect(shop.verdict(from: Shop.neighbour, to: Shop.client) == .blocked)
  }
}
