import AWSCatalogue
import NetworkModel
import Ports
import Reachability
import Testing

/// What nobody asked AWS is not “none”, and what pages are missing of is not whole.
struct LedgerTests {
  @Test func `a VPC has no internet gateway only if the call that lists them was made`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].publicAddress = "203.0.113.20"
    #expect(try sketch.trace(from: "198.51.100.7").verdict == .blocked)
    sketch.unasked = ["InternetGateways", "RouteTables"]
    let trace = try sketch.trace(from: "198.51.100.7")
    #expect(trace.verdict == .unknown)
    #expect(
      trace.unknowns.map(\.why) == [
        "aws ec2 describe-internet-gateways was not made", "aws ec2 describe-route-tables was not made",
      ])
  }

  @Test func `what lists with a page missing do not tell is unknown`() throws {
    var sketch = Sketch()
    sketch.hasMorePages = true
    #expect(try sketch.trace().verdict == .works)  // everything it depends on is listed
    sketch.acls["acl-data"].subnets = []
    sketch.acls.add(
      SketchedACL(id: "acl-default", isDefault: true, inbound: [.allow(100)], outbound: [.allow(100)]))
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.map(\.why) == ["the answer of aws ec2 describe-network-acls lacks pages"])
  }

  @Test func `the main route table stands in for no table that may be on another page`() throws {
    var sketch = Sketch()
    sketch.tables["rtb-data"].subnets = []
    sketch.tables["rtb-data"].isMain = true
    #expect(try sketch.trace().verdict == .works)
    sketch.hasMorePages = true
    #expect(try sketch.trace().verdict == .unknown)
  }

  @Test func `that Block Public Access is off is said, and unknown where nothing is taken for granted`() throws {
    let sketch = Sketch.withGateway
    let trace = try sketch.trace(to: "198.51.100.7")
    #expect(trace.verdict == .works)
    #expect(
      trace.assumptions.map(\.description) == [
        "VPC Block Public Access is off (aws ec2 describe-vpc-block-public-access-options was not made)"
      ])
    var network = try sketch.network
    network.isStrict = true
    var engine = Engine(network)
    let strict = engine.trace(
      try Query(
        from: engine.directory.endpoint("client"), to: engine.directory.endpoint("198.51.100.7"), ipProtocol: .tcp,
        port: 443))
    #expect(strict.verdict == .unknown)
    #expect(strict.assumptions.isEmpty)
    #expect(strict.unknowns.map(\.what) == ["whether VPC Block Public Access is off"])
  }

  @Test func `that an instance runs that nothing describes is said`() throws {
    var sketch = Sketch()
    sketch.instances["i-server"].state = "stopped"
    #expect(try sketch.trace().verdict == .blocked)
    sketch.unasked = ["Instances"]
    let trace = try sketch.trace(from: "eni-client", to: "eni-server", clientPorts: "32768-60999")
    #expect(trace.verdict == .works)
    #expect(
      trace.assumptions.map(\.description) == [
        "instance i-client runs (aws ec2 describe-instances was not made)",
        "instance i-server runs (aws ec2 describe-instances was not made)",
      ])
  }

  @Test(arguments: [
    "acl-data", "sg-server", "rtb-data", "eni-server", "subnet-data", "vpc-1", "sg-client", "rtb-app", "acl-app",
  ])
  func `what is said of a resource in two ways decides nothing`(id: String) throws {
    var network = try Sketch().network
    network.doubts[id] = [Doubt(what: "what \(id) is", why: "two files differ")]
    var engine = Engine(network)
    let query = try Query(
      from: engine.directory.endpoint("client"), to: engine.directory.endpoint("server"), ipProtocol: .tcp, port: 5432)
    let trace = engine.trace(query)
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains(Unknown(what: "what \(id) is", why: "two files differ")))
    let plane = engine.plane(for: .tcp)
    let matrix = Matrix(of: engine.directory, through: plane)
    func position(_ interface: Identifier<NetworkInterface>) throws -> Int {
      try #require(matrix.classes.firstIndex { $0.contains { matrix.hosts[$0].interface.id == interface } })
    }
    #expect(
      try matrix.cell(from: position("eni-client"), to: position("eni-server"), port: 5432).verdict == .unknown)
  }

  @Test func `nor does a gateway`() throws {
    let id = "igw-1"
    var network = try Sketch.withGateway.network
    network.doubts[id] = [Doubt(what: "what \(id) is", why: "two files differ")]
    var engine = Engine(network)
    for ends in [("client", "198.51.100.7"), ("198.51.100.7", "server")] {
      let query = try Query(
        from: engine.directory.endpoint(ends.0), to: engine.directory.endpoint(ends.1), ipProtocol: .tcp, port: 443)
      let trace = engine.trace(query)
      #expect(trace.verdict == .unknown)
      #expect(trace.unknowns.contains(Unknown(what: "what \(id) is", why: "two files differ")))
    }
  }

  @Test func `the ledger tells accounts and Regions apart`() {
    var ledger = CallLedger.empty
    let (here, there) = (Scope(account: "111122223333"), Scope(account: "444455556666"))
    ledger.note(.describeVpcs, .whole, in: here, file: "a.json")
    #expect(ledger.status(of: .describeVpcs, in: here) == .whole)
    #expect(ledger.status(of: .describeVpcs, in: there) == .notMade)
    #expect(ledger.status(of: .describeVpcs) == .whole)
    ledger.note(.describeVpcs, .denied, in: there, file: "b.json")
    #expect(ledger.status(of: .describeVpcs, in: there) == .denied)
    ledger.note(.describeVpcs, .cutOff, in: here, file: "c.json")
    #expect(ledger.status(of: .describeVpcs, in: here) == .cutOff)
    #expect(CallLedger.complete.status(of: .describeVpcs) == .whole)
  }
}
