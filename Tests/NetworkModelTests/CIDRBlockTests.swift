import NetworkModel
import Seeds
import Testing

@Suite struct CIDRBlockTests {
  @Test func `a CIDR block clears its host bits`() {
    #expect(CIDRBlock("100.68.0.18/18") == CIDRBlock("100.68.0.0/18"))
    #expect(CIDRBlock("100.68.0.18/18")?.description == "100.68.0.0/18")
    #expect(CIDRBlock("2001:db8::1/64")?.description == "2001:db8::/64")
    #expect(CIDRBlock("255.255.255.255/0") == .anyIPv4)
    #expect(CIDRBlock("ffff::1/0") == .anyIPv6)
  }

  @Test func `a block reads every prefix length of its family and no other`() {
    for length in 0...32 { #expect(CIDRBlock("10.0.0.0/\(length)")?.prefixLength == length) }
    for length in 0...128 { #expect(CIDRBlock("2001:db8::/\(length)")?.prefixLength == length) }
    for length in [33, 64, 99, 128, 129, 256, 999] { #expect(CIDRBlock("10.0.0.0/\(length)") == nil) }
    for length in [129, 256, 999] { #expect(CIDRBlock("2001:db8::/\(length)") == nil) }
  }

  @Test func `a block takes no other spelling`() {
    let rejected = [
      "", "/", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/00", "10.0.0.0/+8", "10.0.0.0/-1",
      "10.0.0.0/ 8", "10.0.0.0 /8", "10.0.0.0/8 ", "10.0.0.0/8/8", "10.0.0.0//8", "10.0.0/8", "10/8",
      "10.0.0.0/a",
      "10.0.0.0/255.0.0.0", "10.0.0.0/18446744073709551624", "::/0x10", "::/", "any",
    ]
    for text in rejected { #expect(CIDRBlock(text) == nil, "“\(text)”") }
  }

  @Test func `what a block prints reads back`() {
    let seed: UInt64 = 0x4349_0001
    var generator = SeededGenerator(seed: seed)
    for round in 1...20_000 {
      let wide = UInt128(generator.next()) << 64 | UInt128(generator.next())
      let blocks = [
        CIDRBlock(.v6(wide), prefixLength: Int.random(in: 0...128, using: &generator)),
        CIDRBlock(
          .v4(UInt32(truncatingIfNeeded: wide)), prefixLength: Int.random(in: 0...32, using: &generator)),
      ]
      for block in blocks where CIDRBlock(block.description) != block {
        Issue.record("\(block) does not read back (seed \(seed), round \(round))")
        return
      }
    }
  }

  @Test func `a block holds its first and last address and neither neighbour`() throws {
    let ranges = [
      ("10.20.0.0/23", "10.20.0.0", "10.20.1.255"), ("0.0.0.0/0", "0.0.0.0", "255.255.255.255"),
      ("255.255.255.255/32", "255.255.255.255", "255.255.255.255"), ("0.0.0.0/32", "0.0.0.0", "0.0.0.0"),
      ("128.0.0.0/1", "128.0.0.0", "255.255.255.255"),
      ("2001:db8::/56", "2001:db8::", "2001:db8:0:ff:ffff:ffff:ffff:ffff"),
      ("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("::1/128", "::1", "::1"),
    ]
    for (text, first, last) in ranges {
      let block = try #require(CIDRBlock(text))
      let (lower, upper) = (try #require(IPAddress(first)), try #require(IPAddress(last)))
      #expect(block.range == AddressRange(lower, upper), "\(text)")
      #expect(block.contains(lower) && block.contains(upper), "\(text)")
      if let next = upper.successor { #expect(!block.contains(next), "\(text)") }
      if lower.bits > 0 { #expect(!block.contains(IPAddress(block.family, bits: lower.bits - 1)), "\(text)") }
    }
  }

  @Test func `a block holds an address exactly when it lies in the block's range`() {
    let seed: UInt64 = 0x4349_0002
    var generator = SeededGenerator(seed: seed)
    for round in 1...20_000 {
      let base = UInt32(truncatingIfNeeded: generator.next())
      let block = CIDRBlock(.v4(base), prefixLength: Int.random(in: 0...32, using: &generator))
      let flipped = base ^ (UInt32(1) << UInt32.random(in: 0...31, using: &generator))
      let address = IPAddress.v4(flipped)
      let isInside = block.range.lower <= address && address <= block.range.upper
      if block.contains(address) != isInside {
        Issue.record("\(block) and \(address) (seed \(seed), round \(round))")
        return
      }
    }
  }

  @Test func `a block of one family holds nothing of the other`() {
    #expect(!CIDRBlock.anyIPv4.contains(.v6(0)))
    #expect(!CIDRBlock.anyIPv6.contains(.v4(0)))
    #expect(!CIDRBlock.anyIPv4.contains(.anyIPv6))
    #expect(!CIDRBlock.anyIPv6.contains(CIDRBlock(.v4(0))))
  }

  @Test func `a block holds itself and its halves but not what is wider`() throws {
    let block = try #require(CIDRBlock("10.20.0.0/16"))
    #expect(block.contains(block))
    #expect(block.contains(try #require(CIDRBlock("10.20.128.0/17"))))
    #expect(!block.contains(try #require(CIDRBlock("10.20.0.0/15"))))
    #expect(!block.contains(try #require(CIDRBlock("10.21.0.0/24"))))
    #expect(block.isAny == false)
    #expect(CIDRBlock.anyIPv4.isAny && CIDRBlock.anyIPv6.isAny)
  }

  @Test func `blocks sort by address, the wider first`() {
    let ascending = ["10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/32", "10.1.0.0/16", "::/0", "2001:db8::/32"]
    #expect(ascending.reversed().compactMap { CIDRBlock($0) }.sorted().map(\.description) == ascending)
  }
}
