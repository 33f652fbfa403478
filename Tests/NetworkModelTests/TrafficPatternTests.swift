import NetworkModel
import Ports
import Testing

@Suite struct TrafficPatternTests {
  private static let selective: [IPProtocol] = [.tcp, .udp, .icmp, .icmpv6]

  @Test func `trap 6 and 7: only TCP, UDP and ICMP have selectors, every other protocol takes all`() {
    for number in UInt8.min ... .max {
      let ipProtocol = IPProtocol(rawValue: number)
      let pattern = TrafficPattern(ipProtocol, "443")
      #expect(pattern.selectors == (Self.selective.contains(ipProtocol) ? "443" : .all), "\(number)")
    }
    #expect(TrafficPattern(nil, "443").selectors == .all)
    #expect(TrafficPattern(nil, "443") == .all)
    #expect(TrafficPattern(IPProtocol(rawValue: 132), "443") == TrafficPattern(IPProtocol(rawValue: 132)))
  }

  @Test func `a pattern without selectors matches the whole of its protocol and nothing else`() {
    for ipProtocol in Self.selective {
      let pattern = TrafficPattern(ipProtocol)
      for other in Self.selective {
        #expect(pattern.selectors(for: other) == (ipProtocol == other ? .all : .empty))
        #expect(TrafficPattern.all.selectors(for: other) == .all)
      }
    }
  }

  @Test func `trap 10: ICMP and ICMPv6 are two protocols`() {
    let echo = TrafficPattern.selectors(icmpType: 8, code: 0) ?? .empty
    #expect(TrafficPattern(.icmp, echo).selectors(for: .icmp) == echo)
    #expect(TrafficPattern(.icmp, echo).selectors(for: .icmpv6).isEmpty)
  }

  @Test func `trap 9: of an ICMP type or code, −1 means all`() {
    #expect(TrafficPattern.selectors(icmpType: -1, code: -1) == .all)
    #expect(TrafficPattern.selectors(icmpType: 8, code: -1) == PortSet(0x0800...0x08FF))
    #expect(TrafficPattern.selectors(icmpType: 0, code: 0) == PortSet(0))
    #expect(TrafficPattern.selectors(icmpType: 3, code: 4) == PortSet(0x0304))
    #expect(TrafficPattern.selectors(icmpType: 255, code: 255) == PortSet(.max))
    for (type, code) in [(-1, 0), (256, 0), (0, 256), (-2, -1), (3, -2), (Int.max, 0), (Int.min, Int.min)] {
      #expect(TrafficPattern.selectors(icmpType: type, code: code) == nil, "type \(type) code \(code)")
    }
  }

  @Test func `all types with all codes partition the selectors`() {
    let sets = (0...255).compactMap { TrafficPattern.selectors(icmpType: $0, code: -1) }
    #expect(sets.allSatisfy { $0.count == 256 })
    #expect(PortSet(sets.flatMap { Array($0.ranges) }) == .all)
  }

  @Test func `a pattern reads as people write it`() {
    let patterns: [(TrafficPattern, String)] = [
      (.all, "all"), (TrafficPattern(.tcp), "tcp"), (TrafficPattern(.tcp, "443"), "tcp 443"),
      (TrafficPattern(.udp, "1024-65535"), "udp 1024-65535"),
      (TrafficPattern(.icmp, PortSet(0x0800...0x08FF)), "icmp type 8"),
      (TrafficPattern(.icmp, PortSet(0x0304)), "icmp type 3 code 4"),
      (TrafficPattern(.icmp, PortSet(0x0304...0x0308)), "icmp type 3 codes 4-8"),
      (TrafficPattern(.icmp, PortSet(0x0000...0x00FF).union(PortSet(0x0800...0x08FF))), "icmp type 0, 8"),
      (TrafficPattern(.icmp, PortSet(0x0304...0x0807)), "icmp type 3 codes 4-255, 4-7, 8 codes 0-7"),
      (TrafficPattern(.icmp, PortSet(0x0001...0xFFFE)), "icmp type 0 codes 1-255, 1-254, 255 codes 0-254"),
      (TrafficPattern(.icmp, PortSet(0x03FF...0x0400)), "icmp type 3 code 255, 4 code 0"),
      (TrafficPattern(.icmpv6, PortSet(0x8000...0x80FF)), "icmpv6 type 128"),
      (TrafficPattern(IPProtocol(rawValue: 50), "443"), "esp"),
      (TrafficPattern(IPProtocol(rawValue: 99)), "protocol 99"),
    ]
    for (pattern, text) in patterns { #expect(pattern.description == text) }
  }

  @Test func `trap 8: a protocol reads by name and by number`() {
    for number in UInt8.min ... .max {
      #expect(IPProtocol("\(number)")?.rawValue == number)
    }
    #expect(IPProtocol("tcp") == .tcp && IPProtocol("TCP") == .tcp && IPProtocol("6") == .tcp)
    #expect(IPProtocol("icmpv6") == .icmpv6 && IPProtocol("58") == .icmpv6)
    #expect(IPProtocol("udp") == .udp && IPProtocol("17") == .udp && IPProtocol("icmp") == IPProtocol("1"))
    for text in ["", "-1", "256", "06", "+6", " 6", "6 ", "tcp ", "all", "6.0"] {
      #expect(IPProtocol(text) == nil, "“\(text)”")
    }
  }

  @Test func `every protocol's name reads back`() {
    for number in UInt8.min ... .max {
      let ipProtocol = IPProtocol(rawValue: number)
      let name = ipProtocol.description
      #expect(IPProtocol(name) == ipProtocol || name == "protocol \(number)")
    }
  }
}
