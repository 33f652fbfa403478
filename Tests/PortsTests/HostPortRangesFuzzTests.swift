import Ports
import Seeds
import Testing

/// Broken and random texts: the readers must not crash, and what they accept must be a range.
@Suite struct HostPortRangesFuzzTests {
  private static let seed: UInt64 = 0x6670_0002

  private static let samples = [
    "net.ipv4.ip_local_port_range = 32768\t60999\nnet.ipv4.ip_local_reserved_ports = 8080,9148-9200\n",
    "32768\t60999\n8080,9148-9200\n",
    "C:\\> netsh int ipv4 show dynamicport tcp\n" + WindowsSamples.dynamic("tcp")
      + WindowsSamples.excluded("tcp"),
    WindowsSamples.netTCPSetting,
    "SettingName DynamicPortRangeStartPort DynamicPortRangeNumberOfPorts\n- - -\nInternet 1025 3976\n",
    "net.inet.ip.portrange.first: 49152\nnet.inet.ip.portrange.last: 65535\n",
    "net.inet.ip.portfirst=1024\nnet.inet.ip.portlast=49151\n",
    "net.inet.ip.anonportmin = 49152\nnet.inet.ip.anonportmax = 65535\n",
    "PROTO PROPERTY PERM CURRENT\ntcp smallest_anon_port rw 32768\ntcp largest_anon_port rw 65535\n",
    "# ndd /dev/tcp tcp_smallest_anon_port tcp_largest_anon_port\n32768\n\n65535\n",
    "tcp_ephemeral_low = 32768\ntcp_ephemeral_high = 65535\n",
  ].map { Array($0.utf8) }

  /// Bytes and pieces that mean something to one reader or another.
  private static let pieces: [[UInt8]] =
    [
      "0", "1", "65535", "65536", "99999", "-", ",", ":", "=", "\n", "\r\n", "\t", " ", "*", "tcp", "udp",
      "ipv4", "ipv6",
    ]
    .map { Array($0.utf8) } + [[0], [0xFF], [0xFE], [0xC3], [0xEF, 0xBB, 0xBF]]

  private static func mutated(_ sample: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = sample
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...6, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.replaceSubrange(place..<end, with: pieces.randomElement(using: &generator) ?? [])
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.replaceSubrange(place..<end, with: [UInt8.random(in: 0 ... .max, using: &generator)])
      }
    }
    return bytes
  }

  /// Whether the bytes were accepted; whatever is accepted must obey the rules of ranges.
  private static func accepts(_ bytes: [UInt8], _ place: Comment) -> Bool {
    do throws(HostPortRangesError) {
      let host = try HostPortRanges(parsing: bytes)
      #expect(!host.ranges.isEmpty, place)
      for range in host.ranges {
        #expect(1 <= range.range.lower && range.range.lower <= range.range.upper, place)
        #expect(range.ports == PortSet(range.range).subtracting(range.reserved), place)
        #expect(range.ports.isSubset(of: host.ports) && range.line >= 1, place)
      }
      return true
    } catch {
      #expect(!error.advice.isEmpty && error.found.count <= 61, place)
      #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, place)
      return false
    }
  }

  @Test func `mutated printouts never crash the readers`() {
    var generator = SeededGenerator(seed: Self.seed)
    var accepted = 0
    for round in 1...8_000 {
      let sample = Self.samples[round % Self.samples.count]
      let other = Self.samples.randomElement(using: &generator) ?? []
      var bytes = Self.mutated(sample, using: &generator)
      if round.isMultiple(of: 5) { bytes += Self.mutated(other, using: &generator) }
      if Self.accepts(bytes, "seed \(Self.seed), round \(round)") { accepted += 1 }
    }
    // A mutation that always broke the text would test the refusals only.
    #expect(accepted > 500)
  }

  @Test func `random bytes never crash the readers`() {
    var generator = SeededGenerator(seed: Self.seed &+ 1)
    let alphabet = Array("0123456789 \t\n\r,-:=*tcpudipv46".utf8)
    for round in 1...4_000 {
      let length = Int.random(in: 0...80, using: &generator)
      let bytes = (0..<length).map { _ in
        round.isMultiple(of: 2)
          ? UInt8.random(in: 0 ... .max, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
      }
      _ = Self.accepts(bytes, "seed \(Self.seed &+ 1), round \(round)")
    }
  }

  @Test func `every beginning of a printout is read or refused`() {
    for sample in Self.samples {
      for length in sample.indices { _ = Self.accepts(Array(sample[..<length]), "first \(length) bytes") }
    }
  }
}
