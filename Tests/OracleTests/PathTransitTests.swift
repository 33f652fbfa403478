import Oracle
import Testing

@Suite struct PathTransitTests {
  typealias Permission = RandomNetwork.SecurityGroup.Permission
  typealias Attachment = PathNetwork.Attachment

  /// `vpc-a` and `vpc-b` meet at a transit gateway, attached in both zones.
  static var campus: Campus {
    var campus = Campus()
    campus.network.transitGateways = [.init(id: "tgw-1")]
    campus.network.attachments = [
      Attachment(
        id: "tgw-attach-a", gatewayID: "tgw-1",
        kind: .vpc(.init(vpcID: "vpc-a", subnetIDs: ["subnet-pub", "subnet-app-b"]))),
      Attachment(
        id: "tgw-attach-b", gatewayID: "tgw-1",
        kind: .vpc(.init(vpcID: "vpc-b", subnetIDs: ["subnet-far", "subnet-far-b"]))),
    ]
    var table = PathNetwork.TransitTable(
      id: "tgw-rtb-1", gatewayID: "tgw-1",
      routes: [.init(Campus.a, ["tgw-attach-a"]), .init(Campus.b, ["tgw-attach-b"])])
    table.associations = ["tgw-attach-a", "tgw-attach-b"]
    campus.network.transitTables = [table]
    campus.routes = [
      "app": [Campus.to(Campus.b, "tgw-1")], "app-b": [Campus.to(Campus.b, "tgw-1")],
      "far": [Campus.to(Campus.a, "tgw-1")], "far-b": [Campus.to(Campus.a, "tgw-1")],
    ]
    return campus
  }

  private let app = Campus.end("app")
  private let far = Campus.end("far")
  private let farB = Campus.end("far-b")

  private func change(_ campus: inout Campus, _ index: Int, _ change: (inout Attachment.VPCAttachment) -> Void) {
    guard case .vpc(var attached) = campus.network.attachments[index].kind else { return }
    change(&attached)
    campus.network.attachments[index].kind = .vpc(attached)
  }

  @Test func `each side needs an attachment subnet in its own zone`() {
    #expect(Self.campus.verdict(app, far) == .works)
    #expect(Self.campus.verdict(app, farB) == .works)
    var campus = Self.campus
    change(&campus, 1) { $0.subnetIDs = ["subnet-far"] }
    #expect(campus.verdict(app, far) == .works)
    // The request gets there, the reply finds no attachment in zone b.
    #expect(campus.verdict(app, farB) == .blocked)
    #expect(campus.verdict(farB, app) == .blocked)
    change(&campus, 1) { $0.subnetIDs = nil }
    #expect(campus.verdict(app, far) == .unknown)
  }

  @Test func `the subnets of the attachment need no route of their own, the server's does`() {
    var campus = Self.campus
    campus.routes["far"] = []
    #expect(campus.verdict(app, far) == .blocked)
    #expect(campus.verdict(app, farB) == .works)
    campus.routes["far-b"] = [.init(.prefix(Campus.a), target: "tgw-1", isBlackhole: true)]
    #expect(campus.verdict(app, farB) == .blocked)
  }

  @Test func `trap 13: of the attachment's subnet the ACL is asked in one direction`() {
    var campus = Self.campus
    // Requests of `app` enter `pub`, and replies to it leave `pub`.
    campus.entries["pub"] = [Campus.allow(false, 443...443), Campus.allow(true, 40000...40009)]
    #expect(campus.answer(app, far).alternatives[0][0].count(.pass) == 10)
    campus.entries["pub"] = [Campus.allow(true, 443...443), Campus.open(true)]
    #expect(campus.verdict(app, far) == .blocked)
  }

  @Test func `trap 12: in the attachment's own subnet both directions are asked on the way out, none on the way in`() {
    var campus = Self.campus
    let appB = Campus.end("app-b")
    campus.entries["app-b"] = [Campus.allow(true, 443...443), Campus.allow(false, 443...443)]
    #expect(campus.verdict(appB, farB) == .works)
    campus.entries["app-b"] = [Campus.allow(true, 443...443)]
    #expect(campus.verdict(appB, farB) == .blocked)
    #expect(campus.verdict(farB, appB) == .blocked)
    // As a server it answers to the client's ports: out of the subnet, and into it once more.
    campus.entries["app-b"] = [Campus.allow(true, 32768...65535), Campus.allow(false, 32768...40000)]
    #expect(campus.answer(farB, appB).alternatives[0][0].count(.pass) == 40000 - 32768 + 1)
  }

