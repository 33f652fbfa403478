import Ports
import Testing

@Suite struct LinuxPrintoutTests {
  @Test func `sysctl prints the range with a tab`() throws {
    #expect(
      try read("net.ipv4.ip_local_port_range = 32768\t60999\n") == ["Linux tcp and udp: 32768-60999, 28232"])
    #expect(try read("net.ipv4.ip_local_port_range=1024 65535") == ["Linux tcp and udp: 1024-65535, 64512"])
  }

  @Test func `proc has two numbers and nothing else`() throws {
    for text in [
      "32768\t60999\n", "32768 60999", "\u{FEFF}  32768   60999  \r\n\r\n", "\n\n32768\t60999\n\n",
    ] {
      #expect(try read(text) == ["Linux tcp and udp: 32768-60999, 28232"], "\(text)")
    }
  }

  @Test func `reserved ports make holes, wherever their line stands`() throws {
    let reserved = "net.ipv4.ip_local_reserved_ports = 8080,40000-40009,60999\n"
    let range = "net.ipv4.ip_local_port_range = 32768\t60999\n"
    let expected = ["Linux tcp and udp: 32768-60999 − 8080,40000-40009,60999, 28221"]
    #expect(try read(range + reserved) == expected)
    #expect(try read(reserved + range) == expected)
    #expect(try read("32768\t60999\n8080,40000-40009,60999\n") == expected)
    #expect(
      try read(range + "net.ipv4.ip_local_reserved_ports = \n") == ["Linux tcp and udp: 32768-60999, 28232"])
    #expect(try read("32768\t60999\n\n") == ["Linux tcp and udp: 32768-60999, 28232"])
    #expect(try read("32768\t60999\n40000\n") == ["Linux tcp and udp: 32768-60999 − 40000, 28231"])
  }

  @Test func `the files of proc are told apart by grep and by the commands between them`() throws {
    let grep = """
      /proc/sys/net/ipv4/ip_local_port_range:32768\t60999
      /proc/sys/net/ipv4/ip_local_reserved_ports:40000
      """
    let shell = """
      $ cat /proc/sys/net/ipv4/ip_local_port_range
      32768\t60999
      $ cat /proc/sys/net/ipv4/ip_local_reserved_ports
      40000
      """
    for text in [grep, shell] {
      #expect(try read(text) == ["Linux tcp and udp: 32768-60999 − 40000, 28231"])
    }
  }

  @Test func `the two lines are found among all that sysctl knows`() throws {
    var lines = (0..<500).map { "net.ipv4.conf.eth\($0).mc_forwarding = 0" }
    lines.insert("net.ipv4.ip_local_port_range = 10000\t10000", at: 250)
    lines.insert("net.ipv4.ip_local_reserved_ports = ", at: 251)
    lines.append("sysctl: permission denied on key 'kernel.cad_pid'")
    lines.append("net.ipv4.tcp_rmem = 4096\t131072\t6291456")
    lines.append("net.ipv4.ip_unprivileged_port_start = 1024")
    let host = try HostPortRanges(parsing: lines.joined(separator: "\n"))
    #expect(host.ranges.map(\.line) == [251])
    #expect(host.ports == PortSet(10_000))
  }

  @Test func `what the kernel would refuse is refused`() {
    let key = "net.ipv4.ip_local_port_range"
    expectRefusal("\n\(key) = 60999\t32768", line: 2, "“60999 32768”")
    expectRefusal("\(key) = 0 60999", line: 1, "two ports from 1 to 65535")
    expectRefusal("\(key) = 32768 65536", line: 1, "two ports from 1 to 65535")
    expectRefusal("\(key) = 32768", line: 1, "two ports")
    expectRefusal("\(key) = ", line: 1, "two ports")
    expectRefusal("\(key) = 1 2 3", line: 1, "two ports")
    expectRefusal("\(key) = 32768-60999", line: 1, "such as 32768 60999")
    expectRefusal("60999 32768", line: 1, "the lower first")
    expectRefusal("\(key) = 32768 60999\nnet.ipv4.ip_local_reserved_ports = 80-70", line: 2, "“80-70”")
    expectRefusal(
      "net.ipv4.ip_local_reserved_ports = 8080", line: 1, "give net.ipv4.ip_local_port_range, too")
    expectRefusal("8080,9148-9200", line: 1, "give both bounds")
    expectRefusal("32768", line: 1, "give both bounds")
  }

  @Test func `two hosts in one text are refused, the same host twice is not`() throws {
    let key = "net.ipv4.ip_local_port_range"
    expectRefusal("\(key) = 1024 65535\n\(key) = 32768 60999", line: 2, "one host at a time")
    #expect(try read("\(key) = 1024 65535\n\(key) = 1024 65535").count == 1)
  }
}
