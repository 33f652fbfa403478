import NetworkModel
import Ports
import Reachability
import Testing

/// What is asked of filters far beyond AWS's quotas grows no faster than they do: counted, not timed.
@Suite struct GrowthTests {
  private static func block(_ number: Int) -> CIDRBlock {
    CIDRBlock(.v4(0x0A00_0000 + UInt32(number) << 8), prefixLength: 24)
  }

  /// How many rules a partition looks at in all, of so many blocks beside each other in a wide one that has as many.
  private static func looks(_ count: Int, nested: Bool) -> Int {
    let wide = nested ? [CIDRBlock(.v4(0), prefixLength: 0)] : []
    var looks = 0
    _ = AddressPartition<Int>(layers: wide + (0..<count).map(block)) { layer in
      looks += layer.covering.count
      return layer.covering.count
    }
    return looks
  }

  @Test func `each block is asked about once, with the blocks around it alone`() {
    #expect(Self.looks(20_000, nested: false) == 20_000)
    #expect(Self.looks(20_000, nested: true) == 1 + 2 * 20_000)
  }

  @Test func `the piece around blocks has one value, however many lie in it`() {
    var asked = 0
    let partition = AddressPartition<Int>(layers: [.anyIPv4] + (0..<1_000).map { Self.block($0 * 2) }) { layer in
      asked += 1
      return layer.covering.count
    }
    #expect(asked == 2 * 1 + 1_001)
    #expect(partition[.v4(0x0A00_0100)] == 1 && partition[.v4(0x0A00_0200)] == 2 && partition[.v4(0)] == 1)
  }

  @Test func `findings are told once each, few or many`() throws {
    for count in [3, 8, 9, 400] {
      var sketch = Sketch.withGateway
      sketch.acls["acl-data"].outbound =
        (0..<count).map { .deny($0 + 1, "6", (33_000 + $0 * 2)...(33_000 + $0 * 2)) }
        + [.allow(30_000, "-1")]
      let trace = try sketch.trace()
      #expect(trace.findings.count == count, "\(count)")
      #expect(Set(trace.findings).count == count)
    }
  }
}
