import NetworkModel
import Ports
import Reachability
import Testing

/// Interface and internet, through an internet gateway: traps 20 and 32.
struct InternetGatewayTests {
  private let client = "198.51.100.7"

  @Test func `trap 32: out to the internet takes a route, an attached gateway and a public address`() throws {
    var sketch = Sketch.withGateway
    #expect(try sketch.trace(to: client).verdict == .works)

    sketch.tables["rtb-app"].routes = []
    #expect(try sketch.trace(to: client).findings.map(\.code) == [.noRouteToDestination])

    sketch = .withGateway
    sketch.gateways["igw-1"].vpc = nil
    #expect(try sketch.trace(to: client).findings.map(\.code).contains(.badStateAttachment))
    #expect(try sketch.trace(to: client).verdict == .blocked)

    sketch = .withGateway
    sketch.interfaces["eni-client"].publicAddress = nil
    #expect(try sketch.trace(to: client).findings.map(\.code).contains(.noPublicAddressForEgress))
    #expect(try sketch.trace(to: client).verdict == .blocked)
  }

  @Test func `trap 32: in from the internet takes a public address, an attached gateway and a route back`() throws {
    var sketch = Sketch.withGateway
    #expect(try sketch.trace(from: client).verdict == .works)

    sketch.tables["rtb-data"].routes = []
    #expect(try sketch.trace(from: client).findings.map(\.code) == [.noRouteToDestination])

    sketch = .withGateway
    sketch.gateways["igw-1"].vpc = nil
    #expect(try sketch.trace(from: client).verdict == .blocked)

    sketch = .withGateway
    sketch.interfaces["eni-server"].publicAddress = nil
    #expect(try sketch.trace(from: client).findings.map(\.code).contains(.noPublicAddressForIngress))
    #expect(try sketch.trace(from: client).verdict == .blocked)
  }

  @Test func `trap 32: a gateway attached to another VPC than the one whose table names it drops`() throws {
    var sketch = Sketch.withGateway
    sketch.vpcs.add(SketchedVPC(id: "vpc-2", blocks: ["10.9.0.0/16"]))
    sketch.gateways["igw-1"].vpc = "vpc-2"
    #expect(try sketch.trace(to: client).verdict == .blocked)
    #expect(try sketch.trace(from: client).verdict == .blocked)
  }

  @Test(arguments: ["10.77.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1"])
  func `trap 32: a gateway does not carry packets to private and shared addresses`(_ address: String) throws {
    let trace = try Sketch.withGateway.trace(to: address)
    #expect(trace.verdict == .blocked)
    let code: Finding.Code = address.hasPrefix("100.") ? .sharedDestination : .privateDestination
    #expect(trace.findings.map(\.code) == [code])
    #expect(trace.findings.map(\.component.id) == ["igw-1"])
  }

  @Test func `trap 32: IPv6 takes no translation, but an address of the global space`() throws {
    var sketch = Sketch.withGateway
    sketch.interfaces["eni-client"].publicAddress = nil
    sketch.groups["sg-client"].inbound = SketchedGroup.Rule.all
    #expect(try sketch.trace(to: "2600::1").verdict == .works)
    #expect(try sketch.trace(from: "2600::1", to: "2001:db8:1:1::10").verdict == .works)
    sketch.interfaces["eni-client"].addressesV6 = ["fd00::10"]  // unique local, RFC 4193
    #expect(try sketch.trace(from: "eni-client", to: "2600::1").verdict == .blocked)
  }

  @Test func `trap 32: DenyAllIgwTraffic keeps an interface's IPv6 from the gateway`() throws {
    var sketch = Sketch.withGateway
    sketch.groups["sg-client"].inbound = SketchedGroup.Rule.all
    sketch.interfaces["eni-client"].more = ["DenyAllIgwTraffic": true]
    #expect(try sketch.trace(to: "2600::1").verdict == .blocked)
    #expect(try sketch.trace(from: "2600::1", to: "2001:db8:1:1::10").verdict == .blocked)
    #expect(try sketch.trace(to: client).verdict == .works)  // of IPv4 it says nothing
    #expect(try sketch.trace(family: .v6).verdict == .works)  // nor of traffic inside the VPC
    sketch.interfaces["eni-client"].more = ["DenyAllIgwTraffic": false]
    #expect(try sketch.trace(to: "2600::1").verdict == .works)
  }

