extension Printout {
  /// Reads `net.ipv4.ip_local_port_range` and `net.ipv4.ip_local_reserved_ports`.
  ///
  /// One range serves TCP and UDP, IPv4 and IPv6; the reserved ports are left out of every automatic choice.
  /// Source: Linux `Documentation/networking/ip-sysctl.rst`.
  mutating func linuxRanges() throws(HostPortRangesError) -> [HostPortRange] {
    let rangeName = "net.ipv4.ip_local_port_range"
    let reservedName = "net.ipv4.ip_local_reserved_ports"
    let values = try PrintedSettings(of: [rangeName, reservedName], in: &self).values
    guard let printed = values[rangeName] else {
      guard let reserved = values[reservedName] else { return [] }
      throw HostPortRangesError(
        line: reserved.line, found: Array("\(reservedName) alone".utf8), expected: "a range",
        advice: "give \(rangeName), too")
    }
    let range = try Self.linuxRange(printed.bytes, line: printed.line)
    let reserved = try values[reservedName].map { value throws(HostPortRangesError) in
      try Self.linuxReservedPorts(value.bytes, line: value.line)
    }
    return [Self.linux(range, reserved: reserved ?? .empty, line: printed.line)]
  }

  static func linux(_ range: PortRange, reserved: PortSet, line: Int) -> HostPortRange {
    HostPortRange(system: .linux, label: "tcp and udp", line: line, range: range, reserved: reserved)
  }

  /// The two numbers of `ip_local_port_range`; the kernel holds them to 1...65535, ascending, equal ones included.
  ///
  /// Source: Linux 6.18 `net/ipv4/sysctl_net_ipv4.c`, `ipv4_local_port_range`.
  static func linuxRange(_ text: ArraySlice<UInt8>, line: Int) throws(HostPortRangesError) -> PortRange {
    let bounds = text.fields.map(\.uint16)
    guard bounds.count == 2, let lower = bounds[0], let upper = bounds[1], 1 <= lower, lower <= upper else {
      throw HostPortRangesError(
        line: line, found: text, expected: "two ports from 1 to 65535, the lower first",
        advice: "give net.ipv4.ip_local_port_range as sysctl prints it, such as 32768 60999")
    }
    return PortRange(lower, upper)
  }

  /// The comma-separated ports and ranges of `ip_local_reserved_ports`, empty by default.
  static func linuxReservedPorts(_ text: ArraySlice<UInt8>, line: Int) throws(HostPortRangesError) -> PortSet {
    do throws(PortSyntaxError) {
      return try PortSet(parsing: String(decoding: text, as: UTF8.self))
    } catch {
      throw HostPortRangesError(
        line: line, found: Array(error.found.utf8), expected: error.expected,
        advice: "give net.ipv4.ip_local_reserved_ports as sysctl prints it, such as 8080,9148-9200")
    }
  }
}
