import NetworkModel
import Seeds
import Testing

@Suite struct IPAddressTests {
  @Test func `IPv4 is four decimal numbers up to 255`() {
    #expect(IPAddress("0.0.0.0") == .v4(0))
    #expect(IPAddress("10.20.30.40") == .v4(0x0A14_1E28))
    #expect(IPAddress("255.255.255.255") == .v4(.max))
    #expect(IPAddress("1.0.0.0") == .v4(1 << 24))
  }

  @Test func `IPv4 takes no other spelling`() {
    let rejected = [
      "", ".", "...", "1", "1.2", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", "1.2.3.4.5", "256.0.0.0",
      "1.2.3.256", "1.2.3.999999999999999999999", "01.2.3.4", "1.2.3.04", "00.0.0.0", "0x1.2.3.4", "1.2.3.a",
      " 1.2.3.4", "1.2.3.4 ", "1.2. 3.4", "+1.2.3.4", "-1.2.3.4", "1,2,3,4", "1.2.3.4/32", "1.2.3.4\0",
      "١.2.3.4", "１.2.3.4", "3232235521", "localhost",
    ]
    for text in rejected { #expect(IPAddress(text) == nil, "“\(text)”") }
  }

  @Test func `IPv6 takes every form of RFC 4291`() {
    let accepted: [(String, UInt128)] = [
      ("2001:DB8:0:0:8:800:200C:417A", 0x2001_0DB8_0000_0000_0008_0800_200C_417A),
      ("2001:db8::8:800:200c:417a", 0x2001_0DB8_0000_0000_0008_0800_200C_417A),
      ("FF01:0:0:0:0:0:0:101", 0xFF01_0000_0000_0000_0000_0000_0000_0101),
      ("FF01::101", 0xFF01_0000_0000_0000_0000_0000_0000_0101),
      ("0:0:0:0:0:0:0:1", 1), ("::1", 1), ("0:0:0:0:0:0:0:0", 0), ("::", 0), ("::0", 0), ("0::", 0),
      ("0:0:0:0:0:0:13.1.68.3", 0x0D01_4403), ("::13.1.68.3", 0x0D01_4403),
      ("0:0:0:0:0:FFFF:129.144.52.38", 0xFFFF_8190_3426), ("::FFFF:129.144.52.38", 0xFFFF_8190_3426),
      ("64:ff9b::192.0.2.33", 0x0064_FF9B_0000_0000_0000_0000_C000_0221),
      ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
      ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004_0005_0006_0007_0000),
      ("::2:3:4:5:6:7:8", 0x0000_0002_0003_0004_0005_0006_0007_0008),
      ("1::3:4:5:6:7:8", 0x0001_0000_0003_0004_0005_0006_0007_0008),
      ("1:2:3:4:5::1.2.3.4", 0x0001_0002_0003_0004_0005_0000_0102_0304),
      ("0001:0002::000a", 0x0001_0002_0000_0000_0000_0000_0000_000A),
      ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", .max),
      ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", .max),
    ]
    for (text, bits) in accepted { #expect(IPAddress(text) == .v6(bits), "“\(text)”") }
  }

  @Test func `IPv6 takes no other form`() {
    let rejected = [
      ":", ":::", "::::", ":1", "1:", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:",
      ":2:3:4:5:6:7:8",
      "1::2::3", "::1::", "1:::2", "1::2:", ":1::2", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
      "1:2:3:4::5:6:7:8",
      "12345::", "::12345", "::g", "::-1", "::+1", "fe80::1%eth0", "[::1]", " ::1", "::1 ", "::1/128",
      "::1\0",
      "::1.2.3", "::1.2.3.4.5", "::1.2.3.256", "::01.2.3.4", "::1.2.3.4:5", "1.2.3.4::", "::a.2.3.4",
      "::1.2.3.4::",
      "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8:1.2.3.4", "1:2:3:4:5:6::1.2.3.4:5", "::.1.2.3.4",
      "::1.2.3.4.",
      "1:2:3:4:5:1.2.3.4", "::１",
    ]
    for text in rejected { #expect(IPAddress(text) == nil, "“\(text)”") }
  }

  @Test func `IPv6 prints as RFC 5952 says`() {
    let canonical = [
      "2001:db8:0:0:1:0:0:1": "2001:db8::1:0:0:1",
      "2001:0db8::0001": "2001:db8::1",
      "2001:db8::1:1:1:1:1": "2001:db8:0:1:1:1:1:1",
      "2001:0:0:1:0:0:0:1": "2001:0:0:1::1",
      "2001:db8:0:0:1:0:0:0": "2001:db8:0:0:1::",
      "2001:DB8::AAAA": "2001:db8::aaaa",
      "0:0:0:0:0:0:0:0": "::",
      "0:0:0:0:0:0:0:1": "::1",
      "1:0:0:0:0:0:0:0": "1::",
      "0:1:0:1:0:1:0:1": "0:1:0:1:0:1:0:1",
      "0:0:1:0:0:1:0:0": "::1:0:0:1:0:0",
      "::ffff:192.0.2.1": "::ffff:c000:201",
    ]
    for (text, expected) in canonical { #expect(IPAddress(text)?.description == expected, "“\(text)”") }
  }

  @Test func `what an address prints reads back`() {
    let seed: UInt64 = 0x4950_0001
    var generator = SeededGenerator(seed: seed)
    for round in 1...20_000 {
      var bits = UInt128(generator.next()) << 64 | UInt128(generator.next())
      // Groups of zeros are what the short form is about, and random bits hold hardly any.
      for group in 0..<8 where Bool.random(using: &generator) { bits &= ~(0xFFFF << UInt128(16 * group)) }
      for address in [IPAddress.v6(bits), .v4(UInt32(truncatingIfNeeded: generator.next()))] {
        let text = address.description
        if IPAddress(text) != address || IPAddress(text.uppercased()) != address {
          Issue.record("“\(text)” does not read back (seed \(seed), round \(round))")
          return
        }
      }
    }
  }

  @Test func `random bytes never pass for an address unless they print alike`() {
    let seed: UInt64 = 0x4950_0002
    var generator = SeededGenerator(seed: seed)
    let letters = Array("0123456789abcdefABCDEF::::....%/ \u{7F}é".utf8)
    for round in 1...100_000 {
      let count = Int.random(in: 0...24, using: &generator)
      let bytes = (0..<count).map { _ in letters.randomElement(using: &generator) ?? 0 }
      guard let address = IPAddress(utf8: bytes.span) else { continue }
      if IPAddress(address.description) != address {
        Issue.record("\(bytes) reads as \(address) (seed \(seed), round \(round))")
        return
      }
    }
  }

  @Test func `every IPv4 address sorts before every IPv6 address`() {
    let ascending: [IPAddress] = [.v4(0), .v4(1), .v4(.max), .v6(0), .v6(1), .v6(.max)]
    for (left, right) in zip(ascending, ascending.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
    }
  }

  @Test func `the last address of a family has no successor`() {
    #expect(IPAddress.v4(7).successor == .v4(8))
    #expect(IPAddress.v4(.max).successor == nil)
    #expect(IPAddress.v6(7).successor == .v6(8))
    #expect(IPAddress.v6(.max).successor == nil)
  }

  @Test func `an address is its family and its number`() {
    for address in [IPAddress.v4(0), .v4(.max), .v6(5), .v6(.max)] {
      #expect(IPAddress(address.family, bits: address.bits) == address)
    }
    #expect(IPAddress.v4(5) != .v6(5))
  }
}
