import Oracle
import Testing

/// Ways out of a VPC that are not internet gateways, and what stands before these.
@Suite struct PathEdgeTests {
  typealias Prefix = RandomNetwork.Prefix

  private let app = Campus.end("app")
  private let pub = Campus.end("pub")
  private let home = Campus.End.outside(Campus.premises)
  private let internet = Campus.End.outside(Campus.internet)

  /// A virtual private gateway at `vpc-a`, with a route from `app`.
  private var campus: Campus {
    var campus = Campus()
    campus.network.vpnGateways = [.init(id: "vgw-1", vpcID: "vpc-a")]
    campus.network.vpnConnections = [.init(id: "vpn-1", gatewayID: "vgw-1", prefixes: [Campus.home])]
    campus.routes["app"] = [Campus.to(Campus.home, "vgw-1")]
    return campus
  }

  @Test func `premises are reached, and reach, by a virtual private gateway`() {
    #expect(campus.verdict(app, home) == .works)
    #expect(campus.verdict(home, app) == .works)
    // `pub` has no route back.
    #expect(campus.verdict(home, pub) == .blocked)
    var changed = campus
    changed.network.vpnConnections[0].state = "deleted"
    #expect(changed.verdict(app, home) == .blocked)
    changed.network.vpnConnections = []
    #expect(changed.verdict(app, home) == .works)  // AWS Direct Connect, say
    changed.network.vpnGateways = [.init(id: "vgw-1", vpcID: "vpc-b")]
    #expect(changed.verdict(app, home) == .blocked)
    changed.network.vpnGateways = []
    #expect(changed.verdict(app, home) == .unknown)
    changed = campus
    changed.network.vpnGateways = []
    changed.routes["app"] = []
    #expect(changed.verdict(home, app) == .blocked)
  }

  @Test func `a way in that nobody described does not make up for a way out that is shut`() {
    var changed = Campus()
    #expect(changed.verdict(home, app) == .blocked)  // no route back
    changed.routes["app"] = [Campus.to(Campus.home, "vgw-9")]
    #expect(changed.verdict(home, app) == .unknown)
    changed.routes["app"] = [Campus.to(Campus.home, "nat-9")]
    #expect(changed.verdict(home, app) == .blocked)  // NAT gateways know of no connection that they did not begin
    changed.routes["app"] = [Campus.to(Campus.home, "tgw-9")]
    #expect(changed.verdict(home, app) == .unknown)
    changed.ingress["app"] = []
    #expect(changed.verdict(home, app) == .blocked)
  }

  @Test func `a reply to premises must not leave by another kind of gateway`() {
    var changed = campus
    changed.routes["pub"] = [Campus.to(.anyIPv4, "igw-a")]
    #expect(changed.verdict(home, pub) == .blocked)
    // Called from the internet, it answers by VPN.
    changed.routes["pub"] = [Campus.to(.anyIPv4, "vgw-1")]
    #expect(changed.verdict(internet, pub) == .blocked)
    changed.routes["pub"] = [Campus.to(.anyIPv4, "igw-a")]
    #expect(changed.verdict(internet, pub) == .works)
    // Without a public address there is no way in but by VPN.
    changed.routes["app"] = [Campus.to(.anyIPv4, "vgw-1")]
    #expect(changed.verdict(internet, app) == .works)
  }

  @Test func `the table of a virtual private gateway leads what comes in`() {
    var changed = campus
    changed.tables = [
      .init(
        id: "rtb-edge", vpcID: "vpc-a", isMain: false, edgeGatewayID: "vgw-1",
        routes: [Campus.to(Campus.a, "local"), Campus.to(Campus.block("app"), "eni-pub")])
    ]
    #expect(changed.verdict(home, app) == .blocked)
    changed.boxes = ["pub"]
    #expect(changed.verdict(home, app) == .works)
    changed.ingress["pub"] = []
    #expect(changed.verdict(home, app) == .blocked)
    #expect(changed.verdict(app, home) == .blocked)
  }

