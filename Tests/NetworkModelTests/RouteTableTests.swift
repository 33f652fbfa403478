import NetworkModel
import Seeds
import Testing

@Suite struct RouteTableTests {
  private static let routes: [Route] = {
    let destinations: [Route.Destination] = [
      .cidrBlock(.anyIPv4), .cidrBlock(CIDRBlock(.v4(10 << 24), prefixLength: 8)),
      .cidrBlock(CIDRBlock(.v4(10 << 24), prefixLength: 16)), .cidrBlock(.anyIPv6), .prefixList("pl-1"),
      .prefixList("pl-2"),
    ]
    let targets: [Route.Target] = [
      .local, .internetGateway("igw-1"), .networkInterface("eni-1"), .natGateway("nat-1"), .none,
    ]
    return destinations.flatMap { destination in
      targets.flatMap { target in
        [false, true].map { Route(destination: destination, target: target, isPropagated: $0) }
      }
    }
  }()

  @Test func `of two different routes exactly one comes first`() {
    for left in Self.routes {
      for right in Self.routes {
        let relations = [left < right, right < left, left == right].count { $0 }
        if relations != 1 { Issue.record("\(left) and \(right)") }
      }
    }
  }

  @Test func `a table is the same in whatever order AWS lists its routes and subnets`() {
    let seed: UInt64 = 0x5254_0001
    var generator = SeededGenerator(seed: seed)
    let subnets: [Identifier<Subnet>] = ["subnet-1", "subnet-2", "subnet-3"]
    let gateways = ["igw-1", "vgw-1"]
    let table = RouteTable(
      id: "rtb-1", vpc: "vpc-1", routes: Self.routes, subnets: subnets, gateways: gateways)
    for round in 1...50 {
      let shuffled = RouteTable(
        id: "rtb-1", vpc: "vpc-1", routes: Self.routes.shuffled(using: &generator),
        subnets: subnets.shuffled(using: &generator), gateways: gateways.shuffled(using: &generator))
      let isSame = shuffled == table
      #expect(isSame, "seed \(seed), round \(round)")
    }
  }

  @Test func `a static route comes before a propagated one for the same block`() {
    let sorted = Self.routes.reversed().sorted()
    let forAny = sorted.filter { $0.destination == .cidrBlock(.anyIPv4) }
    #expect(
      forAny.map(\.isPropagated) == Array(repeating: false, count: 5) + Array(repeating: true, count: 5))
  }

  @Test func `a target reads as AWS names it`() {
    #expect(Route.Target.local.text == "local")
    #expect(Route.Target.internetGateway("igw-1").text == "igw-1")
    #expect(Route.Target.networkInterface("eni-1").text == "eni-1")
    #expect(Route.Target.transitGateway("tgw-1").text == "tgw-1")
    #expect(Route.Target.none.text == "")
  }
}
