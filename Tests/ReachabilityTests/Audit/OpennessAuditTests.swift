import NetworkModel
import Ports
import Reachability
import Testing

/// What is open: to the internet, by entries for replies; and what security groups say twice or of nobody.
@Suite struct OpennessAuditTests {
  @Test func `what the internet reaches is told to the port`() throws {
    var sketch = Sketch.withGateway
    sketch.groups["sg-server"].inbound = [.allow("tcp", 443, 443, with: "0.0.0.0/0")]
    var findings = try sketch.findings(.internetExposed).filter { $0.component.id == "i-server" }
    #expect(findings.map(\.severity) == [.info])
    #expect(findings.first?.ports == "443")
    sketch.groups["sg-server"].inbound = [.allow("tcp", 20, 443, with: "0.0.0.0/0")]
    findings = try sketch.findings(.internetExposed).filter { $0.component.id == "i-server" }
    #expect(findings.map(\.severity) == [.high])
    #expect(findings.first?.evidence?.port == 22)
  }

  @Test func `trap 32: without gateway, route, public address, or past an ACL nobody gets in`() throws {
    var open = Sketch.withGateway
    open.groups["sg-server"].inbound = [.allow("tcp", 22, 22, with: "0.0.0.0/0")]
    #expect(try open.findings(.internetExposed).count == 1)
    var sketch = open
    sketch.interfaces["eni-server"].publicAddress = nil
    #expect(try sketch.findings(.internetExposed).isEmpty)
    sketch = open
    sketch.tables["rtb-data"].routes = []
    #expect(try sketch.findings(.internetExposed).isEmpty)
    sketch = open
    sketch.gateways.removeAll()
    #expect(try sketch.findings(.internetExposed).isEmpty)
    sketch = open
    sketch.acls["acl-data"].inbound = [.deny(50, "6", 22...22), .allow(100)]
    #expect(try sketch.findings(.internetExposed).isEmpty)
    sketch = open
    sketch.groups["sg-server"].inbound = [.allow("tcp", 22, 22, with: "192.0.2.0/24")]
    #expect(try sketch.findings(.internetExposed).isEmpty)
  }

  @Test func `an entry for replies opens services, and the security group stops them or not`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].inbound = [.allow(100, "6", 1024...65_535)]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 443, 443, with: "0.0.0.0/0")]
    var finding = try #require(try sketch.findings(.ephemeralOpensServices).first)
    #expect(finding.severity == .info)
    #expect(finding.ports?.contains(3389) ?? false)
    sketch.groups["sg-server"].inbound = [.allow("tcp", 3389, 3389, with: "0.0.0.0/0")]
    finding = try #require(try sketch.findings(.ephemeralOpensServices).first)
    #expect(finding.severity == .medium)
    #expect(finding.evidence?.port == 3389)
    // AWS's advice: deny rules before it.
    sketch.acls["acl-data"].inbound = [.deny(90, "6", 3389...3389), .allow(100, "6", 1024...65_535)]
    finding = try #require(try sketch.findings(.ephemeralOpensServices).first)
    #expect(finding.severity == .info)
    #expect(finding.ports?.contains(3389) == false)
    // Clients' ports proper have no such services.
    sketch.acls["acl-data"].inbound = [.allow(100, "6", 32_768...60_999)]
    #expect(try sketch.findings(.ephemeralOpensServices).isEmpty)
  }

  @Test func `rules that others cover are told, once`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [
      .allow("tcp", 5432, 5432, with: "10.0.1.0/24"), .allow("tcp", 5432, 5432, with: "10.0.0.0/16"),
      .allow("tcp", 80, 90, with: "10.0.1.0/24"),
      .allow("132", with: "10.0.1.0/24"),
    ]
    let found = try sketch.findings(.ruleCovered)
    #expect(found.map(\.place) == ["sg-server inbound"])
    #expect(found.first?.ports == "5432")
    let cured = try sketch.network.applying(found.flatMap(\.cure.edits))
    #expect(!Audit(of: cured).findings.contains { $0.code == .ruleCovered })
  }

  @Test func `a reference to a group is not covered by IPv4 alone`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [
      .allow("tcp", 5432, 5432, with: "sg-client"), .allow("tcp", 5432, 5432, with: "0.0.0.0/0"),
    ]
    #expect(try sketch.findings(.ruleCovered).isEmpty)
    sketch.groups["sg-server"].inbound = [
      .allow("tcp", 5432, 5432, with: "sg-client"), .allow("tcp", 5432, 5432, with: "0.0.0.0/0"),
      .allow("tcp", 5432, 5432, with: "::/0"),
    ]
    #expect(try sketch.findings(.ruleCovered).count == 1)
  }

  @Test func `a reference to a group that is gone is told, and no alarm`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-gone")]
    #expect(try sketch.findings(.staleGroupReference).map(\.severity) == [.info])
    sketch.groups.add(SketchedGroup(id: "sg-gone"))
    #expect(try sketch.findings(.staleGroupReference).isEmpty)
    sketch.vpcs.add(SketchedVPC(id: "vpc-2", blocks: ["10.9.0.0/16"]))
    sketch.groups["sg-gone"].vpc = "vpc-2"
    #expect(try sketch.findings(.staleGroupReference).map(\.severity) == [.low])
  }

  @Test func `lists near their quota are told`() throws {
    var sketch = Sketch()
    let entries = (1...17).map { SketchedACL.Entry.allow(100 + $0, "6", $0...$0) }
    sketch.acls["acl-data"].inbound = entries
    #expect(try sketch.findings(.quotaHeadroom).isEmpty)
    sketch.acls["acl-data"].inbound = entries + [.allow(200, "6", 18...18)]
    #expect(try sketch.findings(.quotaHeadroom).map(\.severity) == [.info])
    sketch.acls["acl-data"].inbound = entries + (1...3).map { .allow(200 + $0, "6", (30 + $0)...(30 + $0)) }
    #expect(try sketch.findings(.quotaHeadroom).map(\.severity) == [.low])
    // Past the default, the quota has been raised.
    sketch.acls["acl-data"].inbound = entries + (1...5).map { .allow(200 + $0, "6", (30 + $0)...(30 + $0)) }
    #expect(try sketch.findings(.quotaHeadroom).isEmpty)
  }
}
