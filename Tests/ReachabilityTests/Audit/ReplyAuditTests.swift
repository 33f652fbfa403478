import Foundation
import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing

/// Replies that are lost: in part, or all of them.
@Suite struct ReplyAuditTests {
  @Test func `replies to a part of the client ports are found, with share, victims and cure`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "0.0.0.0/0")]
    let findings = try sketch.findings(.replyRangeCut)
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.place == "acl-data outbound 100")
    #expect(finding.ports == "40001-60999")
    #expect(finding.severity == .high)
    #expect(finding.message.contains("20,999 of 28,232"))
    #expect(finding.message.contains("client → server, tcp 5432"))
    #expect(
      finding.evidence?.options == [
        "--from", "client", "--to", "server", "--port", "5432", "--client-ports", "40001",
      ])
    let edit = try #require(finding.cure.edits.first)
    let cured = try sketch.network.applying(edit)
    #expect(!Audit(of: cured).findings.contains { $0.code == .replyRangeCut })
  }

  @Test func `trap 2: a deny inside the client range is a cut, to the port`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.deny(90, "6", 50_000...50_000), .allow(100)]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "0.0.0.0/0")]
    let findings = try sketch.findings(.replyRangeCut)
    #expect(findings.map(\.place) == ["acl-data outbound 90"])
    #expect(findings.first?.ports == "50000")
  }

  @Test func `trap 4: entries are judged by number, not as AWS lists them`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.deny(200, "6", 32_768...60_999), .allow(100), .allow(101, at: "::/0")]
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
    #expect(try sketch.findings(.oneWay).isEmpty)
  }

  @Test func `a deny is not taken for an allow, nor the star for a cut`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...60_999), .deny(110, "6", 1024...65_535)]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "0.0.0.0/0")]
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
    #expect(try sketch.findings(.oneWay).filter { $0.evidence?.source.family == .v4 }.isEmpty)
  }

  @Test func `an ACL that no subnet has drops nothing`() throws {
    var sketch = Sketch()
    sketch.acls.add(SketchedACL(id: "acl-idle", outbound: [.allow(100, "6", 32_768...40_000)]))
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
    #expect(try sketch.findings(.oneWay).isEmpty)
  }

  @Test func `trap 11: nothing filters between hosts of one subnet`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].subnet = "subnet-app"
    sketch.acls["acl-app"].outbound = []
    sketch.acls["acl-app"].inbound = []
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
    #expect(try sketch.findings(.oneWay).isEmpty)
  }

  @Test func `where no request can pass, no reply is missed`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    sketch.groups["sg-server"].inbound = []
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
    #expect(try sketch.findings(.oneWay).isEmpty)
  }

  @Test func `requests without any reply are one way`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = []
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "0.0.0.0/0")]
    let finding = try #require(try sketch.findings(.oneWay).first)
    #expect(finding.place == "acl-data outbound")
    #expect(finding.evidence?.question?.verdict == .blocked)
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
  }

  @Test func `UDP without replies is nobody's fault`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6"), .allow(110, "6", at: "::/0")]
    #expect(try sketch.findings(.oneWay).isEmpty)
  }

  @Test func `a missing route back is one way, and named`() throws {
    var sketch = Sketch.withGateway
    sketch.tables["rtb-data"].routes = []
    let finding = try #require(try sketch.findings(.oneWay).first)
    #expect(finding.component.id == "rtb-data")
    #expect(finding.evidence?.question?.verdict == .blocked)
  }

  @Test func `an ACL that the snapshot lacks is reported, and no alarm`() throws {
    var sketch = Sketch()
    sketch.acls.remove("acl-data")
    let audit = Audit(of: try sketch.network)
    #expect(!audit.findings.contains { $0.severity > .info })
    #expect(audit.undecided.map(\.what) == ["the network ACL of subnet-data"])
  }

  @Test func `a stopped client is hit by nothing`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    sketch.instances["i-client"].state = "stopped"
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
    #expect(try sketch.findings(.oneWay).isEmpty)
  }

  @Test func `a client of which nothing is known is not held to a range`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-client"].instance = nil
    sketch.interfaces["eni-server"].instance = nil
    sketch.acls["acl-data"].outbound = [
      .allow(100, "6", 32_768...65_535), .allow(101, "6", 32_768...65_535, at: "::/0"),
    ]
    #expect(try sketch.findings(.replyRangeCut).isEmpty)
  }

  @Test func `trap 13: the interfaces of a transit gateway's attachment are no ends of connections`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].type = "transit_gateway"
    sketch.interfaces["eni-server"].groups = []
    sketch.interfaces["eni-server"].instance = nil
    sketch.acls["acl-data"].outbound = []
    #expect(try sketch.findings().isEmpty == false, "acl-app still filters nothing")
    #expect(try sketch.findings().allSatisfy { $0.component.id == "acl-app" || $0.code == .ipv6LeftOut })
  }

  @Test func `appliances that see one direction alone are told`() throws {
    var sketch = Sketch()
    sketch.subnets.add(SketchedSubnet(id: "subnet-box", block: "10.0.3.0/24"))
    sketch.acls.add(.open("acl-box", subnets: ["subnet-box"]))
    sketch.tables.add(SketchedTable(id: "rtb-box", subnets: ["subnet-box"]))
    sketch.groups.add(
      SketchedGroup(id: "sg-box", inbound: SketchedGroup.Rule.all, outbound: SketchedGroup.Rule.all))
    sketch.instances.add(SketchedInstance(id: "i-box"))
    sketch.interfaces.add(
      SketchedInterface(
        id: "eni-box", subnet: "subnet-box", addresses: ["10.0.3.30"], groups: ["sg-box"], instance: "i-box",
        more: ["SourceDestCheck": .bool(false)]))
    sketch.tables["rtb-app"].routes = [.to("10.0.2.0/24", via: "eni-box")]
    let finding = try #require(try sketch.findings(.asymmetricReturn).first)
    #expect(finding.component.id == "eni-box")
    #expect(finding.evidence?.source == IPAddress("10.0.1.10"))
    sketch.tables["rtb-data"].routes = [.to("10.0.1.0/24", via: "eni-box")]
    #expect(try sketch.findings(.asymmetricReturn).isEmpty)
  }

  @Test func `trap 23: what a NAT gateway and a load balancer draw is theirs, not the client's`() throws {
    let shop = URL(filePath: #filePath).appending(components: "..", "..", "..", "..", "examples", "shop").standardized
    let network = try Snapshot(readingFrom: shop.path).network
    let acl = try #require(network.networkACLs.first { $0.name == "public" })
    let entry = try #require(acl.entries.first { $0.number == 110 && $0.direction == .inbound })
    var narrow = entry
    narrow.pattern = TrafficPattern(.tcp, "32768-65535")
    let findings = Audit(of: network.applying(.replaceEntry(acl.id, entry, with: narrow))).findings.filter {
      $0.code == .replyRangeCut && $0.component.id == acl.id.text
    }
    #expect(findings.allSatisfy { $0.ports == "1024-32767" && $0.direction == .inbound })
    #expect(findings.contains { $0.message.contains("31,744 of 64,512 client ports of the NAT gateway") })
    #expect(findings.contains { $0.message.contains("31,744 of 64,512 client ports of the load balancer") })
    for finding in findings {
      #expect(finding.evidence?.question?.verdict == .intermittent)
      #expect(finding.cure.edits == [.replaceEntry(acl.id, narrow, with: entry)])
    }
  }
}