  @Test func `a gateway endpoint carries TCP to the service, without a public address`() {
    let service = RandomNetwork.Address(ipv4: 0x0303_0307)
    var changed = Campus()
    changed.network.base.prefixLists = [.init(id: "pl-1", prefixes: [Prefix(service, length: 24)])]
    changed.network.endpoints = [.init(id: "vpce-1", kind: .gateway, vpcID: "vpc-a")]
    changed.routes["app"] = [.init(.list("pl-1"), target: "vpce-1")]
    #expect(changed.verdict(app, .outside(service)) == .works)
    #expect(changed.verdict(app, .outside(service), protocolNumber: 17) == .blocked)
    #expect(changed.verdict(app, internet) == .blocked)
    changed.network.endpoints[0].state = "deleting"
    #expect(changed.verdict(app, .outside(service)) == .blocked)
    changed.network.endpoints = []
    #expect(changed.verdict(app, .outside(service)) == .unknown)
  }

  @Test func `an appliance sees both directions, or drops the reply it has seen no request of`() {
    var changed = Campus()
    changed.boxes = ["pub"]
    let (there, back) = (Campus.to(Campus.block("app-b"), "eni-pub"), Campus.to(Campus.block("app"), "eni-pub"))
    changed.routes = ["app": [there], "app-b": [back]]
    changed.ingress["pub"] = [.init(protocolText: "tcp", from: 443, to: 443, peers: [.anyIPv4])]
    let appB = Campus.end("app-b")
    #expect(changed.verdict(app, appB) == .works)
    changed.routes["app"] = []
    #expect(changed.verdict(app, appB) == .blocked)
    changed.ingress["pub"] = [.init(protocolText: "tcp", from: 40000, to: 40099, peers: [.anyIPv4])]
    #expect(changed.answer(app, appB).alternatives[0][0].count(.pass) == 100)
    changed.routes = ["app": [there], "app-b": [back], "pub": [Campus.to(Campus.block("app-b"), "eni-pub")]]
    changed.ingress["pub"] = nil
    #expect(changed.verdict(app, appB) == .blocked)  // to itself
  }

  @Test func `references do not find who is behind an appliance`() {
    var changed = Campus()
    changed.boxes = ["pub"]
    changed.routes["app"] = [Campus.to(Campus.block("app-b"), "eni-pub")]
    changed.ingress["app-b"] = [.init(protocolText: "-1", groupIDs: ["sg-app"])]
    #expect(changed.verdict(app, Campus.end("app-b")) == .blocked)
    changed.routes = [:]
    #expect(changed.verdict(app, Campus.end("app-b")) == .works)
  }

  @Test func `appliances behind a Gateway Load Balancer endpoint are nobody's to know, its ACL is`() {
    var changed = Campus()
    changed.network.endpoints = [
      .init(id: "vpce-1", kind: .gatewayLoadBalancer, vpcID: "vpc-a", subnetID: "subnet-app")
    ]
    changed.routes["app-b"] = [Campus.to(Campus.block("pub"), "vpce-1")]
    let appB = Campus.end("app-b")
    #expect(changed.verdict(appB, pub) == .unknown)
    changed.entries["app"] = [Campus.open(true)]
    #expect(changed.verdict(appB, pub) == .blocked)
    changed.entries["app"] = [Campus.open(false)]
    #expect(changed.verdict(appB, pub) == .blocked)
  }

  @Test func `Block Public Access shuts the internet, but for what is exempt`() {
    var changed = Campus()
    changed.routes["pub"] = [Campus.to(.anyIPv4, "igw-a")]
    #expect(changed.verdict(pub, internet) == .works)
    changed.network.publicAccess = .init(mode: .bidirectional)
    #expect(changed.verdict(pub, internet) == .blocked)
    #expect(changed.verdict(internet, pub) == .blocked)
    changed.network.exclusions = [.init(id: "vpcbpa-exclude-1", resourceID: "subnet-pub", isBidirectional: true)]
    #expect(changed.verdict(pub, internet) == .works)
    #expect(changed.verdict(internet, pub) == .works)
    changed.network.exclusions[0].isBidirectional = false
    #expect(changed.verdict(pub, internet) == .unknown)
    #expect(changed.verdict(internet, pub) == .blocked)
    changed.network.exclusions[0].resourceID = "vpc-b"
    #expect(changed.verdict(pub, internet) == .blocked)
    // Where connections out are blocked for lack of NAT, an exemption for connections out changes nothing.
    changed.network.exclusions[0].resourceID = "vpc-a"
    changed.network.publicAccess = .init(mode: .ingress)
    #expect(changed.verdict(pub, internet) == .blocked)
    var nat = PathNATTests.campus
    nat.network.publicAccess = .init(mode: .ingress)
    #expect(nat.verdict(app, internet) == .works)
    #expect(nat.verdict(pub, internet) == .blocked)
    nat.network.publicAccess = .init(mode: .bidirectional)
    #expect(nat.verdict(app, internet) == .blocked)
  }

