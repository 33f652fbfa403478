import NetworkModel
import Ports
import Reachability
import Testing

/// The replies' destination port is the one the client drew: facts A, traps 1–3 and 41–43.
struct EphemeralPortTraps {
  @Test func `trap 1: the reply is checked for the whole range of client ports, not for a sample`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000, at: "10.0.1.0/24")]
    let trace = try sketch.trace()
    #expect(trace.verdict == .intermittent)
    #expect(trace.working.sure == "32768-40000")  // 40000 − 32768 + 1
    #expect(trace.working.sure.count == 7_233)
    #expect(trace.query.clientPorts?.ports.count == 28_232)
    #expect(trace.blockers == ["reply acl-data outbound"])
    #expect(trace.findings[0].ports == "40001-60999")
  }

  @Test func `trap 1: a port that works does not hide a range of which no port works`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 443...443), .allow(110, "6", 1024...32_767)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    #expect(trace.working == .closed)
  }

  @Test func `trap 2: a deny inside the ephemeral range breaks only the connections that draw those ports`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = [.deny(90, "6", 50_000...50_000), .allow(100)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .intermittent)
    #expect(trace.working.sure == "32768-49999,50001-60999")
    #expect(trace.working.sure.count == 28_231)
    #expect(trace.findings.map(\.ports) == ["50000"])
  }

  @Test func `trap 2: denies of well-known ports hit a client that draws from 1024 to 65535`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = [.deny(90, "6", 3389...3389), .deny(91, "6", 5432...5439), .allow(100)]
    let trace = try sketch.trace(clientPorts: "1024-65535")
    #expect(trace.verdict == .intermittent)
    #expect(trace.working.sure == "1024-3388,3390-5431,5440-65535")
    #expect(trace.working.sure.count == 64_512 - 1 - 8)
    #expect(trace.findings.map(\.ports) == ["3389", "5432-5439"])  // each rule with its own ports
  }

  @Test func `trap 2: the same denies leave a Linux client alone`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = [.deny(90, "6", 3389...3389), .deny(91, "6", 5432...5439), .allow(100)]
    #expect(try sketch.trace().verdict == .works)
  }

  @Test func `trap 3: an outbound entry for the server's port is for its destination, so it lets no reply out`() throws
  {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 5432...5432)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    #expect(trace.blockers == ["reply acl-data outbound"])
  }

  @Test func `trap 3: an inbound entry for the client's ports is for their destination, so it lets no request in`()
    throws
  {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100, "6", 32_768...60_999)]
    let trace = try sketch.trace()
    #expect(trace.verdict == .blocked)
    #expect(trace.blockers == ["request acl-data inbound"])
  }

  @Test func `trap 41: of the range that AWS prints for Linux, 61000 is a port of its own`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = [.allow(100, "6", 32_768...60_999)]
    #expect(try sketch.trace().verdict == .works)  // kernel 4.2 and later: 32768–60999
    let old = try sketch.trace(clientPorts: "32768-61000")
    #expect(old.verdict == .intermittent)
    #expect(old.findings.map(\.ports) == ["61000"])
    #expect(old.working.sure.count == 28_232)
  }

  @Test func `trap 42: every port counts, whatever parity a kernel prefers`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = [.deny(90, "6", 40_001...40_001), .allow(100)]
    let odd = try sketch.trace()
    #expect(odd.verdict == .intermittent)
    #expect(odd.working.sure.count == 28_231)
  }

  @Test func `trap 43: reserved ports are holes in the range, and a deny of a hole breaks nothing`() throws {
    var sketch = Sketch()
    sketch.acls["acl-app"].inbound = [.deny(90, "6", 40_000...40_000), .allow(100)]
    #expect(try sketch.trace(clientPorts: "32768-39999,40001-60999").verdict == .works)
    #expect(try sketch.trace(clientPorts: "32768-60999").verdict == .intermittent)
  }

  @Test func `the client ports of both ends of the scale are counted`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 1...65_534)]
    let trace = try sketch.trace(clientPorts: "0-65535")
    #expect(trace.working.sure == "1-65534")
    #expect(trace.findings.map(\.ports) == ["0,65535"])
  }

  @Test func `A1: a client on Windows draws from 49152 to 65535, one on Linux from 32768 to 60999`() throws {
    var sketch = Sketch()
    sketch.instances["i-client"].platformDetails = "Windows with SQL Server Standard"
    #expect(try sketch.trace().query.clientPorts?.ports == "49152-65535")
    sketch.instances["i-client"].platformDetails = nil
    sketch.instances["i-client"].platform = "windows"
    #expect(try sketch.trace().query.clientPorts?.ports == "49152-65535")
    sketch.instances["i-client"].platformDetails = "Red Hat Enterprise Linux"
    sketch.instances["i-client"].platform = nil
    #expect(try sketch.trace().query.clientPorts?.ports == "32768-60999")
  }

  @Test func `A1: of an instance that the snapshot does not describe the system is not asserted`() throws {
    var sketch = Sketch()
    sketch.instances.removeAll()
    let clientPorts = try sketch.trace(from: "eni-client", to: "eni-server").query.clientPorts
    #expect(clientPorts?.ports == "1024-65535")
    #expect(clientPorts?.source.contains("Linux") == false)
  }

  @Test func `A1: a load balancer, a NAT gateway, a Lambda function and the internet draw from 1024 to 65535`() throws {
    var sketch = Sketch.withGateway
    sketch.interfaces["eni-client"].instance = nil
    for (type, details) in [
      ("interface", "ELB app/front/50dc6c495c0c9188"), ("natGateway", "Interface for NAT Gateway nat-1"),
      ("lambda", "AWS Lambda VPC ENI-f"), ("network_load_balancer", "ELB net/front/50dc6c495c0c9188"),
    ] {
      sketch.interfaces["eni-client"].type = type
      sketch.interfaces["eni-client"].details = details
      #expect(try sketch.trace(from: "eni-client").query.clientPorts?.ports == "1024-65535", "\(type)")
    }
    #expect(try sketch.trace(from: "internet").query.clientPorts?.ports == "1024-65535")
  }
}
