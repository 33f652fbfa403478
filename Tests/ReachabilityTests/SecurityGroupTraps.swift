import NetworkModel
import Ports
import Reachability
import Testing

/// Security groups: facts B and B1, traps 7–9, 16, 20 and 22.
struct SecurityGroupTraps {
  @Test func `a new group lets nothing in and everything out`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = []
    #expect(try sketch.trace().blockers == ["request sg-server inbound"])
    sketch.groups["sg-server"].inbound = SketchedGroup.Rule.all
    sketch.groups["sg-client"].outbound = []
    #expect(try sketch.trace().blockers == ["request sg-client outbound"])
  }

  @Test func `the rules of all groups of an interface are one union without order`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("tcp", 80, 80, with: "0.0.0.0/0")]
    #expect(try sketch.trace().verdict == .blocked)
    sketch.groups.add(SketchedGroup(id: "sg-more", inbound: [.allow("tcp", 5000, 6000, with: "10.0.1.10/32")]))
    sketch.interfaces["eni-server"].groups = ["sg-server", "sg-more"]
    #expect(try sketch.trace().verdict == .works)
    #expect(try sketch.trace(port: 80).verdict == .works)
    #expect(try sketch.trace(port: 81).verdict == .blocked)
  }

  @Test func `a rule matches the server's port and never the client's`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("tcp", 32_768, 60_999, with: "0.0.0.0/0")]
    #expect(try sketch.trace(port: 5432).verdict == .blocked)
    #expect(try sketch.trace(port: 40_000).verdict == .works)
  }

  @Test(arguments: ["50", "132"])
  func `trap 7: the ports of a rule for any protocol but tcp, udp, icmp and icmpv6 do not matter`(_ number: String)
    throws
  {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow(number, 7, 7, with: "0.0.0.0/0")]
    let ipProtocol = try #require(IPProtocol(number))
    #expect(try sketch.trace(ipProtocol).verdict == .works)
    #expect(try sketch.trace(.tcp, port: 7).verdict == .blocked)
  }

  @Test(arguments: [("tcp", "6", IPProtocol.tcp), ("udp", "17", .udp)])
  func `trap 8: a rule may write its protocol as a name or as a number`(
    _ name: String, _ number: String, _ ipProtocol: IPProtocol
  ) throws {
    var sketch = Sketch()
    for text in [name, number] {
      sketch.groups["sg-server"].inbound = [.allow(text, 5432, 5432, with: "0.0.0.0/0")]
      #expect(try sketch.trace(ipProtocol, port: 5432).verdict == .works, "\(text)")
      #expect(try sketch.trace(ipProtocol, port: 5433).verdict == .blocked, "\(text)")
    }
  }

  @Test func `trap 9: a rule for all protocols has no ports, and one for all ICMP has −1`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("-1", with: "10.0.0.0/8")]
    #expect(try sketch.trace(.tcp).verdict == .works)
    #expect(try sketch.trace(.udp).verdict == .works)
    #expect(try sketch.trace(.icmp).verdict == .works)
    sketch.groups["sg-server"].inbound = [.allow("icmp", -1, -1, with: "10.0.0.0/8")]
    #expect(try sketch.trace(.icmp).verdict == .works)
    #expect(try sketch.trace(.tcp).verdict == .blocked)
    sketch.groups["sg-server"].inbound = [.allow("icmp", 8, -1, with: "10.0.0.0/8")]  // type 8, any code
    #expect(try sketch.trace(.icmp).verdict == .works)
    sketch.groups["sg-server"].inbound = [.allow("icmp", 0, -1, with: "10.0.0.0/8")]  // echo replies
    #expect(try sketch.trace(.icmp).verdict == .blocked)
    sketch.groups["sg-server"].inbound = [.allow("icmpv6", with: "::/0")]  // without ports: all types
    #expect(try sketch.trace(.icmpv6, family: .v6).verdict == .works)
  }

  @Test func `trap 16: groups let the reply pass by themselves`() throws {
    let sketch = Sketch()  // the server's group has no outbound rule, the client's no inbound one
    let trace = try sketch.trace()
    #expect(trace.verdict == .works)
    #expect(try trace.leg.reply.filter { $0.component.kind == .securityGroup }.count == 2)
  }

  @Test func `trap 16: the state of the groups excuses neither the ACLs nor the routes of the way back`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = []
    #expect(try sketch.trace().blockers == ["reply acl-app inbound"])
    sketch = Sketch()
    sketch.tables["rtb-data"].routes = [.blackhole("10.0.1.0/24", via: "eni-gone")]
    #expect(try sketch.trace().blockers == ["reply rtb-data"])
  }

  @Test func `trap 20: a reference to a group is for its members' private addresses`() throws {
    var sketch = Sketch.withGateway
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-client")]
    #expect(try sketch.trace(to: "10.0.2.20").verdict == .works)
    let trace = try sketch.trace(to: "203.0.113.20")  // out to the gateway and back: the source is 203.0.113.10 then
    #expect(trace.verdict == .blocked)
    #expect(trace.blockers == ["request sg-server inbound"])
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "203.0.113.10/32")]
    #expect(try sketch.trace(to: "203.0.113.20").verdict == .works)
    #expect(try sketch.trace(to: "10.0.2.20").verdict == .blocked)
  }

  @Test func `a reference holds for members only, and outbound as well as inbound`() throws {
    var sketch = Sketch()
    sketch.groups.add(SketchedGroup(id: "sg-other"))
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-other")]
    #expect(try sketch.trace().verdict == .blocked)
    sketch.interfaces["eni-client"].groups = ["sg-client", "sg-other"]
    #expect(try sketch.trace().verdict == .works)
    sketch.groups["sg-client"].outbound = [.allow("tcp", 5432, 5432, with: "sg-server")]
    #expect(try sketch.trace().verdict == .works)
    sketch.groups["sg-client"].outbound = [.allow("tcp", 5432, 5432, with: "sg-client")]
    #expect(try sketch.trace().blockers == ["request sg-client,sg-other outbound"])
  }

  @Test func `a default group lets its own members in by a reference to itself`() throws {
    var sketch = Sketch()
    sketch.groups.add(
      SketchedGroup(id: "sg-default", inbound: [.allow("-1", with: "sg-default")], outbound: SketchedGroup.Rule.all))
    sketch.interfaces["eni-server"].groups = ["sg-default"]
    #expect(try sketch.trace().verdict == .blocked)
    sketch.interfaces["eni-client"].groups = ["sg-default"]
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `trap 22: a group may come from another VPC than the interface that carries it`() throws {
    var sketch = Sketch()
    sketch.vpcs.add(SketchedVPC(id: "vpc-2", blocks: ["10.9.0.0/16"]))
    sketch.groups["sg-server"].vpc = "vpc-2"
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-client")]
    sketch.groups["sg-client"].vpc = "vpc-2"
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `U8: whether a reference is for secondary and IPv6 addresses is not documented, so it decides nothing`()
    throws
  {
    var sketch = Sketch()
    sketch.interfaces["eni-client"].addresses = ["10.0.1.10", "10.0.1.11"]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-client")]
    #expect(try sketch.trace(from: "10.0.1.10").verdict == .works)
    let secondary = try sketch.trace(from: "10.0.1.11")
    #expect(secondary.verdict == .unknown)
    #expect(secondary.unknowns.count == 1)
    #expect(secondary.unknowns[0].what.contains("sg-client"))
    #expect(try sketch.trace(family: .v6).verdict == .unknown)
    // A rule for the address itself decides, and so does the lack of any rule for the port.
    sketch.groups["sg-server"].inbound.append(.allow("tcp", 5432, 5432, with: "10.0.1.11/32"))
    #expect(try sketch.trace(from: "10.0.1.11").verdict == .works)
    #expect(try sketch.trace(from: "10.0.1.11", port: 80).verdict == .blocked)
  }

  @Test func `a rule for a prefix list is for the blocks of the list`() throws {
    var sketch = Sketch()
    sketch.prefixLists.add(SketchedPrefixList(id: "pl-1", blocks: ["192.0.2.0/24", "10.0.1.0/28"]))
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "pl-1")]
    #expect(try sketch.trace().verdict == .works)  // 10.0.1.10 is in 10.0.1.0–10.0.1.15
    sketch.prefixLists["pl-1"].blocks = ["192.0.2.0/24"]
    #expect(try sketch.trace().verdict == .blocked)
    sketch.prefixLists["pl-1"].blocks = []
    #expect(try sketch.trace().verdict == .blocked)
  }

  @Test func `rules for one family say nothing about the other`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("-1", with: "0.0.0.0/0")]
    #expect(try sketch.trace(family: .v4).verdict == .works)
    #expect(try sketch.trace(family: .v6).blockers == ["request sg-server inbound"])
  }

  @Test func `an interface of AWS's own without groups, such as a NAT gateway's, is not filtered by any`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-client"].type = "natGateway"
    sketch.interfaces["eni-client"].instance = nil
    sketch.interfaces["eni-client"].groups = []
    #expect(try sketch.trace(from: "eni-client").verdict == .works)
  }
}
