import NetworkModel
import Ports
import Reachability
import Testing

/// Entries of network ACLs: those that never decide, come too late, leave IPv6 out, filter nothing.
@Suite struct EntryAuditTests {
  private func sketch(inbound: [SketchedACL.Entry]) -> Sketch {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = inbound
    return sketch
  }

  @Test func `an entry behind a wider one never decides`() throws {
    let found = try sketch(inbound: [.allow(100), .deny(110, "6", 22...22), .allow(120, "6", 443...443)])
      .findings(.entryNeverReached)
    #expect(found.map(\.place) == ["acl-data inbound 110", "acl-data inbound 120"])
    #expect(found.map(\.severity) == [.medium, .low])
    #expect(found.first?.evidence?.question?.verdict == .works)
  }

  @Test func `the denies that end every ACL are nobody's entries`() throws {
    #expect(try Sketch().findings(.entryNeverReached).isEmpty)
    #expect(try Sketch().findings(.denyTooLate).isEmpty)
  }

  @Test func `several entries together leave nothing`() throws {
    let found = try sketch(inbound: [
      .allow(100, "6", at: "10.0.0.0/9"), .allow(110, "6", at: "10.128.0.0/9"),
      .deny(120, "6", 80...90, at: "10.0.0.0/8"),
    ]).findings(.entryNeverReached)
    #expect(found.map(\.place) == ["acl-data inbound 120"])
    let ports = try sketch(inbound: [
      .allow(100, "6", 0...100), .deny(110, "6", 101...200), .allow(120, "6", 50...150), .allow(130, "6", 150...201),
    ]).findings(.entryNeverReached)
    #expect(ports.map(\.place) == ["acl-data inbound 120"])
  }

  @Test func `trap 4: listed before, but numbered behind`() throws {
    #expect(
      try sketch(inbound: [.allow(200), .deny(100, "6", 22...22)]).findings(.entryNeverReached).isEmpty)
  }

  @Test func `trap 5: an entry for IPv4 takes nothing of IPv6`() throws {
    #expect(
      try sketch(inbound: [.allow(100), .deny(110, "6", 22...22, at: "::/0"), .allow(120, at: "::/0")])
        .findings(.entryNeverReached).isEmpty)
  }

  @Test func `trap 6: of other protocols than 6, 17 and 1 the ports are ignored`() throws {
    let found = try sketch(inbound: [.allow(100, "132", 7...7), .deny(110, "132", 8...8), .allow(120, "6", 8...8)])
      .findings(.entryNeverReached)
    #expect(found.map(\.place) == ["acl-data inbound 110"])
  }

  @Test func `TCP, UDP and ICMP together are not every protocol`() throws {
    #expect(
      try sketch(inbound: [.allow(100, "6"), .allow(110, "17"), .allow(120, "1", icmp: (-1, -1)), .allow(130)])
        .findings(.entryNeverReached).isEmpty)
  }

  @Test func `a deny behind an allow that takes a part comes too late`() throws {
    let found = try sketch(inbound: [.allow(100, "6", 1024...65_535), .deny(110, at: "203.0.113.0/24"), .allow(120)])
      .findings(.denyTooLate)
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.place == "acl-data inbound 110")
    let cured = try sketch(inbound: [.allow(100, "6", 1024...65_535), .deny(110, at: "203.0.113.0/24"), .allow(120)])
      .network.applying(finding.cure.edits)
    #expect(!Audit(of: cured).findings.contains { $0.code == .denyTooLate })
  }

  @Test func `exceptions are no conflict, in either order`() throws {
    #expect(
      try sketch(inbound: [.allow(100, "6", 443...443), .deny(110, "6", 0...1023), .allow(120)]).findings(.denyTooLate)
        .isEmpty)
    #expect(
      try sketch(inbound: [.deny(100, "6", 3389...3389), .allow(110, "6", 1024...65_535)]).findings(.denyTooLate)
        .isEmpty)
    #expect(
      try sketch(inbound: [.deny(100, at: "203.0.113.0/24"), .allow(110, "6", 443...443)]).findings(.denyTooLate)
        .isEmpty)
    // What both are for, a still earlier entry has taken.
    #expect(
      try sketch(inbound: [
        .deny(90, at: "203.0.113.0/24"), .allow(100, "6", 1024...65_535), .deny(110, at: "203.0.112.0/23"),
      ])
      .findings(.denyTooLate).count == 1)
    #expect(
      try sketch(inbound: [
        .deny(90, at: "203.0.112.0/23"), .allow(100, "6", 1024...65_535), .deny(110, at: "203.0.113.0/24"),
      ])
      .findings(.denyTooLate).isEmpty)
  }

  @Test func `trap 5: IPv4 alone where interfaces have IPv6`() throws {
    var sketch = sketch(inbound: [.allow(100)])
    sketch.acls["acl-data"].outbound = [.allow(100, "6")]
    #expect(try sketch.findings(.ipv6LeftOut).map(\.place) == ["acl-data"])
    sketch.acls["acl-data"].outbound = [.allow(100, "6"), .allow(110, "6", 443...443, at: "::/0")]
    #expect(try sketch.findings(.ipv6LeftOut).isEmpty)
    sketch.acls["acl-data"].outbound = [.allow(100, "6")]
    sketch.interfaces["eni-server"].addressesV6 = []
    #expect(try sketch.findings(.ipv6LeftOut).isEmpty)
  }

  @Test func `an ACL that filters nothing is told, if anything is behind it`() throws {
    #expect(try Sketch().findings(.aclFiltersNothing).map(\.place) == ["acl-app", "acl-data"])
    var sketch = Sketch()
    sketch.acls.add(.open("acl-idle", subnets: []))
    sketch.acls["acl-data"].inbound = [.deny(50, "6", 22...22), .allow(100), .allow(101, at: "::/0")]
    #expect(try sketch.findings(.aclFiltersNothing).map(\.place) == ["acl-app"])
    // Denied in number 90, behind what allows it: nothing is denied at all.
    sketch.acls["acl-data"].inbound = [.allow(80), .deny(90, "6", 22...22), .allow(101, at: "::/0")]
    #expect(try sketch.findings(.aclFiltersNothing).map(\.place) == ["acl-app", "acl-data"])
  }
}
