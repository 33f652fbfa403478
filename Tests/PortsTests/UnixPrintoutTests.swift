import Ports
import Testing

@Suite struct UnixPrintoutTests {
  private static let high = "tcp and udp, sockets that ask for high ports"

  @Test func `macOS and FreeBSD print a default and a high pool`() throws {
    let macOS = """
      net.inet.ip.portrange.lowfirst: 1023
      net.inet.ip.portrange.lowlast: 600
      net.inet.ip.portrange.first: 49152
      net.inet.ip.portrange.last: 65535
      net.inet.ip.portrange.hifirst: 49152
      net.inet.ip.portrange.hilast: 65535
      """
    #expect(
      try read(macOS) == [
        "macOS or FreeBSD tcp and udp: 49152-65535, 16384",
        "macOS or FreeBSD \(Self.high): 49152-65535, 16384",
      ])
    let freeBSD = "net.inet.ip.portrange.last=65535\nnet.inet.ip.portrange.first=10000\n"
    #expect(try read(freeBSD) == ["macOS or FreeBSD tcp and udp: 10000-65535, 55536"])
  }

  @Test func `a pool that counts downwards holds the same ports`() throws {
    let text = "net.inet.ip.portrange.first: 65535\nnet.inet.ip.portrange.last: 49152\n"
    #expect(try read(text) == ["macOS or FreeBSD tcp and udp: 49152-65535, 16384"])
  }

  @Test func `OpenBSD and NetBSD have names of their own`() throws {
    let openBSD = """
      net.inet.ip.portfirst=1024
      net.inet.ip.portlast=49151
      net.inet.ip.porthifirst=49152
      net.inet.ip.porthilast=65535
      """
    #expect(
      try read(openBSD) == [
        "OpenBSD tcp and udp: 1024-49151, 48128", "OpenBSD \(Self.high): 49152-65535, 16384",
      ])
    let netBSD = """
      net.inet.ip.anonportmin = 49152
      net.inet.ip.anonportmax = 65535
      net.inet6.ip6.anonportmin = 50000
      net.inet6.ip6.anonportmax = 65535
      """
    #expect(
      try read(netBSD) == [
        "NetBSD tcp and udp ipv4: 49152-65535, 16384", "NetBSD tcp and udp ipv6: 50000-65535, 15536",
      ])
    expectRefusal("net.inet.ip.anonportmin = 9\nnet.inet.ip.anonportmax = 8", line: 2, "upwards")
  }

  @Test func `Solaris prints a table, old Solaris two numbers`() throws {
    let table = """
      # ipadm show-prop -p smallest_anon_port,largest_anon_port tcp
      PROTO PROPERTY              PERM CURRENT      PERSISTENT   DEFAULT      POSSIBLE
      tcp   smallest_anon_port    rw   9000         9000         32768        1024-65535
      tcp   largest_anon_port     rw   65500        --           65535        32768-65535
      """
    #expect(try read(table) == ["Solaris tcp: 9000-65500, 56501"])
    let chosen = "PROTO PROPERTY CURRENT\nudp largest_anon_port 65535\nudp smallest_anon_port 32768\n"
    #expect(try read(chosen) == ["Solaris udp: 32768-65535, 32768"])
    let old = "# /usr/sbin/ndd /dev/udp udp_smallest_anon_port udp_largest_anon_port\n32768\n\n65535\n"
    #expect(try read(old) == ["system not named udp: 32768-65535, 32768"])
    #expect(try read(old + "$ sysctl -n …\n1\n2").last == "system not named protocol not named: 1-2, 2")
    #expect(try read("49152\n65535\n") == ["system not named protocol not named: 49152-65535, 16384"])
  }

  @Test func `AIX has a range for TCP and one for UDP`() throws {
    let text = """
                 tcp_ephemeral_high = 65535
                  tcp_ephemeral_low = 32768
                 udp_ephemeral_high = 65000
                  udp_ephemeral_low = 11000
      """
    #expect(try read(text) == ["AIX tcp: 32768-65535, 32768", "AIX udp: 11000-65000, 54001"])
  }

  @Test func `half a range is refused with the name of the other half`() {
    expectRefusal("net.inet.ip.portrange.first: 49152", line: 1, "give net.inet.ip.portrange.last, too")
    expectRefusal("\nnet.inet.ip.portlast=49151", line: 2, "give net.inet.ip.portfirst, too")
    expectRefusal("tcp_ephemeral_low = 32768", line: 1, "give tcp_ephemeral_high, too")
    expectRefusal(
      "tcp smallest_anon_port rw 32768 -- 32768 1-2", line: 1, "smallest_anon_port and largest_anon_port")
  }

  @Test func `values no system can have are refused`() {
    expectRefusal("net.inet.ip.porthifirst=0\nnet.inet.ip.porthilast=0", line: 1, "a port from 1 to 65535")
    expectRefusal(
      "net.inet.ip.portrange.first: 1025\nnet.inet.ip.portrange.last: 655350", line: 2, "“655350”")
    expectRefusal("tcp_ephemeral_low = 60000\ntcp_ephemeral_high = 50000", line: 2, "upwards")
    expectRefusal("tcp smallest_anon_port rw many -- 32768 1-2", line: 1, "CURRENT")
    expectRefusal("65535\n32768\n", line: 1, "the lower first")
  }

  @Test func `several systems in one text keep the order of the text`() throws {
    let text = "tcp_ephemeral_low = 1\ntcp_ephemeral_high = 9\nnet.ipv4.ip_local_port_range = 5 6\n20 30\n"
    #expect(
      try read(text) == [
        "AIX tcp: 1-9, 9", "Linux tcp and udp: 5-6, 2", "Linux tcp and udp: 20-30, 11",
      ])
    #expect(try HostPortRanges(parsing: text).ports == "1-9,20-30")
  }

  @Test func `a text about something else is refused with what is understood`() {
    expectRefusal("", line: nil, "an empty text")
    expectRefusal(" \r\n\n", line: nil, "an empty text")
    expectRefusal("\nhello\u{1B}[31m world\n", line: 2, "“hello\u{FFFD}[31m world”")
    expectRefusal("Tcp: 1 2 3", line: 1, "Get-NetTCPSetting")
    expectRefusal(String(repeating: "x", count: 100_000), line: 1, "x…”")
  }
}
