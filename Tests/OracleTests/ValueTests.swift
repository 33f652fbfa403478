import Oracle
import Testing

@Suite struct ValueTests {
  typealias Address = RandomNetwork.Address

  @Test(arguments: [
    (Address(ipv4: 0), "0.0.0.0"),
    (Address(ipv4: 0xC0A8_01FE), "192.168.1.254"),
    (Address(ipv6: 0), "::"),
    (Address(ipv6: 1), "::1"),
    (Address(ipv6: 0x2001_0DB8 << 96), "2001:db8::"),
    (Address(ipv6: 0x2001_0DB8_0000_0001 << 64 | 0x1_0000_0000_0001), "2001:db8:0:1:1::1"),
    (Address(ipv6: 0x2001_0DB8_0001_0000 << 64 | 0x1_0001_0001_0001), "2001:db8:1:0:1:1:1:1"),
    (Address(ipv6: 0x2001 << 112 | 1 << 64 | 1), "2001:0:0:1::1"),
  ])
  func addressText(address: Address, text: String) {
    #expect(address.description == text)
  }

  @Test func privateBlocksEndWhereTheyEnd() {
    let inside: [UInt32] = [
      0x0A00_0000, 0x0AFF_FFFF, 0xAC10_0000, 0xAC1F_FFFF, 0xC0A8_0000, 0xC0A8_FFFF, 0x6440_0000,
      0x647F_FFFF,
    ]
    let beside: [UInt32] = [
      0x09FF_FFFF, 0x0B00_0000, 0xAC0F_FFFF, 0xAC20_0000, 0xC0A7_FFFF, 0xC0A9_0000, 0x643F_FFFF,
      0x6480_0000,
    ]
    #expect(inside.allSatisfy { Address(ipv4: $0).isPrivateIPv4 })
    #expect(beside.allSatisfy { !Address(ipv4: $0).isPrivateIPv4 })
    #expect(Address(ipv6: 0x2600 << 112).isGlobalIPv6)
    #expect(!Address(ipv6: 0xFD00 << 112).isGlobalIPv6)
    #expect(!Address(ipv4: 1).isGlobalIPv6)
  }

  @Test func aSeedGivesOneNetworkAndOneText() {
    #expect(RandomNetwork(seed: 7).json == RandomNetwork(seed: 7).json)
    #expect(RandomNetwork(seed: 7).json != RandomNetwork(seed: 8).json)
    var shuffler: SplitMix64? = SplitMix64(seed: 1)
    let shuffled = RandomNetwork(seed: 7).describeJSON(shuffling: &shuffler)
    #expect(shuffled != RandomNetwork(seed: 7).json)
    #expect(shuffled.utf8.count > 1000)
  }

  @Test func theGeneratorOfNumbersIsSplitMix64() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func whatDecidesAVerdict() {
    #expect(BruteForce.Verdict([.pass, .pass]) == .works)
    #expect(BruteForce.Verdict([.pass, .drop, .unknown]) == .intermittent)
    #expect(BruteForce.Verdict([.drop, .drop]) == .blocked)
    #expect(BruteForce.Verdict([.drop, .unknown]) == .unknown)
    #expect(BruteForce.Verdict([.pass, .unknown]) == .unknown)
  }
}
