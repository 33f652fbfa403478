import NetworkModel
import Ports
import Reachability
import Testing

/// Outside addresses that no rule tells apart are one class; each class has an answer of its own.
struct OutsideTests {
  /// The verdict for each class of client addresses, by an address of it.
  private func verdicts(_ trace: Trace, of addresses: [String]) throws -> [Verdict?] {
    try addresses.map { text in
      let address = try #require(IPAddress(text))
      let matching = trace.alternatives.filter { alternative in
        alternative.legs.contains { $0.from.addresses?.contains(address) ?? ($0.from.address == address) }
      }
      #expect(matching.count == 1, "\(text) must be in exactly one class")
      return matching.first?.verdict
    }
  }

  @Test func `the internet is one class where no rule tells its addresses apart`() throws {
    let trace = try Sketch.withGateway.trace(from: "internet")
    #expect(trace.verdict == .works)
    #expect(trace.alternatives.count == 1)
    #expect(try trace.leg.from.addresses == AddressSet.publicAddresses.only(.v4))
  }

  @Test func `a deny for 198.51.100.0-24 splits the internet in two`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].inbound = [.deny(90, at: "198.51.100.0/24"), .allow(100)]
    let trace = try sketch.trace(from: "internet")
    #expect(trace.alternatives.count == 2)
    #expect(
      try verdicts(trace, of: ["198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0", "1.0.0.0"])
        == [.works, .blocked, .blocked, .works, .works])
    #expect(trace.verdict == .intermittent)
  }

  @Test func `blocks of ACLs, groups, lists and routes all split, to the address`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].outbound = [.deny(90, at: "192.0.2.128/25"), .allow(100)]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "pl-1"), .allow("-1", with: "192.0.0.0/8")]
    sketch.prefixLists.add(SketchedPrefixList(id: "pl-1", blocks: ["198.51.100.0/24"]))
    sketch.tables["rtb-data"].routes.append(.blackhole("198.51.100.64/26", via: "nat-gone"))
    let trace = try sketch.trace(from: "internet")
    #expect(
      try verdicts(trace, of: ["198.51.100.63", "198.51.100.64", "198.51.100.127", "198.51.100.128", "198.51.101.0"])
        == [.works, .blocked, .blocked, .works, .blocked])
    #expect(try verdicts(trace, of: ["192.0.2.127", "192.0.2.128", "192.0.3.0"]) == [.works, .blocked, .works])
  }

  @Test func `the classes cover the internet without overlap`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].inbound = [
      .deny(10, "6", 0...6000, at: "1.2.3.4/32"), .deny(20, at: "128.0.0.0/2"), .deny(30, "17", at: "5.0.0.0/8"),
      .allow(100),
    ]
    let trace = try sketch.trace(from: "internet")
    let classes = trace.alternatives.flatMap(\.legs).map {
      $0.from.addresses ?? AddressSet([CIDRBlock($0.from.address)])
    }
    for (index, one) in classes.enumerated() {
      for other in classes[(index + 1)...] { #expect(one.intersection(other).isEmpty) }
    }
    #expect(AddressSet(classes.flatMap(\.ranges)) == AddressSet.publicAddresses.only(.v4))
    #expect(classes.count == 2)  // works, or does not: what denies UDP tells TCP clients apart from nobody
  }

  @Test func `a block outside is asked about as a whole`() throws {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].inbound = [.allow(100, at: "198.51.100.0/25")]
    #expect(try sketch.trace(from: "198.51.100.0/25").verdict == .works)
    #expect(try sketch.trace(from: "198.51.100.128/25").verdict == .blocked)
    let whole = try sketch.trace(from: "198.51.100.0/24")
    #expect(whole.alternatives.count == 2)
    #expect(whole.verdict == .intermittent)
  }

  @Test func `out to the internet splits by the client's own rules`() throws {
    var sketch = Sketch.withGateway
    sketch.groups["sg-client"].outbound = [.allow("tcp", 443, 443, with: "198.51.100.0/24")]
    let trace = try sketch.trace(to: "internet", port: 443)
    #expect(trace.alternatives.count == 2)
    #expect(trace.alternatives.map(\.verdict).contains(.works))
    #expect(trace.alternatives.map(\.verdict).contains(.blocked))
  }

  @Test func `an address that is neither public nor of the VPC has no way back over the internet`() throws {
    let trace = try Sketch.withGateway.trace(from: "192.168.7.7")
    #expect(trace.verdict == .blocked)
    #expect(trace.findings.contains { $0.code == .privateDestination && $0.leg == .reply })
  }

  @Test func `the internet over IPv6`() throws {
    let trace = try Sketch.withGateway.trace(from: "internet", family: .v6)
    #expect(trace.verdict == .works)
    // All of the global space but the VPC's own block.
    let own = AddressSet([try #require(CIDRBlock("2001:db8:1::/56"))])
    #expect(try trace.leg.from.addresses == AddressSet.publicAddresses.only(.v6).subtracting(own))
  }
}
