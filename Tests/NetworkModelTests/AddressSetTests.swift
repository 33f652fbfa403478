import NetworkModel
import Seeds
import Testing

/// Sets of addresses against a map of every address of a small universe.
@Suite struct AddressSetTests {
  /// Both ends of both families, and a stretch in the middle: where neighbours, carries and families go wrong.
  private static let windows: [ClosedRange<UInt128>] = [
    0...31, 0x0A00_00F0...0x0A00_010F, 0xFFFF_FFE0...0xFFFF_FFFF,
  ]
  private static let windowsV6: [ClosedRange<UInt128>] = [0...31, (.max - 31) ... .max]
  private static let universe =
    windows.flatMap { $0.map { IPAddress(.v4, bits: $0) } }
    + windowsV6.flatMap { $0.map { IPAddress(.v6, bits: $0) } }

  private static func ranges(using generator: inout SeededGenerator) -> [AddressRange] {
    (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      let isV6 = Bool.random(using: &generator)
      let window = (isV6 ? windowsV6 : windows).randomElement(using: &generator) ?? 0...31
      let ends = [
        UInt128.random(in: window, using: &generator), UInt128.random(in: window, using: &generator),
      ]
      let family: IPAddress.Family = isV6 ? .v6 : .v4
      return AddressRange(
        IPAddress(family, bits: min(ends[0], ends[1])), IPAddress(family, bits: max(ends[0], ends[1])))
    }
  }

  private static func members(_ ranges: [AddressRange]) -> Set<IPAddress> {
    Set(universe.filter { address in ranges.contains { $0.lower <= address && address <= $0.upper } })
  }

  private static func members(_ set: AddressSet) -> Set<IPAddress> {
    Set(universe.filter(set.contains))
  }

  /// The fewest blocks that hold `addresses`, by joining halves until nothing joins.
  private static func fewestBlocks(_ addresses: Set<IPAddress>) -> [CIDRBlock] {
    var blocks = Set(addresses.map { CIDRBlock($0) })
    while true {
      let pair = blocks.lazy.compactMap { block -> (CIDRBlock, CIDRBlock)? in
        guard block.prefixLength > 0 else { return nil }
        let bit = UInt128(1) << UInt128(block.family.width - block.prefixLength)
        let sibling = CIDRBlock(
          IPAddress(block.family, bits: block.address.bits ^ bit), prefixLength: block.prefixLength)
        return blocks.contains(sibling) ? (block, sibling) : nil
      }.first
      guard let (one, other) = pair else { return blocks.sorted() }
      blocks.subtract([one, other])
      blocks.insert(CIDRBlock(one.address, prefixLength: one.prefixLength - 1))
    }
  }

  @Test func `operations on random sets agree with a map of every address`() {
    let seed: UInt64 = 0x4144_0001
    var generator = SeededGenerator(seed: seed)
    for round in 1...1_500 {
      let place: Comment = "seed \(seed), round \(round)"
      let (mine, theirs) = (Self.ranges(using: &generator), Self.ranges(using: &generator))
      let (set, other) = (AddressSet(mine), AddressSet(theirs))
      let (map, otherMap) = (Self.members(mine), Self.members(theirs))
      #expect(Self.members(set) == map, place)
      #expect(Self.members(AddressSet(mine + theirs)) == map.union(otherMap), place)
      #expect(Self.members(set.intersection(other)) == map.intersection(otherMap), place)
      #expect(Self.members(set.only(.v4)) == map.filter { $0.family == .v4 }, place)
      #expect(Self.members(set.only(.v6)) == map.filter { $0.family == .v6 }, place)
      #expect(set.isEmpty == map.isEmpty, place)
      #expect((set == other) == (map == otherMap), place)
    }
  }

  @Test func `however a set is made, its ranges ascend with gaps between them`() {
    let seed: UInt64 = 0x4144_0002
    var generator = SeededGenerator(seed: seed)
    for round in 1...1_500 {
      let ranges = Self.ranges(using: &generator)
      let set = AddressSet(ranges)
      let isCanonical = zip(set.ranges, set.ranges.dropFirst()).allSatisfy { left, right in
        left.upper < right.lower && left.upper.successor != right.lower
      }
      #expect(isCanonical, "\(set.ranges), seed \(seed), round \(round)")
      #expect(AddressSet(ranges.shuffled(using: &generator)) == set, "seed \(seed), round \(round)")
    }
  }

  @Test func `the CIDR blocks of a set are the fewest that make it up`() {
    let seed: UInt64 = 0x4144_0003
    var generator = SeededGenerator(seed: seed)
    for round in 1...300 {
      let ranges = Self.ranges(using: &generator)
      let blocks = AddressSet(ranges).cidrBlocks
      #expect(blocks == Self.fewestBlocks(Self.members(ranges)), "\(ranges), seed \(seed), round \(round)")
      #expect(AddressSet(blocks) == AddressSet(ranges), "\(ranges), seed \(seed), round \(round)")
    }
  }

  @Test func `the whole of a family is one block`() {
    #expect(AddressSet([AddressRange(.v4(0), .v4(.max))]).cidrBlocks == [.anyIPv4])
    #expect(AddressSet([AddressRange(.v6(0), .v6(.max))]).cidrBlocks == [.anyIPv6])
    #expect(AddressSet([CIDRBlock.anyIPv6, .anyIPv4]).cidrBlocks == [.anyIPv4, .anyIPv6])
    #expect(AddressSet([AddressRange(.v4(1), .v4(.max))]).cidrBlocks.count == 32)
    #expect(AddressSet([AddressRange(.v6(1), .v6(.max))]).cidrBlocks.count == 128)
  }

  @Test func `a set prints its blocks`() {
    #expect(AddressSet.rfc1918.description == "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16")
    #expect(AddressSet.rfc6598.description == "100.64.0.0/10")
    #expect(AddressSet([CIDRBlock]()).description == "")
  }

  @Test func `public IPv4 addresses are all but those that no internet gateway carries`() {
    let others = AddressSet(
      [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4",
      ].compactMap { CIDRBlock($0) })
    let publicV4 = AddressSet.publicAddresses.only(.v4)
    #expect(publicV4.intersection(others).isEmpty)
    #expect(AddressSet(publicV4.ranges + others.ranges) == AddressSet([CIDRBlock.anyIPv4]))
    #expect(AddressSet.rfc1918.intersection(.publicAddresses).isEmpty)
    #expect(AddressSet.rfc6598.intersection(.publicAddresses).isEmpty)
  }

  @Test func `public IPv6 addresses are the global unicast space`() {
    #expect(AddressSet.publicAddresses.only(.v6).description == "2000::/3")
    for text in ["::1", "fe80::1", "fd00:ec2::253", "fc00::1", "ff02::1", "::ffff:8.8.8.8"] {
      #expect(IPAddress(text).map(AddressSet.publicAddresses.contains) == false, "\(text)")
    }
  }
}
