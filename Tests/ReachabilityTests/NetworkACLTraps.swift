import NetworkModel
import Ports
import Reachability
import Testing

/// Network ACLs: facts C, traps 4–6 and 8–15.
struct NetworkACLTraps {
  @Test func `trap 4: entries are evaluated by number, whatever order AWS lists them in`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(300), .allow(100, "6", 32_768...40_000), .deny(200)]
    #expect(try sketch.trace().working.sure == "32768-40000")
    sketch.acls["acl-data"].outbound = [.deny(200), .allow(300), .allow(100, "6", 32_768...40_000)]
    #expect(try sketch.trace().working.sure == "32768-40000")
  }

  @Test func `trap 4: the numbers of the two directions are apart`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "6", 5432...5432)]
    sketch.acls["acl-data"].outbound = [.deny(99, "6", 5432...5432), .allow(100)]
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `trap 4: an ACL without entries, even the numbered denies, denies everything`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = []
    #expect(try sketch.trace().verdict == .blocked)
  }

  @Test func `the first entry that matches decides: a deny before, behind and over an allow`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.deny(90, "6", 5432...5432), .allow(100)]
    #expect(try sketch.trace().verdict == .blocked)
    sketch.acls["acl-data"].inbound = [.allow(100), .deny(110, "6", 5432...5432)]
    #expect(try sketch.trace().verdict == .works)
    sketch.acls["acl-data"].inbound = [.deny(90, at: "10.0.2.0/24"), .allow(100)]  // for another source
    #expect(try sketch.trace().verdict == .works)
    sketch.acls["acl-data"].inbound = [.deny(90, "17"), .allow(100)]  // for another protocol
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `overlapping denies and allows share the client ports out by number`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [
      .deny(10, "6", 35_000...36_000), .allow(20, "6", 34_000...50_000), .deny(30, "6", 45_000...55_000),
      .allow(40, "6", 52_000...65_535),
    ]
    let trace = try sketch.trace()
    // 20 has 34000–34999 and 36001–50000; 30 takes 50001–55000 from 40, which keeps 55001–60999; before 34000 nothing matches.
    #expect(trace.working.sure == "34000-34999,36001-50000,55001-60999")
    #expect(trace.working.sure.count == 1_000 + 14_000 + 5_999)
    #expect(trace.findings.map(\.ports) == ["35000-36000", "50001-55000", "32768-33999"])
  }

  @Test func `inbound entries match the source, outbound ones the destination`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, at: "10.0.2.0/24")]
    #expect(try sketch.trace().blockers == ["request acl-data inbound"])
    sketch.acls["acl-data"].inbound = [.allow(100, at: "10.0.1.10/32")]
    sketch.acls["acl-data"].outbound = [.allow(100, at: "10.0.2.20/32")]
    #expect(try sketch.trace().blockers == ["reply acl-data outbound"])
    sketch.acls["acl-data"].outbound = [.allow(100, at: "10.0.1.10/32")]
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `trap 5: 0.0.0.0-0 says nothing about IPv6`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100)]
    #expect(try sketch.trace(family: .v4).verdict == .works)
    let trace = try sketch.trace(family: .v6)
    #expect(trace.verdict == .blocked)
    #expect(trace.blockers == ["reply acl-data outbound"])
    #expect(trace.findings[0].rule == .implicitDeny)
    sketch.acls["acl-data"].outbound = [.allow(101, at: "::/0")]
    #expect(try sketch.trace(family: .v6).verdict == .works)
    #expect(try sketch.trace(family: .v4).verdict == .blocked)
  }

  @Test(arguments: ["50", "132", "47"])
  func `trap 6: the ports of an entry for any protocol but 6, 17 and 1 do not matter`(_ number: String) throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, number, 7...7)]
    let ipProtocol = try #require(IPProtocol(number))
    #expect(try sketch.trace(ipProtocol).verdict == .works)
    #expect(try sketch.trace(.tcp, port: 7).verdict == .blocked)
    sketch.acls["acl-data"].inbound = [.deny(90, number, 7...7), .allow(100)]
    #expect(try sketch.trace(ipProtocol).verdict == .blocked)
    #expect(try sketch.trace(.tcp, port: 7).verdict == .works)
  }

  @Test func `trap 8: a network ACL writes protocols as numbers`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "6", 5432...5432), .allow(110, "17", 53...53)]
    #expect(try sketch.trace(.tcp, port: 5432).verdict == .works)
    #expect(try sketch.trace(.udp, port: 5432).verdict == .blocked)
    #expect(try sketch.trace(.udp, port: 53).verdict == .works)
    #expect(try sketch.trace(.tcp, port: 53).verdict == .blocked)
  }

  @Test func `trap 9: an entry without ports is for all of them`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "6")]
    sketch.acls["acl-data"].outbound = [.allow(100, "6")]
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `trap 9: −1 stands for every ICMP type and every code`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "1", icmp: (-1, -1))]
    #expect(try sketch.trace(.icmp).verdict == .works)
    sketch.acls["acl-data"].inbound = [.allow(100, "1", icmp: (8, -1))]
    #expect(try sketch.trace(.icmp).verdict == .works)
    sketch.acls["acl-data"].inbound = [.allow(100, "1", icmp: (8, 0))]
    #expect(try sketch.trace(.icmp).verdict == .works)
    sketch.acls["acl-data"].inbound = [.allow(100, "1", icmp: (8, 1))]  // an echo request has code 0
    #expect(try sketch.trace(.icmp).verdict == .blocked)
    sketch.acls["acl-data"].inbound = [.allow(100, "1", icmp: (0, 0))]  // the type of the reply
    #expect(try sketch.trace(.icmp).verdict == .blocked)
  }

  @Test func `trap 10: an entry of protocol 58 with an IPv4 block is for all types, whatever it says`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [
      .allow(100, "58", icmp: (135, 0)), .allow(101, "58", icmp: (135, 0), at: "::/0"),
    ]
    let acl = try #require(sketch.network.networkACLs[Identifier("acl-data")])
    let patterns = acl.entries(.inbound).filter { !$0.isImplicitDeny }.map(\.pattern)
    #expect(patterns.map(\.ipProtocol) == [.icmpv6, .icmpv6])
    #expect(patterns.map(\.selectors) == [.all, PortSet(135 << 8)])
    // With an IPv6 block the type counts: an echo request has type 128.
    #expect(try sketch.trace(.icmpv6, family: .v6).verdict == .blocked)
  }

  @Test func `trap 11: between two hosts of one subnet no network ACL is asked`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].subnet = "subnet-app"
    sketch.interfaces["eni-server"].addresses = ["10.0.1.20"]
    sketch.acls["acl-app"].inbound = []
    sketch.acls["acl-app"].outbound = []
    let trace = try sketch.trace()
    #expect(trace.verdict == .works)
    let kinds = try (trace.leg.request + trace.leg.reply).map(\.component.kind)
    #expect(Set(kinds) == [.securityGroup])  // nor a route table: such packets stay on the wire
  }

  @Test func `two subnets that share an ACL pass it on the way out and on the way in`() throws {
    var sketch = Sketch()
    sketch.acls.removeAll()
    sketch.acls.add(SketchedACL(id: "acl-shared", subnets: ["subnet-app", "subnet-data"]))
    #expect(
      try sketch.trace().blockers == [
        "request acl-shared outbound", "request acl-shared inbound", "reply acl-shared outbound",
        "reply acl-shared inbound",
      ])
  }

  @Test(arguments: [
    ("natGateway", "Interface for NAT Gateway nat-1"), ("interface", "ELB app/front/50dc6c495c0c9188"),
    ("network_load_balancer", "ELB net/front/50dc6c495c0c9188"),
  ])
  func `trap 12: an AWS gateway in the subnet of its peer may or may not meet the ACL, so it decides nothing`(
    _ type: String, _ details: String
  ) throws {
    var sketch = Sketch()
    sketch.interfaces["eni-client"].instance = nil
    sketch.interfaces["eni-client"].type = type
    sketch.interfaces["eni-client"].details = details
    sketch.interfaces["eni-server"].subnet = "subnet-app"
    sketch.interfaces["eni-server"].addresses = ["10.0.1.20"]
    // What the ACL lets through passes whether it is asked or not.
    #expect(try sketch.trace(from: "eni-client").verdict == .works)
    sketch.acls["acl-app"].inbound = []
    let trace = try sketch.trace(from: "eni-client")
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("acl-app") || $0.what.contains("app") })
  }

  @Test func `trap 12: nor is it told whether an interface endpoint's neighbours meet the ACL`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].subnet = "subnet-app"
    sketch.interfaces["eni-server"].addresses = ["10.0.1.20"]
    sketch.interfaces["eni-server"].type = "vpc_endpoint"
    #expect(try sketch.trace().verdict == .works)
    sketch.acls["acl-app"].inbound = []
    #expect(try sketch.trace().verdict == .unknown)
  }

  @Test func `trap 56: an interface endpoint answers no ping and begins nothing`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].type = "vpc_endpoint"
    #expect(try sketch.trace(.icmp).findings.contains { $0.code == .protocolRestriction })
    sketch.interfaces["eni-server"].type = "interface"
    sketch.interfaces["eni-client"].type = "vpc_endpoint"
    #expect(try sketch.trace(from: "eni-client").findings.contains { $0.code == .endpointBeginsNothing })
  }

  @Test func `trap 14: the default ACL lets IPv6 through only where it has an entry for it`() throws {
    var sketch = Sketch()
    sketch.acls.remove("acl-data")
    sketch.acls.add(
      SketchedACL(
        id: "acl-default", isDefault: true, subnets: ["subnet-data"], inbound: [.allow(100)],
        outbound: [.allow(100), .allow(101, at: "::/0")]))
    #expect(try sketch.trace(family: .v4).verdict == .works)
    let trace = try sketch.trace(family: .v6)
    #expect(trace.blockers == ["request acl-default inbound"])
  }

  @Test func `trap 15: AWS lists a subnet with its ACL, the default one too: what no listed ACL claims has another`()
    throws
  {
    var sketch = Sketch()
    sketch.acls["acl-data"].subnets = []
    sketch.acls.add(
      SketchedACL(
        id: "acl-default", isDefault: true, subnets: ["subnet-data"], inbound: [.allow(100)], outbound: [.deny(100)]))
    sketch.acls.add(SketchedACL(id: "acl-elsewhere", vpc: "vpc-2", isDefault: true))
    #expect(try sketch.trace().blockers == ["reply acl-default outbound"])
    sketch.acls["acl-default"].outbound = [.allow(100)]
    #expect(try sketch.trace().verdict == .works)
    sketch.acls["acl-default"].subnets = []
    #expect(try sketch.trace().unknowns.map(\.what) == ["the network ACL of subnet-data"])
  }

  @Test func `host bits of an entry's block are cleared, as AWS clears them`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, at: "10.0.1.99/24")]
    #expect(try sketch.trace().verdict == .works)
  }
}
