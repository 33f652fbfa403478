import Ports
import Testing

/// The traps of client ports: what a plausible reading gets wrong, and what holds instead.
@Suite struct PortTrapTests {
  @Test
  func
    `trap 41: Linux ends at 60999 from 4.2 on, at 61000 before and in AWS's text, and a sysctl overrides both`()
    throws
  {
    #expect(EphemeralRange.linux.ports == "32768-60999")
    #expect(EphemeralRange.linux26.ports == "32768-61000")
    #expect(EphemeralRange.amazonLinux.ports == EphemeralRange.linux.ports)
    #expect(EphemeralRange.amazonLinuxAsDocumented.ports == EphemeralRange.linux26.ports)
    #expect(EphemeralRange.linuxHardened.ports.subtracting("32768-61000") == "61001-65535")
    #expect(try HostPortRanges(parsing: "net.ipv4.ip_local_port_range = 1024\t65535").ports == "1024-65535")
  }

  @Test func `trap 42: parity narrows nothing, every port of the range may be drawn`() throws {
    let ports = try HostPortRanges(parsing: "40000\t40999").ports
    #expect((40_000...40_999).allSatisfy { ports.contains($0) })
    #expect(ports.count == 1_000)
  }

  @Test func `trap 43: reserved ports are holes in the range`() throws {
    let text =
      "net.ipv4.ip_local_port_range = 32768\t60999\nnet.ipv4.ip_local_reserved_ports = 50000-50099,61678\n"
    #expect(try HostPortRanges(parsing: text).ports == "32768-49999,50100-60999")
  }

  @Test func `trap 45: the range of macOS is not that of FreeBSD or OpenBSD`() {
    #expect(EphemeralRange.macOS.ports == "49152-65535")
    #expect(EphemeralRange.netBSD.ports == "49152-65535")
    #expect(EphemeralRange.freeBSD.ports == "10000-65535")
    #expect(EphemeralRange.openBSD.ports == "1024-49151")
    #expect(EphemeralRange.openBSD.ports.isDisjoint(with: EphemeralRange.macOS.ports))
  }

  @Test func `trap 46: num is a count, not an end port`() throws {
    let text = WindowsSamples.dynamic("tcp", start: 10_000, count: 1_000)
    #expect(try HostPortRanges(parsing: text).ports == "10000-10999")
    let setting = "DynamicPortRangeStartPort : 10000\nDynamicPortRangeNumberOfPorts : 1000\n"
    #expect(try HostPortRanges(parsing: setting).ports == "10000-10999")
  }

  @Test func `trap 47: Windows has four ranges, tcp and udp over ipv4 and ipv6`() throws {
    var text = ""
    for (index, command) in ["ipv4 tcp", "ipv4 udp", "ipv6 tcp", "ipv6 udp"].enumerated() {
      let words = command.split(separator: " ").map(String.init)
      text += "C:\\>netsh int \(words[0]) show dynamicport \(words[1])\n"
      text += WindowsSamples.dynamic(words[1], start: 10_000 * (index + 1), count: 1_000)
    }
    let ranges = try HostPortRanges(parsing: text).ranges
    #expect(ranges.map(\.ports) == ["10000-10999", "20000-20999", "30000-30999", "40000-40999"])
    #expect(ranges.map(\.transport) == [.tcp, .udp, .tcp, .udp])
    #expect(ranges.map(\.family) == [.ipv4, .ipv4, .ipv6, .ipv6])
  }

  @Test func `trap 48: dynamic ports of ECS are server ports, no client is looked up by them`() {
    for entry in EphemeralRange.serverSide {
      #expect(EphemeralRange.named(entry.key) == nil, "\(entry.key)")
      #expect(entry.aliases.allSatisfy { EphemeralRange.named($0) == nil }, "\(entry.key)")
    }
    let ecs = EphemeralRange.serverSide.filter { $0.key.hasPrefix("ecs") }
    #expect(ecs.count == 3)
    #expect(ecs.allSatisfy { !$0.ports.isDisjoint(with: EphemeralRange.linux.ports) })
  }
}
