import Glibc
import NetworkModel
import Seeds
import Testing

/// The C library reads and prints addresses too, and was written by others.
@Suite struct SystemAgreementTests {
  /// What the C library reads in a text.
  private static func systemAddress(_ text: String) -> IPAddress? {
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 { return .v4(UInt32(bigEndian: v4.s_addr)) }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    return .v6(withUnsafeBytes(of: v6) { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) })
  }

  /// What the C library prints for an IPv6 address.
  private static func systemText(_ bits: UInt128) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    withUnsafeBytes(of: bits.bigEndian) { _ = inet_ntop(AF_INET6, $0.baseAddress, &text, socklen_t(text.count)) }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  @Test func `the C library reads the same address in the same text, or none`() {
    let seed: UInt64 = 0x5341_0001
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "0", "1", "00", "01", "9", "255", "256", "a", "F", "g", "ffff", "10000", ":", ":", ":", "::", "::", ".", ".", ".",
      "1.2.3.4", "0.0.0", "1:2:3:4:5:6", ":7:8", "-", "+", "/", " ", "%",
    ]
    var taken = 0
    for round in 1...300_000 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let address = IPAddress(text)
      if address != nil { taken += 1 }
      if address != Self.systemAddress(text) {
        Issue.record("“\(text)” reads as \(address.debugDescription) (seed \(seed), round \(round))")
        return
      }
    }
    #expect(taken > 5_000, "hardly any text was an address: \(taken)")
  }

  @Test func `the C library prints the same text for the same address`() {
    let seed: UInt64 = 0x5341_0002
    var generator = SeededGenerator(seed: seed)
    for round in 1...50_000 {
      var bits = UInt128(generator.next()) << 64 | UInt128(generator.next())
      for group in 0..<8 where Bool.random(using: &generator) { bits &= ~(0xFFFF << UInt128(16 * group)) }
      // Where an IPv4 address is embedded, the C library writes it with dots.
      if bits >> 32 == 0 || bits >> 32 == 0xFFFF { continue }
      if IPAddress.v6(bits).description != Self.systemText(bits) {
        Issue.record("\(Self.systemText(bits)) prints as \(IPAddress.v6(bits)) (seed \(seed), round \(round))")
        return
      }
    }
  }

  @Test func `a block is an address and a length, and nothing else reads as one`() {
    let seed: UInt64 = 0x5341_0003
    var generator = SeededGenerator(seed: seed)
    let addresses = ["10.0.0.0", "255.255.255.255", "::", "2001:db8::1", "1.2.3", "::g", ""]
    let lengths = ["", "0", "8", "08", "32", "33", "64", "128", "129", "-1", "+1", "1x", " 1", "4294967304", "٣"]
    for round in 1...20_000 {
      let address = addresses.randomElement(using: &generator) ?? ""
      let length = lengths.randomElement(using: &generator) ?? ""
      let text = address + (Int.random(in: 0...9, using: &generator) == 0 ? "" : "/") + length
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      let width = Self.systemAddress(address)?.family.width
      let isBlock = parts.count == 2 && width.map { (0...$0).map(String.init).contains(length) } ?? false
      if (CIDRBlock(text) != nil) != isBlock {
        Issue.record("“\(text)” (seed \(seed), round \(round))")
        return
      }
    }
  }

  @Test func `random bytes never stop the readers of addresses and blocks`() {
    let seed: UInt64 = 0x5341_0004
    var generator = SeededGenerator(seed: seed)
    for round in 1...100_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0 ... .max, using: &generator)
          : Array("0123456789abcdef:./".utf8).randomElement(using: &generator) ?? 0
      }
      if let block = CIDRBlock(utf8: bytes.span), CIDRBlock(block.description) != block {
        Issue.record("\(bytes) reads as \(block) (seed \(seed), round \(round))")
        return
      }
    }
  }
}
