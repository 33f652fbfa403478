import NetworkModel
import Ports
import Reachability
import Testing

/// What names lead to, and what stands at the end of a connection.
struct EndpointTests {
  @Test(arguments: ["client", "i-client", "eni-client", "10.0.1.10", "10.0.1.0/24"])
  func `an instance is found by name, id, interface, address and block`(_ name: String) throws {
    let trace = try Sketch().trace(from: name, family: .v4)
    #expect(trace.verdict == .works)
    #expect(try trace.leg.from.address == IPAddress("10.0.1.10"))
  }

  @Test func `a name that two things bear is ambiguous, and the ids that tell them apart are named`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].instance = nil
    sketch.interfaces["eni-server"].more = ["TagSet": [["Key": "Name", "Value": "client"]]]
    do {
      _ = try sketch.trace(from: "client", to: "10.0.2.20")
      Issue.record("two things are called client")
    } catch let error as EndpointError {
      let text = error.description
      #expect(text.contains("i-client") && text.contains("eni-server"))
    }
  }

  @Test func `a misspelt name brings those near it`() throws {
    do {
      _ = try Sketch().trace(to: "sever")
      Issue.record("nothing is called sever")
    } catch let error as EndpointError {
      #expect(error == .unknown("sever", suggestions: ["server"]))
    }
  }

  @Test func `an address of a subnet that nothing has is no endpoint`() throws {
    #expect(throws: EndpointError.self) { try Sketch().trace(to: "10.0.2.99") }
  }

  @Test func `both ends outside the snapshot is no question`() throws {
    #expect(throws: EndpointError.self) { try Sketch().trace(from: "internet", to: "198.51.100.7") }
  }

  @Test(arguments: ["stopped", "stopping", "terminated", "pending", "shutting-down"])
  func `an instance that does not run neither answers nor calls`(_ state: String) throws {
    var sketch = Sketch()
    sketch.instances["i-server"].state = state
    let answering = try sketch.trace()
    #expect(answering.verdict == .blocked)
    #expect(Set(answering.findings.map(\.code)) == [.instanceNotRunning])
    sketch = Sketch()
    sketch.instances["i-client"].state = state
    #expect(try sketch.trace().verdict == .blocked)
  }

  @Test func `the sketch is whole: nothing of it is in doubt`() throws {
    #expect(try Sketch.withGateway.network.doubts.isEmpty)
  }

  @Test func `an interface that is attached to nothing neither answers nor calls`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].instance = nil
    sketch.interfaces["eni-server"].more = ["Attachment": nil, "Status": "available"]
    let answering = try sketch.trace(to: "10.0.2.20")
    #expect(answering.verdict == .blocked)
    #expect(Set(answering.findings.map(\.code)) == [.interfaceDetached])
    #expect(try sketch.trace(from: "10.0.2.20", to: "client").verdict == .blocked)
    sketch.interfaces["eni-server"].instance = "i-server"
    sketch.interfaces["eni-server"].more = [:]
    #expect(try sketch.trace(to: "10.0.2.20").verdict == .works)
  }

  @Test(arguments: ["terminated", "shutting-down"])
  func `an instance that ended does not compete for a name with one that runs`(_ state: String) throws {
    var sketch = Sketch()
    var old = SketchedInstance(id: "i-old")
    old.state = state
    old.name = "server"
    sketch.instances.add(old)
    #expect(try sketch.trace().verdict == .works)
    #expect(try sketch.trace().leg.to.address == IPAddress("10.0.2.20"))
  }

  // MARK: Databases

  /// A sketch with a database of two candidate interfaces: one in subnet-data, one in subnet-app.
  private var withDatabase: Sketch {
    var sketch = Sketch()
    sketch.databases.add(
      SketchedDatabase(id: "orders", subnets: ["subnet-app", "subnet-data"], groups: ["sg-server"]))
    for (id, subnet, address) in [("eni-db-1", "subnet-data", "10.0.2.7"), ("eni-db-2", "subnet-app", "10.0.1.7")] {
      sketch.interfaces.add(
        SketchedInterface(
          id: id, subnet: subnet, addresses: [address], groups: ["sg-server"], details: "RDSNetworkInterface"))
    }
    return sketch
  }

  @Test func `a database may be at any interface of its subnets and groups, so the answer holds for all`() throws {
    var sketch = withDatabase
    let trace = try sketch.trace(to: "orders")
    #expect(trace.verdict == .works)
    #expect(trace.alternatives.flatMap(\.legs).compactMap(\.to.interface?.text).sorted() == ["eni-db-1", "eni-db-2"])
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    let partly = try sketch.trace(to: "orders")  // the way to eni-db-2 crosses no ACL
    #expect(partly.verdict == .intermittent)
    #expect(partly.working.sure.count == 7_233)
  }

  @Test func `interfaces of other databases are no candidates`() throws {
    var sketch = withDatabase
    sketch.interfaces["eni-db-2"].groups = ["sg-client"]
    sketch.interfaces.add(
      SketchedInterface(
        id: "eni-other", subnet: "subnet-data", addresses: ["10.0.2.8"], groups: ["sg-server"], details: "other"))
    #expect(try sketch.trace(to: "orders").alternatives.count == 1)
    // Where none is listed, any address of its subnets may be its own.
    sketch.interfaces["eni-db-1"].details = ""
    let trace = try sketch.trace(to: "orders")
    let ends = trace.alternatives.flatMap(\.legs).map(\.to)
    #expect(ends.compactMap(\.interface).isEmpty)
    #expect(ends.map { $0.addresses?.description } == ["10.0.1.0/24", "10.0.2.0/24"])
  }

  // MARK: Services that nothing filters

  @Test(arguments: [
    ("169.254.169.254", "the instance metadata service"), ("169.254.169.123", "the Amazon Time Sync Service"),
    ("169.254.169.253", "Amazon DNS"), ("10.0.0.2", "Amazon DNS"), ("169.254.170.2", "ECS task metadata"),
    ("10.0.1.1", "the subnet's default router"),
  ])
  func `trap 49: neither groups nor ACLs filter what every VPC has`(_ address: String, _ name: String) throws {
    var sketch = Sketch()
    sketch.groups["sg-client"].outbound = []
    sketch.acls["acl-app"] = SketchedACL(id: "acl-app", subnets: ["subnet-app"])
    sketch.tables["rtb-app"].localBlocks = []
    for ipProtocol in [IPProtocol.tcp, .udp] {
      let trace = try sketch.trace(to: address, ipProtocol, port: 53)
      #expect(trace.verdict == .works)
      #expect(trace.query.to.name == name)
    }
  }

  @Test func `trap 49: Amazon DNS over IPv6`() throws {
    #expect(try Sketch().trace(to: "fd00:ec2::253", .udp, port: 53).verdict == .works)
  }

  @Test func `trap 49: the internet does not reach the services inside a VPC`() throws {
    do {
      let trace = try Sketch.withGateway.trace(from: "internet", to: "169.254.169.254", port: 80)
      #expect(trace.verdict != .works)
    } catch is EndpointError {
      // That it is no question is an answer too.
    }
  }

  @Test func `trap 49: an instance that does not run asks no service`() throws {
    var sketch = Sketch()
    sketch.instances["i-client"].state = "stopped"
    #expect(try sketch.trace(to: "169.254.169.254", port: 80).verdict == .blocked)
  }

  @Test func `trap 49: the Amazon DNS of another VPC is not one's own`() throws {
    var sketch = Sketch()
    sketch.vpcs.add(SketchedVPC(id: "vpc-2", blocks: ["10.9.0.0/16"]))
    #expect(try sketch.trace(to: "10.9.0.2", .udp, port: 53).verdict != .works)
  }
}
