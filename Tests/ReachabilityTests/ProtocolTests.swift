import NetworkModel
import Ports
import Reachability
import Testing

/// Protocols with ports, with types and with neither: facts B, C, trap 56.
struct ProtocolTests {
  @Test func `an echo request is type 8 and its reply type 0, each checked in its own direction`() throws {
    var sketch = Sketch()
    let request: (Int, Int) = (8, 0)
    let reply: (Int, Int) = (0, 0)
    sketch.acls["acl-app"].outbound = [.allow(100, "1", icmp: request)]
    sketch.acls["acl-data"].inbound = [.allow(100, "1", icmp: request)]
    sketch.acls["acl-data"].outbound = [.allow(100, "1", icmp: reply)]
    sketch.acls["acl-app"].inbound = [.allow(100, "1", icmp: reply)]
    sketch.groups["sg-client"].outbound = [.allow("icmp", 8, 0, with: "0.0.0.0/0")]
    sketch.groups["sg-server"].inbound = [.allow("icmp", 8, 0, with: "0.0.0.0/0")]
    #expect(try sketch.trace(.icmp).verdict == .works)
    sketch.acls["acl-app"].inbound = [.allow(100, "1", icmp: request)]
    #expect(try sketch.trace(.icmp).blockers == ["reply acl-app inbound"])
  }

  @Test func `ICMPv6 has types of its own: 128 for the request, 129 for the reply`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "58", icmp: (128, 0), at: "::/0")]
    sketch.acls["acl-data"].outbound = [.allow(100, "58", icmp: (129, -1), at: "::/0")]
    #expect(try sketch.trace(.icmpv6, family: .v6).verdict == .works)
    sketch.acls["acl-data"].outbound = [.allow(100, "58", icmp: (128, -1), at: "::/0")]
    #expect(try sketch.trace(.icmpv6, family: .v6).blockers == ["reply acl-data outbound"])
    // IPv4's protocol number lets nothing of IPv6's through.
    sketch.acls["acl-data"].outbound = [.allow(100, "1", icmp: (-1, -1), at: "::/0")]
    #expect(try sketch.trace(.icmpv6, family: .v6).blockers == ["reply acl-data outbound"])
  }

  @Test func `an echo is asked about in the family of its ends, whichever name the caller gives it`() throws {
    #expect(try Sketch().trace(.icmp, family: .v6).query.ipProtocol == .icmpv6)
    #expect(try Sketch().trace(.icmpv6, family: .v4).query.ipProtocol == .icmp)
  }

  @Test func `trap 56: a ping that passes says nothing of TCP, nor the reverse`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("icmp", -1, -1, with: "0.0.0.0/0")]
    #expect(try sketch.trace(.icmp).verdict == .works)
    #expect(try sketch.trace(.tcp).verdict == .blocked)
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "0.0.0.0/0")]
    #expect(try sketch.trace(.icmp).verdict == .blocked)
    #expect(try sketch.trace(.tcp).verdict == .works)
  }

  @Test func `UDP has ports and replies as TCP has`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "17", 32_768...40_000), .allow(110, "6")]
    #expect(try sketch.trace(.udp, port: 53).working.sure.count == 7_233)
    #expect(try sketch.trace(.tcp, port: 53).verdict == .works)
  }

  @Test func `a protocol without ports passes or does not, and has no client ports`() throws {
    var sketch = Sketch()
    let trace = try sketch.trace(IPProtocol(rawValue: 50))
    #expect(trace.verdict == .works)
    #expect(trace.query.clientPorts == nil)
    #expect(try trace.leg.clientPorts == nil)
    sketch.acls["acl-app"].inbound = [.allow(100, "6"), .allow(110, "17"), .allow(120, "1", icmp: (-1, -1))]
    #expect(try sketch.trace(IPProtocol(rawValue: 50)).blockers == ["reply acl-app inbound"])
  }

  @Test func `a port is needed where the protocol has ports, and refused where it has none`() throws {
    #expect(throws: EndpointError.self) { try Sketch().trace(.tcp, port: nil) }
    let sketch = Sketch()
    let directory = Engine(try sketch.network).directory
    #expect(throws: EndpointError.self) {
      try Query(from: directory.endpoint("client"), to: directory.endpoint("server"), ipProtocol: .icmp, port: 7)
    }
  }
}
