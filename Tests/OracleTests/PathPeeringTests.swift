import Oracle
import Testing

@Suite struct PathPeeringTests {
  typealias Permission = RandomNetwork.SecurityGroup.Permission

  /// `vpc-a` and `vpc-b` are peers, with routes on both sides.
  static var campus: Campus {
    var campus = Campus()
    campus.network.peerings = [
      .init(
        id: "pcx-1", requester: .init(vpcID: "vpc-a", prefixes: [Campus.a]),
        accepter: .init(vpcID: "vpc-b", prefixes: [Campus.b]))
    ]
    campus.routes = ["app": [Campus.to(Campus.b, "pcx-1")], "far": [Campus.to(Campus.a, "pcx-1")]]
    return campus
  }

  private let app = Campus.end("app")
  private let far = Campus.end("far")

  @Test func `peering takes a route on each side and an active connection`() {
    #expect(Self.campus.verdict(app, far) == .works)
    for name in ["app", "far"] {
      var campus = Self.campus
      campus.routes[name] = []
      #expect(campus.verdict(app, far) == .blocked)
      campus.routes[name] = [.init(.prefix(name == "app" ? Campus.b : Campus.a), target: "pcx-1", isBlackhole: true)]
      #expect(campus.verdict(app, far) == .blocked)
    }
    var campus = Self.campus
    campus.network.peerings[0].status = "pending-acceptance"
    #expect(campus.verdict(app, far) == .blocked)
    campus.network.peerings = []
    #expect(campus.verdict(app, far) == .unknown)
  }

  @Test func `a deny inside the client's ports breaks exactly these`() {
    var campus = Self.campus
    campus.entries["far"] = [Campus.deny(true, 50000...50000), Campus.open(true), Campus.open(false)]
    let answer = campus.answer(app, far, clientPorts: 49152...65535)
    #expect(answer.verdict == .intermittent)
    #expect(answer.alternatives[0][0].ports(.drop) == [50000])
    #expect(answer.alternatives[0][0].count(.pass) == 16383)
  }

  @Test func `trap 35: with the same block at two peers the reply goes to the wrong one`() {
    var campus = Self.campus
    campus.network.peerings.append(
      .init(
        id: "pcx-2", requester: .init(vpcID: "vpc-a", prefixes: [Campus.a]),
        accepter: .init(vpcID: "vpc-c", prefixes: [Campus.b])))
    campus.routes["twin"] = [Campus.to(Campus.a, "pcx-2")]
    // `app` knows the way to `far` only.
    #expect(campus.verdict(far, app) == .works)
    #expect(campus.verdict(Campus.end("twin"), app) == .blocked)
    #expect(campus.answer(Campus.end("twin"), app).alternatives[0][0].count(.drop) == 28232)
  }

  @Test func `a reference reaches over peering inside the Region only`() {
    var campus = Self.campus
    campus.ingress["far"] = [Permission(protocolText: "-1", groupIDs: ["sg-app"])]
    campus.egress["app"] = [Permission(protocolText: "-1", groupIDs: ["sg-far"])]
    #expect(campus.verdict(app, far) == .works)
    campus.network.peerings[0].accepter.region = "us-east-1"
    #expect(campus.verdict(app, far) == .blocked)
    campus.network.peerings[0].accepter.region = nil
    #expect(campus.verdict(app, far) == .unknown)
  }

  @Test func `peering does not carry what is of neither VPC`() {
    var campus = Self.campus
    campus.routes["app"]?.append(Campus.to(.anyIPv4, "pcx-1"))
    #expect(campus.verdict(app, .outside(Campus.internet)) == .blocked)
    campus.network.peerings[0].accepter = .init(vpcID: "vpc-9", prefixes: [Campus.b])
    #expect(campus.verdict(app, far) == .unknown)
  }
}