  @Test func `the table decides: none, no route, a blackhole, an attachment that is not in use`() {
    var campus = Self.campus
    campus.network.transitTables[0].associations = ["tgw-attach-b"]
    #expect(campus.verdict(app, far) == .blocked)
    campus.network.transitTables[0].associations = []
    #expect(campus.verdict(app, far) == .unknown)
    campus = Self.campus
    campus.network.transitTables[0].routes?.removeFirst()
    #expect(campus.verdict(app, far) == .blocked)
    campus.network.transitTables[0].propagations = ["tgw-attach-a"]
    #expect(campus.verdict(app, far) == .works)
    // Propagation alone does not tell whether a static route says otherwise.
    campus.network.transitTables[0].routes = nil
    campus.network.transitTables[0].propagations = ["tgw-attach-a", "tgw-attach-b"]
    #expect(campus.verdict(app, far) == .unknown)
    campus = Self.campus
    var hole = PathNetwork.TransitTable.Route(Campus.block("far"), [])
    hole.isBlackhole = true
    campus.network.transitTables[0].routes?.append(hole)
    #expect(campus.verdict(app, far) == .blocked)
    #expect(campus.verdict(app, farB) == .works)
    campus = Self.campus
    campus.network.attachments[1].state = "pending"
    #expect(campus.verdict(app, far) == .blocked)
    campus = Self.campus
    campus.network.transitTables[0].routes?[1].attachmentIDs = ["tgw-attach-9"]
    #expect(campus.verdict(app, far) == .unknown)
  }

  @Test func `in appliance mode packets may arrive in any zone`() {
    var campus = Self.campus
    #expect(campus.answer(app, farB).alternatives.count == 1)
    change(&campus, 1) { $0.isApplianceMode = true }
    // Two subnets to arrive in; on the way back the zone is kept.
    #expect(campus.answer(app, farB).alternatives.count == 2)
    campus.entries["far"] = [Campus.open(false)]
    #expect(campus.verdict(app, farB) == .intermittent)
  }

  @Test func `trap 21: a reference crosses a transit gateway only inbound, and if all agree`() {
    var campus = Self.campus
    campus.ingress["far"] = [Permission(protocolText: "-1", groupIDs: ["sg-app"])]
    #expect(campus.verdict(app, far) == .blocked)
    campus.network.transitGateways[0].supportsReferences = true
    #expect(campus.verdict(app, far) == .works)
    change(&campus, 0) { $0.supportsReferences = false }
    #expect(campus.verdict(app, far) == .blocked)
    campus = Self.campus
    campus.network.transitGateways[0].supportsReferences = true
    campus.egress["app"] = [Permission(protocolText: "-1", groupIDs: ["sg-far"])]
    #expect(campus.verdict(app, far) == .blocked)
  }

  @Test func `peered transit gateways need static routes on both sides`() {
    var campus = Self.campus
    campus.network.transitGateways.append(.init(id: "tgw-2"))
    campus.network.attachments[1] = Attachment(
      id: "tgw-attach-b", gatewayID: "tgw-2",
      kind: .vpc(.init(vpcID: "vpc-b", subnetIDs: ["subnet-far"])))
    campus.network.attachments += [
      Attachment(id: "tgw-attach-p", gatewayID: "tgw-1", kind: .peering("tgw-2")),
      Attachment(id: "tgw-attach-p", gatewayID: "tgw-2", kind: .peering("tgw-1")),
    ]
    var near = PathNetwork.TransitTable(
      id: "tgw-rtb-1", gatewayID: "tgw-1",
      routes: [.init(Campus.a, ["tgw-attach-a"]), .init(Campus.b, ["tgw-attach-p"])])
    near.associations = ["tgw-attach-a", "tgw-attach-p"]
    var away = PathNetwork.TransitTable(
      id: "tgw-rtb-2", gatewayID: "tgw-2",
      routes: [.init(Campus.b, ["tgw-attach-b"]), .init(Campus.a, ["tgw-attach-p"])])
    away.associations = ["tgw-attach-b", "tgw-attach-p"]
    campus.network.transitTables = [near, away]
    campus.routes["far"] = [Campus.to(Campus.a, "tgw-2")]
    #expect(campus.verdict(app, far) == .works)
    // Where the reply arrives is free: the zone does not cross a peering.
    #expect(campus.answer(app, far).alternatives.count == 2)
    campus.network.transitTables[1].routes?.removeLast()
    #expect(campus.verdict(app, far) == .blocked)
    campus.network.transitGateways.removeLast()
    #expect(campus.verdict(app, far) == .unknown)
  }

  @Test func `a NAT gateway serves other VPCs by way of a transit gateway`() {
    var campus = Self.campus
    campus.network.natGateways = PathNATTests.campus.network.natGateways
    campus.network.transitTables[0].routes?.append(.init(.anyIPv4, ["tgw-attach-a"]))
    change(&campus, 0) { $0.subnetIDs = ["subnet-app"] }
    campus.routes = [
      "far": [Campus.to(.anyIPv4, "tgw-1")], "app": [Campus.to(.anyIPv4, "nat-1")],
      "pub": [Campus.to(.anyIPv4, "igw-a"), Campus.to(Campus.b, "tgw-1")],
    ]
    let internet = Campus.End.outside(Campus.internet)
    #expect(campus.verdict(far, internet) == .works)
    campus.routes["pub"]?.removeLast()
    #expect(campus.verdict(far, internet) == .blocked)
    // Without NAT a gateway drops what is not of its own VPC.
    campus.routes["app"] = [Campus.to(.anyIPv4, "igw-a")]
    #expect(campus.verdict(far, internet) == .blocked)
  }
}
