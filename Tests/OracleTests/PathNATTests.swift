import Oracle
import Testing

@Suite struct PathNATTests {
  /// `app` gets to the internet by a NAT gateway in `pub`.
  static var campus: Campus {
    var campus = Campus()
    campus.routes = [
      "app": [Campus.to(.anyIPv4, "nat-1")], "app-b": [Campus.to(.anyIPv4, "nat-1")],
      "pub": [Campus.to(.anyIPv4, "igw-a")],
    ]
    campus.network.natGateways = [
      .init(
        id: "nat-1", vpcID: "vpc-a", subnetID: "subnet-pub",
        addresses: [.init(privateAddress: address(5), publicAddress: .init(ipv4: 0x3700_0005))])
    ]
    return campus
  }

  static func address(_ offset: UInt32) -> RandomNetwork.Address { .init(ipv4: 0x0A00_0000 + offset) }

  private let app = Campus.end("app")
  private let internet = Campus.End.outside(Campus.internet)

  @Test func `a NAT gateway makes two legs, the second from its own ports`() {
    let answer = Self.campus.answer(app, internet)
    #expect(answer.verdict == .works)
    #expect(answer.alternatives.map(\.count) == [2])
    let legs = answer.alternatives[0]
    #expect(legs[0].fromAddress == "10.0.1.10" && legs[0].toAddress == "8.8.8.8" && legs[0].count(.pass) == 28232)
    #expect(legs[1].fromAddress == "10.0.0.5" && legs[1].count(.pass) == 64512)
  }

  @Test func `the sample ACL for NAT drops the replies to 31,744 of its ports`() {
    var campus = Self.campus
    campus.entries["pub"] = [
      Campus.allow(false, 443...443, Campus.a), Campus.allow(false, 32768...65535, number: 110),
      Campus.allow(true, 443...443), Campus.allow(true, 32768...65535, Campus.a, number: 110),
    ]
    let legs = campus.answer(app, internet).alternatives[0]
    #expect(legs[0].count(.pass) == 28232)
    #expect(legs[1].count(.drop) == 31744 && legs[1].ports(.drop).last == 32767)
    #expect(campus.verdict(app, internet) == .intermittent)
    campus.entries["app"] = [Campus.open(true), Campus.allow(false, 49152...65535)]
    // The client's own subnet sees the client's port, not that of the gateway.
    #expect(campus.answer(app, internet).alternatives[0][0].count(.pass) == 60999 - 49152 + 1)
  }

  @Test func `the ACL of the NAT gateway's subnet is asked in each of four directions`() {
    for (isEgress, ports) in [(false, 443...443), (true, 443...443)] {
      var campus = Self.campus
      campus.entries["pub"] = [Campus.deny(isEgress, ports), Campus.open(false), Campus.open(true)]
      #expect(campus.verdict(app, internet) == .blocked)
      #expect(campus.answer(app, internet).alternatives[0].count == (isEgress ? 2 : 1))
    }
    var campus = Self.campus
    campus.entries["pub"] = [Campus.deny(true, 40000...40000), Campus.open(false), Campus.open(true)]
    #expect(campus.answer(app, internet).alternatives[0].map { $0.count(.drop) } == [1, 0])
    campus.entries["pub"] = [Campus.deny(false, 40000...40000), Campus.open(false), Campus.open(true)]
    #expect(campus.answer(app, internet).alternatives[0].map { $0.count(.drop) } == [0, 1])
  }

  @Test func `each address of a NAT gateway is a way of its own`() {
    var campus = Self.campus
    campus.network.natGateways[0].addresses.append(.init(privateAddress: Self.address(6)))
    let answer = campus.answer(app, internet)
    #expect(answer.alternatives.count == 2)
    #expect(answer.verdict == .intermittent)  // the second has no public address
  }