  @Test func `an egress-only gateway carries IPv6 out and its replies in`() {
    let block = Prefix(RandomNetwork.Address(ipv6: 0x2600_1F00 << 96), length: 56)
    let own = RandomNetwork.Address(ipv6: 0x2600_1F00 << 96 | 10)
    let outside = RandomNetwork.Address(ipv6: 0x2001_4860_4860 << 80 | 0x8888)
    var network = PathNetwork()
    network.base.vpcs = [.init(id: "vpc-1", prefixes: [Prefix(.init(ipv4: 0x0A00_0000), length: 16), block])]
    network.base.subnets = [
      .init(
        id: "subnet-1", vpcID: "vpc-1", zone: "a", ipv4: Prefix(.init(ipv4: 0x0A00_0000), length: 24),
        ipv6: Prefix(own, length: 64))
    ]
    network.base.networkACLs = [
      .init(
        id: "acl-1", vpcID: "vpc-1", isDefault: true, subnetIDs: [],
        entries: [false, true].map {
          .init(number: 1, isEgress: $0, allows: true, protocolText: "-1", peer: .anyIPv6)
        })
    ]
    network.base.securityGroups = [
      .init(
        id: "sg-1", vpcID: "vpc-1", ingress: [.init(protocolText: "-1", peers: [.anyIPv6])],
        egress: [.init(protocolText: "-1", peers: [.anyIPv6])])
    ]
    network.base.interfaces = [
      .init(
        id: "eni-1", subnetID: "subnet-1", vpcID: "vpc-1", ipv4: [.init(.init(ipv4: 0x0A00_000A))], ipv6: [own],
        groupIDs: ["sg-1"])
    ]
    network.base.routeTables = [
      .init(
        id: "rtb-1", vpcID: "vpc-1", isMain: true,
        routes: [Campus.to(block, "local"), Campus.to(.anyIPv6, "eigw-1")])
    ]
    func verdict(_ from: Campus.End, _ to: Campus.End) -> BruteForce.Verdict {
      PathOracle(network).answer(.init(from: from, to: to, port: 443)).verdict
    }
    let (inside, far) = (Campus.End.interface("eni-1", own), Campus.End.outside(outside))
    #expect(verdict(inside, far) == .unknown)
    network.egressOnlyGateways = [.init(id: "eigw-1", vpcID: "vpc-1")]
    #expect(verdict(inside, far) == .works)
    network.publicAccess = .init(mode: .ingress)
    #expect(verdict(inside, far) == .works)
    network.publicAccess = .init(mode: .bidirectional)
    #expect(verdict(inside, far) == .blocked)
    network.publicAccess = nil
    network.base.internetGateways = [.init(id: "igw-1", vpcID: "vpc-1")]
    // In by the internet gateway, out by the other: nobody says.
    #expect(verdict(far, inside) == .unknown)
    network.egressOnlyGateways[0].vpcID = nil
    #expect(verdict(inside, far) == .blocked)
  }

  @Test func `legs that share their ports work only where both do`() {
    func leg(_ outcomes: [BruteForce.Outcome], keeps: Bool) -> PathOracle.Leg {
      .init(fromAddress: "", toAddress: "", serverPort: 1, clientPorts: [1, 2], outcomes: outcomes, keepsPorts: keeps)
    }
    #expect(PathOracle.verdict([leg([.pass, .drop], keeps: false), leg([.drop, .pass], keeps: true)]) == .blocked)
    #expect(
      PathOracle.verdict([leg([.pass, .drop], keeps: false), leg([.drop, .pass], keeps: false)]) == .intermittent)
    #expect(
      PathOracle.verdict([leg([.pass, .pass], keeps: false), leg([.unknown, .pass], keeps: false)]) == .unknown)
    #expect(PathOracle.verdict([BruteForce.Verdict.works, .blocked]) == .intermittent)
    #expect(PathOracle.verdict([BruteForce.Verdict.works, .unknown]) == .unknown)
    #expect(PathOracle.verdict([BruteForce.Verdict.blocked, .unknown]) == .unknown)
  }
}
