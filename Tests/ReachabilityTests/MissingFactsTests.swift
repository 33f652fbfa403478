import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing

/// What the snapshot lacks makes an answer unknown exactly when the answer depends on it.
struct MissingFactsTests {
  @Test func `a missing network ACL is unknown and named`() throws {
    var sketch = Sketch()
    sketch.acls.remove("acl-data")
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.map(\.what) == ["the network ACL of subnet-data"])
    #expect(trace.unknowns[0].why.contains("describe-network-acls"))
    #expect(trace.findings.isEmpty)
  }

  @Test func `a missing network ACL does not matter where a sure drop decides`() throws {
    var sketch = Sketch()
    sketch.acls.remove("acl-data")
    sketch.groups["sg-server"].inbound = []
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    #expect(trace.unknowns.isEmpty)
    #expect(trace.blockers == ["request sg-server inbound"])
  }

  @Test func `a missing network ACL leaves the ports undecided that nothing else drops`() throws {
    var sketch = Sketch()
    sketch.acls.remove("acl-data")
    sketch.acls["acl-app"].inbound = [.allow(100, "6", 40_000...65_535)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)  // at best 40000–60999 work, at worst none
    #expect(trace.working == Passage(sure: .empty, undecided: "40000-60999"))
  }

  @Test func `a missing route table is unknown, and does not matter to neighbours`() throws {
    var sketch = Sketch()
    sketch.tables.remove("rtb-data")
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.map(\.what) == ["the route table of subnet-data"])
    sketch.interfaces["eni-server"].subnet = "subnet-app"
    sketch.interfaces["eni-server"].addresses = ["10.0.1.20"]
    sketch.tables.removeAll()
    sketch.acls.removeAll()
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `an unresolved group is unknown and named`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].groups = ["sg-lost"]
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.map(\.what) == ["the security group sg-lost"])
    #expect(trace.unknowns[0].why.contains("describe-security-groups"))
  }

  @Test func `an unresolved group does not matter where another group allows, since groups only allow`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].groups = ["sg-lost", "sg-server"]
    #expect(try sketch.trace().verdict == .works)
    sketch.groups["sg-server"].inbound = []
    #expect(try sketch.trace().verdict == .unknown)
    sketch.acls["acl-data"].inbound = []
    #expect(try sketch.trace().verdict == .blocked)
  }

  @Test func `groups that the snapshot does not list at all are unknown`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].groups = nil
    #expect(try sketch.trace().verdict == .unknown)
  }

  @Test func `a reference to a group that the snapshot does not describe still has its members`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-lost")]
    #expect(try sketch.trace().verdict == .blocked)
    sketch.interfaces["eni-client"].groups = ["sg-client", "sg-lost"]
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `a prefix list without its blocks in a group's rule is unknown, unless another rule allows`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "pl-lost")]
    let trace = try sketch.trace()
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.map(\.what) == ["the blocks of prefix list pl-lost"])
    #expect(try sketch.trace(port: 80).verdict == .blocked)  // the rule is for 5432 only
    sketch.groups["sg-server"].inbound.append(.allow("tcp", 0, 6000, with: "10.0.1.0/24"))
    #expect(try sketch.trace().verdict == .works)
    sketch.prefixLists.add(SketchedPrefixList(id: "pl-lost"))  // described, but without blocks: no better
    sketch.groups["sg-server"].inbound.removeLast()
    #expect(try sketch.trace().verdict == .unknown)
  }

  @Test func `a gateway endpoint's list holds public addresses alone, whatever else is unknown of it`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-app"].routes = [
      .to("10.0.0.0/8", via: "pcx-1"), .to("0.0.0.0/0", via: "igw-1"), .to("pl-lost", via: "vpce-1"),
    ]
    func network(_ kind: String) throws -> Network {
      let json = sketch.json.with([
        "VpcEndpoints": [
          [
            "VpcEndpointId": "vpce-1", "VpcEndpointType": "\(kind)", "VpcId": "vpc-1", "State": "available",
            "ServiceName": "com.amazonaws.eu-west-1.s3",
          ]
        ]
      ])
      return try Snapshot(json: json.text).network
    }
    func isKnown(_ destination: String, _ kind: String) throws -> Bool {
      var engine = Engine(try network(kind))
      let query = try Query(
        from: engine.directory.endpoint("client"), to: engine.directory.endpoint(destination), ipProtocol: .tcp,
        port: 443)
      return !engine.trace(query).unknowns.contains { $0.what.contains("pl-lost") }
    }
    #expect(try isKnown("10.9.0.1", "Gateway"))
    #expect(try !isKnown("198.51.100.7", "Gateway"))
    #expect(try !isKnown("10.9.0.1", "GatewayLoadBalancer"))
  }

  @Test func `a prefix list without its blocks in a route table is unknown where it could carry the packets`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-app"].routes = [.to("0.0.0.0/0", via: "igw-1"), .to("pl-lost", via: "nat-1")]
    let trace = try sketch.trace(to: "198.51.100.7")
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.what.contains("pl-lost") })
    // Beside `local` it has no say, nor where it leads to the same target, nor against a static route for the address alone.
    #expect(try sketch.trace().verdict == .works)
    sketch.tables["rtb-app"].routes = [.to("0.0.0.0/0", via: "igw-1"), .to("pl-lost", via: "igw-1")]
    #expect(try sketch.trace(to: "198.51.100.7").verdict == .works)
    sketch.tables["rtb-app"].routes = [.to("198.51.100.7/32", via: "igw-1"), .to("pl-lost", via: "nat-1")]
    #expect(try sketch.trace(to: "198.51.100.7").verdict == .works)
  }

  @Test func `an internet gateway that the snapshot does not describe is unknown, both ways`() throws {
    var sketch = Sketch.withGateway
    sketch.gateways.removeAll()
    for trace in [try sketch.trace(to: "198.51.100.7"), try sketch.trace(from: "198.51.100.7")] {
      #expect(trace.verdict == .unknown)
      #expect(trace.unknowns.contains { $0.what.contains("igw-1") })
    }
  }

  @Test func `a drop on the way out makes whatever is unknown further on not matter`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-app"].routes = [.to("0.0.0.0/0", via: "nat-1")]
    sketch.acls["acl-app"].outbound = []
    let trace = try sketch.trace(to: "198.51.100.7")
    #expect(trace.verdict == .blocked)
    #expect(trace.unknowns.isEmpty)
  }

  @Test func `every blocker is reported, not only the first`() throws {
    var sketch = Sketch()
    sketch.groups["sg-client"].outbound = []
    sketch.acls["acl-app"] = SketchedACL(id: "acl-app", subnets: ["subnet-app"])
    sketch.acls["acl-data"] = SketchedACL(id: "acl-data", subnets: ["subnet-data"])
    sketch.tables["rtb-app"].routes = [.blackhole("10.0.2.0/24", via: "eni-gone")]
    sketch.tables["rtb-data"].routes = [.blackhole("10.0.1.0/24", via: "eni-gone")]
    sketch.groups["sg-server"].inbound = []
    sketch.instances["i-server"].state = "stopped"
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    #expect(
      trace.blockers == [
        "request sg-client outbound", "request acl-app outbound", "request rtb-app", "request acl-data inbound",
        "request sg-server inbound", "request i-server",
        "reply i-server", "reply acl-data outbound", "reply rtb-data", "reply acl-app inbound",
      ])
  }
}