  @Test func `only an available public NAT gateway gets to the internet, with TCP, UDP and ICMP`() {
    for state in ["pending", "failed", "deleting"] {
      var campus = Self.campus
      campus.network.natGateways[0].state = state
      #expect(campus.verdict(app, internet) == .blocked)
    }
    var campus = Self.campus
    campus.network.natGateways[0].isPublic = false
    #expect(campus.verdict(app, internet) == .blocked)
    #expect(Self.campus.verdict(app, internet, port: 53, protocolNumber: 17) == .works)
    #expect(Self.campus.verdict(app, internet, port: 0, protocolNumber: 1) == .works)
    #expect(Self.campus.verdict(app, internet, port: 0, protocolNumber: 50) == .blocked)
    campus.network.natGateways = []
    #expect(campus.verdict(app, internet) == .unknown)
  }

  @Test func `nobody says whether the ACL is asked between a NAT gateway and its own subnet`() {
    var campus = Self.campus
    campus.routes["pub"] = [Campus.to(.anyIPv4, "nat-1")]
    campus.network.natGateways[0].subnetID = "subnet-app"
    campus.routes["app"] = [Campus.to(.anyIPv4, "nat-1")]
    // Routed to itself.
    #expect(campus.verdict(app, internet) == .blocked)
    campus = Self.campus
    campus.routes["pub"] = [Campus.to(Prefix(Campus.internet, length: 32), "nat-1"), Campus.to(.anyIPv4, "igw-a")]
    campus.entries["pub"] = [Campus.deny(false, 41000...41000), Campus.open(false), Campus.open(true)]
    let first = campus.answer(Campus.end("pub"), internet).alternatives[0][0]
    #expect(first.ports(.unknown) == [41000] && first.count(.drop) == 0)
  }

  @Test func `a regional NAT gateway has a table and no ACL that is known`() {
    var campus = Self.campus
    campus.network.natGateways[0].subnetID = nil
    campus.network.natGateways[0].tableID = "rtb-nat"
    campus.tables = [
      .init(
        id: "rtb-nat", vpcID: "vpc-a", isMain: false,
        routes: [Campus.to(Campus.a, "local"), Campus.to(.anyIPv4, "igw-a")])
    ]
    let answer = campus.answer(app, internet)
    #expect(answer.verdict == .unknown)
    #expect(answer.alternatives[0].last?.fromAddress == "55.0.0.5")
    campus.tables = []
    #expect(campus.verdict(app, internet) == .unknown)
  }

  @Test func `what a NAT gateway sent over peering returns without a route`() {
    var campus = Self.campus
    campus.network.peerings = [
      .init(
        id: "pcx-1", requester: .init(vpcID: "vpc-a", prefixes: [Campus.a]),
        accepter: .init(vpcID: "vpc-b", prefixes: [Campus.b]))
    ]
    campus.routes["pub"]?.append(Campus.to(Campus.b, "pcx-1"))
    #expect(campus.verdict(app, Campus.end("far")) == .works)
    // A host of its own needs the route.
    #expect(campus.verdict(Campus.end("pub"), Campus.end("far")) == .blocked)
    campus.routes["far"] = [Campus.to(.anyIPv4, "igw-b")]
    #expect(campus.verdict(app, Campus.end("far")) == .unknown)
    campus.routes["far"] = [Campus.to(Campus.a, "pcx-1")]
    #expect(campus.verdict(app, Campus.end("far")) == .works)
  }

  @Test func `a NAT instance sends from its own ports and keeps the client's`() {
    var campus = Self.campus
    campus.routes["app"] = [Campus.to(.anyIPv4, "eni-pub")]
    #expect(campus.verdict(app, internet) == .blocked)  // source/destination check
    campus.boxes = ["pub"]
    let legs = campus.answer(app, internet, clientPorts: 1000...1030).alternatives[0]
    #expect(legs.map(\.fromAddress) == ["10.0.1.10", "10.0.0.10"])
    #expect(legs[1].clientPorts.first == 1000 && legs[1].clientPorts.count == 24 + 64512)
    #expect(campus.verdict(app, internet) == .works)
    campus.publicHosts = []
    #expect(campus.verdict(app, internet) == .blocked)
    campus.publicHosts = ["pub"]
    campus.ingress["pub"] = [.init(protocolText: "tcp", from: 80, to: 80, peers: [.anyIPv4])]
    #expect(campus.verdict(app, internet) == .blocked)
    #expect(campus.verdict(app, internet, port: 80) == .works)
  }

  private typealias Prefix = RandomNetwork.Prefix
}
