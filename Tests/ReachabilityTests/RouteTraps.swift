import NetworkModel
import Ports
import Reachability
import Testing

/// Route tables: traps 15, 29–31 and 33.
struct RouteTraps {
  /// Asks whether the client reaches an address outside, through whatever its table says.
  private func outside(
    _ sketch: Sketch, _ address: String = "198.51.100.7"
  ) throws -> Trace {
    try sketch.trace(to: address, port: 443)
  }

  /// A sketch whose client has these routes besides the `local` ones.
  private func sketch(_ routes: SketchedTable.Route..., lists: [String: [String]?] = [:]) -> Sketch {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-app"].routes = routes
    for (id, blocks) in lists { sketch.prefixLists.add(SketchedPrefixList(id: id, blocks: blocks)) }
    return sketch
  }

  @Test func `trap 15: a subnet that no table claims uses the main table of its VPC`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-app"].subnets = []
    #expect(try outside(sketch).verdict == .unknown)  // no main table in the snapshot: it might be anything
    sketch.tables.add(SketchedTable(id: "rtb-main", isMain: true))
    #expect(try outside(sketch).blockers == ["request rtb-main"])
    sketch.tables["rtb-main"].routes = [.to("0.0.0.0/0", via: "igw-1")]
    #expect(try outside(sketch).verdict == .works)
  }

  @Test func `the main table is not asked for a subnet that has one of its own`() throws {
    var sketch = sketch()
    sketch.tables.add(SketchedTable(id: "rtb-main", isMain: true, routes: [.to("0.0.0.0/0", via: "igw-1")]))
    #expect(try outside(sketch).blockers == ["request rtb-app"])
  }

  @Test func `the longest prefix wins, IPv4 and IPv6 apart`() throws {
    let sketch = sketch(
      .to("0.0.0.0/0", via: "nat-1"), .to("198.51.100.0/24", via: "igw-1"), .to("::/0", via: "igw-1"))
    #expect(try outside(sketch).verdict == .works)
    #expect(try outside(sketch, "198.51.101.7").verdict == .unknown)  // by the NAT gateway
    #expect(try outside(sketch, "2600::1").verdict == .works)
  }

  @Test func `without a route packets are dropped`() throws {
    let trace = try outside(sketch())
    #expect(trace.findings.map(\.code) == [.noRouteToDestination])
    #expect(trace.verdict == .blocked)
  }

  @Test func `trap 29: a blackhole route drops, and no shorter prefix takes its place`() throws {
    let sketch = sketch(.to("0.0.0.0/0", via: "igw-1"), .blackhole("198.51.100.0/24", via: "nat-gone"))
    let trace = try outside(sketch)
    #expect(trace.verdict == .blocked)
    #expect(trace.findings.map(\.code) == [.badStateRoute])
    #expect(try outside(sketch, "198.51.101.7").verdict == .works)
  }

  @Test func `trap 29: a blackhole inside the VPC drops too`() throws {
    var sketch = Sketch()
    sketch.tables["rtb-app"].routes = [.blackhole("10.0.2.0/24", via: "eni-gone")]
    #expect(try sketch.trace().blockers == ["request rtb-app"])
  }

  @Test(arguments: ["eni-box", "nat-1", "vpce-1"])
  func `trap 30: a route for a whole subnet beats local, so the packets go by what it names`(_ target: String) throws {
    var sketch = Sketch()
    sketch.tables["rtb-app"].routes = [.to("10.0.2.0/24", via: target)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)  // such hops are not modelled yet, and never taken for `local`
    #expect(trace.unknowns.contains { $0.what.contains(target) })
  }

  @Test func `the target of the local route itself can be replaced`() throws {
    var sketch = Sketch()
    sketch.tables["rtb-app"].localBlocks = []
    sketch.tables["rtb-app"].routes = [.to("10.0.0.0/16", via: "eni-box")]
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("eni-box") })
  }

  @Test func `trap 31: of equal prefixes a static route beats a prefix list's, and that a propagated one`() throws {
    let lists: [String: [String]?] = ["pl-1": ["198.51.100.0/24"]]
    let block = "198.51.100.0/24"
    #expect(try outside(sketch(.to(block, via: "igw-1"), .to("pl-1", via: "nat-1"), lists: lists)).verdict == .works)
    #expect(
      try outside(sketch(.to("pl-1", via: "igw-1"), .propagated(block, via: "vgw-1"), lists: lists)).verdict == .works)
    #expect(try outside(sketch(.to(block, via: "igw-1"), .propagated(block, via: "vgw-1"))).verdict == .works)
    // The other way round the winner is what Portolan does not model.
    #expect(try outside(sketch(.to(block, via: "nat-1"), .to("pl-1", via: "igw-1"), lists: lists)).verdict == .unknown)
    #expect(
      try outside(sketch(.to("pl-1", via: "nat-1"), .propagated(block, via: "igw-1"), lists: lists)).verdict == .unknown
    )
    // A static blackhole wins as well.
    #expect(
      try outside(sketch(.blackhole(block, via: "nat-gone"), .to("pl-1", via: "igw-1"), lists: lists)).verdict
        == .blocked)
  }

  @Test func `trap 31: a longer prefix wins before any of that counts`() throws {
    let lists: [String: [String]?] = ["pl-1": ["198.51.100.0/25"]]
    let list = sketch(.to("198.51.100.0/24", via: "nat-1"), .to("pl-1", via: "igw-1"), lists: lists)
    #expect(try outside(list).verdict == .works)
    let propagated = sketch(.to("0.0.0.0/0", via: "igw-1"), .propagated("198.51.100.0/24", via: "vgw-1"))
    #expect(try outside(propagated).verdict == .unknown)
  }

  @Test func `trap 31: which of two prefix lists wins is AWS's choice, so it is unknown`() throws {
    let lists: [String: [String]?] = ["pl-a": ["198.51.100.0/24"], "pl-b": ["192.0.2.0/24", "198.51.100.0/24"]]
    let trace = try outside(sketch(.to("pl-a", via: "igw-1"), .to("pl-b", via: "nat-1"), lists: lists))
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("igw-1") && $0.what.contains("nat-1") })
  }

  @Test func `trap 31: two prefix lists with one target leave no choice`() throws {
    let lists: [String: [String]?] = ["pl-a": ["198.51.100.0/24"], "pl-b": ["198.51.100.0/24"]]
    #expect(try outside(sketch(.to("pl-a", via: "igw-1"), .to("pl-b", via: "igw-1"), lists: lists)).verdict == .works)
  }

  @Test func `trap 31: of three prefix lists the one that differs makes a choice, wherever it stands`() throws {
    let lists: [String: [String]?] = [
      "pl-a": ["198.51.100.0/24"], "pl-b": ["198.51.100.0/24"], "pl-c": ["198.51.100.0/24"],
    ]
    for other in ["pl-a", "pl-b", "pl-c"] {
      var sketch = sketch(lists: lists)
      sketch.tables["rtb-app"].routes = lists.keys.sorted().map { .to($0, via: $0 == other ? "nat-1" : "igw-1") }
      #expect(try outside(sketch).verdict == .unknown, "\(other) leads elsewhere")
    }
  }

  @Test func `trap 33: the way back is looked up by itself, in the table of the server's subnet`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-data"].routes = []
    let trace = try sketch.trace(from: "198.51.100.7")
    #expect(trace.blockers == ["reply rtb-data"])
    #expect(trace.findings.map(\.code) == [.noRouteToDestination])
  }

  @Test func `trap 33: the way back may go by something else than the way out`() throws {
    var sketch = Sketch()
    sketch.tables["rtb-data"].routes = [.to("10.0.1.0/24", via: "eni-box")]
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("eni-box") })
    // And the request does not depend on it.
    #expect(try trace.leg.request.flatMap(\.decisions).allSatisfy { $0.outcome == .pass })
  }

  @Test func `a route in a state that AWS does not explain is unknown`() throws {
    var sketch = sketch()
    sketch.tables["rtb-app"].routes = [
      SketchedTable.Route(destination: "0.0.0.0/0", target: "igw-1", state: "filtered")
    ]
    #expect(try outside(sketch).verdict == .unknown)
  }

  @Test(arguments: ["nat-1", "tgw-1", "pcx-1", "vgw-1", "eni-box", "vpce-1"])
  func `a target that is not modelled is unknown and named`(_ target: String) throws {
    let trace = try outside(sketch(.to("0.0.0.0/0", via: target)))
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains(target) })
  }

  @Test func `an address of another VPC is not reached by the local route of one's own`() throws {
    var sketch = Sketch()
    sketch.vpcs.add(SketchedVPC(id: "vpc-2", blocks: ["10.0.0.0/16"]))  // the same block twice
    sketch.subnets.add(SketchedSubnet(id: "subnet-2", vpc: "vpc-2", block: "10.0.3.0/24"))
    sketch.acls.add(.open("acl-2", subnets: ["subnet-2"], vpc: "vpc-2"))
    sketch.tables.add(SketchedTable(id: "rtb-2", vpc: "vpc-2", subnets: ["subnet-2"]))
    sketch.interfaces.add(
      SketchedInterface(
        id: "eni-far", vpc: "vpc-2", subnet: "subnet-2", addresses: ["10.0.3.30"], groups: ["sg-server"]))
    #expect(try sketch.trace(to: "eni-far").verdict == .blocked)
  }
}