  @Test func `inside the VPC filters see the private address, never the public one`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].inbound = [.allow(100, at: "198.51.100.0/24")]
    sketch.acls["acl-data"].outbound = [.allow(100, at: "198.51.100.0/24")]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "198.51.100.0/24")]
    let trace = try sketch.trace(from: client)
    #expect(trace.verdict == .works)
    #expect(try trace.leg.to.address == IPAddress("10.0.2.20"))
  }

  @Test func `the client's ephemeral ports come back through the ACL, from the internet as well`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-app"].inbound = [.allow(100, "6", 40_000...50_000)]
    let trace = try sketch.trace(to: client)
    #expect(trace.verdict == .intermittent)
    #expect(trace.working.sure.count == 10_001)
    sketch = .withGateway
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 1024...49_151)]
    let fromOutside = try sketch.trace(from: client)  // 1024–65535
    #expect(fromOutside.working.sure.count == 48_128)
  }

  @Test func `D2: two instances that call each other's public address meet at the gateway`() throws {
    var sketch = Sketch.withGateway
    let trace = try sketch.trace(to: "203.0.113.20")
    #expect(trace.verdict == .works)
    let gateways = try (trace.leg.request + trace.leg.reply).filter { $0.component.kind == .internetGateway }
    #expect(gateways.map(\.direction) == [.outbound, .inbound, .outbound, .inbound])
    // The server's side sees 203.0.113.10, the client's side 203.0.113.20.
    sketch.acls["acl-data"].inbound = [.allow(100, at: "203.0.113.10/32")]
    sketch.acls["acl-data"].outbound = [.allow(100, at: "203.0.113.10/32")]
    sketch.acls["acl-app"].inbound = [.allow(100, at: "203.0.113.20/32")]
    sketch.acls["acl-app"].outbound = [.allow(100, at: "203.0.113.20/32")]
    #expect(try sketch.trace(to: "203.0.113.20").verdict == .works)
    #expect(try sketch.trace(to: "10.0.2.20").verdict == .blocked)
  }

  @Test func `D2: a caller without a public address does not reach a public one by the gateway`() throws {
    var sketch = Sketch.withGateway
    sketch.interfaces["eni-client"].publicAddress = nil
    #expect(try sketch.trace(to: "203.0.113.20").verdict == .blocked)
  }

  @Test func `a caller behind a NAT gateway may reach a public address: not modelled, so unknown`() throws {
    var sketch = Sketch.withGateway
    sketch.interfaces["eni-client"].publicAddress = nil
    sketch.tables["rtb-app"].routes = [.to("0.0.0.0/0", via: "nat-1")]
    let trace = try sketch.trace(to: "203.0.113.20")
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("nat-1") })
  }

  @Test func `two VPCs reach each other's global IPv6 addresses over their gateways`() throws {
    var sketch = Sketch.withGateway
    sketch.vpcs.add(SketchedVPC(id: "vpc-2", blocks: ["10.9.0.0/16", "2001:db8:2::/56"]))
    sketch.subnets.add(
      SketchedSubnet(id: "subnet-2", vpc: "vpc-2", block: "10.9.1.0/24", blockV6: "2001:db8:2:1::/64"))
    sketch.acls.add(.open("acl-2", subnets: ["subnet-2"], vpc: "vpc-2"))
    sketch.gateways.add(SketchedGateway(id: "igw-2", vpc: "vpc-2"))
    sketch.tables.add(
      SketchedTable(
        id: "rtb-2", vpc: "vpc-2", subnets: ["subnet-2"], localBlocks: ["10.9.0.0/16", "2001:db8:2::/56"],
        routes: [.to("::/0", via: "igw-2")]))
    sketch.interfaces.add(
      SketchedInterface(
        id: "eni-far", vpc: "vpc-2", subnet: "subnet-2", addresses: ["10.9.1.30"], addressesV6: ["2001:db8:2:1::30"],
        groups: ["sg-server"]))
    #expect(try sketch.trace(to: "eni-far", family: .v6).verdict == .works)
    #expect(try sketch.trace(to: "eni-far", family: .v4).verdict == .blocked)  // private addresses do not travel
    sketch.gateways["igw-2"].vpc = nil
    #expect(try sketch.trace(to: "eni-far", family: .v6).verdict == .blocked)
  }

  @Test func `an edge route table that leads elsewhere than local is not passed over`() throws {
    var sketch = Sketch.withGateway
    sketch.tables.add(
      SketchedTable(id: "rtb-edge", gateways: ["igw-1"], routes: [.to("10.0.2.0/24", via: "eni-box")]))
    sketch.groups["sg-client"].inbound = SketchedGroup.Rule.all
    let trace = try sketch.trace(from: client)
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("eni-box") })
    #expect(try sketch.trace(from: client, to: "client").verdict == .works)  // 10.0.1.0/24 stays local
  }

  @Test func `D3: a NAT gateway takes no connections from outside`() throws {
    var sketch = Sketch.withGateway
    sketch.interfaces["eni-server"].type = "natGateway"
    sketch.interfaces["eni-server"].instance = nil
    sketch.interfaces["eni-server"].groups = []
    #expect(try sketch.trace(from: client, to: "eni-server").verdict == .blocked)
    #expect(try sketch.trace(to: "eni-server").verdict == .blocked)
    #expect(try sketch.trace(to: "eni-server", .icmp).verdict == .blocked)  // nor does it answer a ping
  }
}
