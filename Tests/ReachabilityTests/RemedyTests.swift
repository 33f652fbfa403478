import Foundation
import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing

/// Edits with which a connection works, asked again of the edited network.
struct RemedyTests {
  /// The edits for a connection that does not work, after asking the edited network.
  private func edits(_ sketch: Sketch, _ trace: Trace) throws -> [Edit] {
    let remedy = try #require(Remedy(for: trace))
    var engine = Engine(remedy.network)
    let again = engine.trace(
      try Query(
        from: engine.directory.endpoint(trace.query.from.name), to: engine.directory.endpoint(trace.query.to.name),
        ipProtocol: trace.query.ipProtocol, port: trace.query.port, clientPorts: trace.query.clientPorts,
        family: trace.query.family))
    #expect(again.verdict == .works)
    return remedy.edits
  }

  @Test func `examples-shop: the data ACL's outbound rule 100 is widened to the Linux range`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../examples/shop")
    let network = try Snapshot(readingFrom: folder.standardizedFileURL.path).network
    var engine = Engine(network)
    let trace = engine.trace(
      try Query(
        from: engine.directory.endpoint("web-1"), to: engine.directory.endpoint("orders"), ipProtocol: .tcp, port: 5432)
    )
    let remedy = try #require(Remedy(for: trace))
    guard case .replaceEntry(let id, let entry, let wider)? = remedy.edits.first, remedy.edits.count == 1 else {
      Issue.record("not one widened entry: \(remedy.edits)")
      return
    }
    #expect(network.networkACLs[id]?.name == "data")
    #expect(entry.direction == .outbound)
    #expect(entry.number == 100)
    #expect(wider.pattern == TrafficPattern(.tcp, "32768-60999"))
    #expect(wider.cidrBlock == entry.cidrBlock && wider.number == 100)
    var after = Engine(remedy.network)
    #expect(after.trace(trace.query).verdict == .works)
    #expect(after.trace(trace.query).working.sure.count == 28_232)
  }

  @Test func `what works needs no remedy, and what is unknown gets none`() throws {
    var sketch = Sketch()
    #expect(Remedy(for: try sketch.trace()) == nil)
    sketch.acls.remove("acl-data")
    #expect(Remedy(for: try sketch.trace()) == nil)
  }

  @Test func `a new entry has a free number before the entry that denies`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(50, "17"), .deny(100, "6", 5000...6000), .allow(200)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    let edits = try edits(sketch, trace)
    guard case .addEntry(let id, let entry)? = edits.first, edits.count == 1 else {
      Issue.record("not one new entry: \(edits)")
      return
    }
    #expect(id.text == "acl-data")
    #expect(entry.direction == .inbound && entry.action == .allow)
    #expect((51...99).contains(entry.number))
    #expect(entry.pattern == TrafficPattern(.tcp, "5432"))
    #expect(entry.matches(try #require(IPAddress("10.0.1.10"))))
    #expect(entry.cidrBlock.prefixLength > 0)  // no wider than the client's subnet
    #expect(try #require(CIDRBlock("10.0.1.0/24")).contains(entry.cidrBlock))
  }

  @Test func `without an entry that denies, a new one comes behind all others and before the end`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(32_760, "17")]
    guard case .addEntry(_, let entry)? = try edits(sketch, try sketch.trace()).first else {
      Issue.record("no new entry")
      return
    }
    #expect((32_761...32_766).contains(entry.number))
  }

  @Test func `no free number before the entry that denies, no remedy`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.deny(1), .allow(100)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    #expect(Remedy(for: trace) == nil)
  }

  @Test func `numbers are free in the direction of the new entry, for both families`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "6", 5432...5432), .allow(110, at: "::/0")]
    sketch.acls["acl-data"].outbound = [.allow(100, "17"), .allow(110, at: "::/0")]
    guard case .addEntry(_, let entry)? = try edits(sketch, try sketch.trace()).first else {
      Issue.record("no new entry")
      return
    }
    #expect(entry.direction == .outbound)
    #expect(![100, 110].contains(entry.number))
  }

  @Test func `a group that lacks a rule gets one for the port alone`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = []
    let edits = try edits(sketch, try sketch.trace())
    guard case .addRule(let group, let rule)? = edits.first, edits.count == 1 else {
      Issue.record("not one new rule: \(edits)")
      return
    }
    #expect(group.text == "sg-server")
    #expect(rule.direction == .inbound)
    #expect(rule.pattern == TrafficPattern(.tcp, "5432"))
    #expect(rule.peer == .securityGroup(Identifier("sg-client")))
  }

  @Test func `all edits that are needed are proposed together`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = []
    sketch.acls["acl-app"].inbound = []
    sketch.acls["acl-data"].inbound = []
    #expect(try edits(sketch, try sketch.trace()).count == 3)
  }

  @Test func `an echo gets its two types and nothing else`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = []
    sketch.acls["acl-data"].outbound = []
    let patterns = try edits(sketch, try sketch.trace(.icmp)).map { edit -> TrafficPattern? in
      if case .addEntry(_, let entry) = edit { entry.pattern } else { nil }
    }
    #expect(patterns == [TrafficPattern(.icmp, PortSet(8 << 8)), TrafficPattern(.icmp, PortSet(0))])
  }

  @Test func `nothing mends a route that leads astray inside a VPC, nor starts an instance`() throws {
    var sketch = Sketch()
    sketch.tables["rtb-data"].routes = [.blackhole("10.0.1.0/24", via: "eni-gone")]
    #expect(Remedy(for: try sketch.trace()) == nil)
    sketch.acls["acl-data"].outbound = []  // nor when a filter is at fault besides
    #expect(Remedy(for: try sketch.trace()) == nil)
    sketch = Sketch()
    sketch.instances["i-server"].state = "stopped"
    #expect(Remedy(for: try sketch.trace()) == nil)
  }

  @Test func `a remedy for the internet is for all of it or there is none`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].inbound = []
    let trace = try sketch.trace(from: "internet")
    if let remedy = Remedy(for: trace) {
      var engine = Engine(remedy.network)
      #expect(engine.trace(trace.query).verdict == .works)
    }
  }

  @Test func `an entry for a server's port is not made one for replies`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 40_000...40_000)]
    let edits = try edits(sketch, try sketch.trace())
    guard case .addEntry(_, let entry)? = edits.first, edits.count == 1 else {
      Issue.record("not one new entry: \(edits)")
      return
    }
    #expect(entry.number > 100 && entry.pattern == TrafficPattern(.tcp, "32768-60999"))
  }

  @Test func `what a rule denies on purpose is overridden last, for no more than is needed, and said`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.deny(90, "6", 50_000...50_000), .allow(100, "6", 32_768...60_999)]
    let remedies = Remedy.all(for: try sketch.trace())
    let first = try #require(remedies.first)
    guard case .addEntry(let id, let entry)? = first.edits.first, first.edits.count == 1 else {
      Issue.record("not one new entry: \(first.edits)")
      return
    }
    #expect(entry.number < 90 && entry.pattern == TrafficPattern(.tcp, "50000"))
    let denying = try #require(try sketch.network.networkACLs[id]?.entries.first { $0.number == 90 })
    #expect(first.cautions == [.overridesDeny(id, denying)])
    #expect(remedies.allSatisfy { !$0.cautions.isEmpty })
  }

  @Test func `a missing route to the internet leads to the gateway, and the caution says so`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-data"].routes = []
    let remedy = try #require(Remedy(for: try sketch.trace(from: "internet")))
    let route = Route(destination: .cidrBlock(.anyIPv4), target: .internetGateway("igw-1"))
    #expect(remedy.edits == [.addRoute("rtb-data", route)])
    #expect(remedy.cautions == [.leadsToInternet("rtb-data")])
  }

  @Test func `a blackhole route is replaced, for the addresses it was for`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-app"].routes = [.blackhole("203.0.0.0/8", via: "nat-gone")]
    let remedy = try #require(Remedy(for: try sketch.trace(to: "203.0.113.99", port: 443)))
    guard case .replaceRoute(_, let old, let new)? = remedy.edits.first, remedy.edits.count == 1 else {
      Issue.record("not one replaced route: \(remedy.edits)")
      return
    }
    #expect(old.destination == new.destination && new.target == .internetGateway("igw-1"))
  }

  @Test func `the quota of an ACL is a caution at 20 entries and a bound at 40`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = (1...19).map { .allow($0, "17") }
    #expect(
      try #require(Remedy(for: try sketch.trace())).cautions == [
        .exceedsQuota("acl-data", .inbound, count: 21, quota: 20)
      ])
    sketch.acls["acl-data"].inbound = (1...39).map { .allow($0, "17") }
    #expect(Remedy(for: try sketch.trace()) == nil)
  }

  @Test func `of several groups the one that the fewest interfaces carry gets the rule`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = []
    sketch.groups.add(SketchedGroup(id: "sg-own"))
    sketch.interfaces["eni-client"].groups = ["sg-client", "sg-server"]
    sketch.interfaces["eni-server"].groups = ["sg-server", "sg-own"]
    #expect(try #require(Remedy(for: try sketch.trace())).edits.map(\.resource) == ["sg-own"])
  }

  @Test func `edits are taken back by their inverse`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = []
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    let network = try sketch.network
    let remedy = try #require(Remedy(for: try sketch.trace()))
    let back = remedy.network.applying(remedy.edits.reversed().map(\.inverse))
    #expect(Array(back.networkACLs) == Array(network.networkACLs))
    #expect(Array(back.securityGroups) == Array(network.securityGroups))
  }

  @Test func `a connection is stopped where it enters, where it leaves, and by taking rules out`() throws {
    let sketch = Sketch()
    let trace = try sketch.trace()
    let remedies = Remedy.all(for: trace, goal: .stops)
    #expect(remedies.map { $0.edits.map(\.resource) } == [["acl-data"], ["acl-app"], ["sg-server"], ["sg-client"]])
    guard case .addEntry(_, let entry)? = remedies.first?.edits.first else {
      Issue.record("no new entry")
      return
    }
    #expect(entry.action == .deny && entry.number < 100 && entry.pattern == TrafficPattern(.tcp, "5432"))
    #expect(entry.cidrBlock == CIDRBlock("10.0.1.10/32"))
    for remedy in remedies {
      var engine = Engine(remedy.network)
      #expect(engine.trace(trace.query).verdict == .blocked)
    }
  }
}
