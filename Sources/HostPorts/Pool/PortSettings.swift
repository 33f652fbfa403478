public import Ports

/// What the kernel's settings say of client ports, in the network namespace of the calling thread.
public struct PortSettings: Hashable, Sendable {
  /// `net.ipv4.ip_local_port_range`, which serves IPv6 as well.
  public var range: PortRange
  /// `net.ipv4.ip_local_reserved_ports`: never chosen by the kernel itself, wherever they lie.
  public var reserved: PortSet
  /// `net.ipv4.ip_unprivileged_port_start`: the range may not begin below it.
  public var unprivilegedStart: Int
  /// `net.ipv4.tcp_tw_reuse`: 1, ports in TIME-WAIT serve new connections after a second; 2, on loopback only; 0, never.
  public var timeWaitReuse: Int

  /// Makes settings.
  public init(range: PortRange, reserved: PortSet = .empty, unprivilegedStart: Int = 1_024, timeWaitReuse: Int = 2) {
    self.range = range
    self.reserved = reserved
    self.unprivilegedStart = unprivilegedStart
    self.timeWaitReuse = timeWaitReuse
  }

  /// The folder of the settings.
  public static let folder = "/proc/sys/net/ipv4/"

  /// More than a list of every other port is long.
  private static let longestList = 1 << 18

  /// Reads the settings now in force.
  ///
  /// - Throws: `PortSettingsError` when they cannot be read.
  public static func current() throws(PortSettingsError) -> PortSettings {
    guard let range = KernelFile.text(folder + "ip_local_port_range") else {
      throw PortSettingsError("\(folder)ip_local_port_range cannot be read: this needs Linux with /proc")
    }
    let reserved = KernelFile.text(folder + "ip_local_reserved_ports", inPartsOf: longestList) ?? ""
    let host: HostPortRanges
    do throws(HostPortRangesError) {
      host = try HostPortRanges(
        parsing: "net.ipv4.ip_local_port_range = \(range)\nnet.ipv4.ip_local_reserved_ports = \(reserved)\n")
    } catch {
      throw PortSettingsError("\(folder): \(error.message)")
    }
    return PortSettings(
      range: host.ranges[0].range, reserved: host.ranges[0].reserved,
      unprivilegedStart: KernelFile.number(folder + "ip_unprivileged_port_start") ?? 1_024,
      timeWaitReuse: KernelFile.number(folder + "tcp_tw_reuse") ?? 0)
  }

  /// How many connections the host has begun since it started (`ActiveOpens`, RFC 4022), in the thread's network namespace.
  public static func connectionsBegun() -> Int? {
    guard let text = KernelFile.text("/proc/thread-self/net/snmp") else { return nil }
    return activeOpens(in: text)
  }

  /// Finds `ActiveOpens` in the tables of `/proc/net/snmp`: a line of names, then a line of numbers.
  package static func activeOpens(in text: String) -> Int? {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("Tcp:") }.map { $0.split(separator: " ") }
    guard lines.count == 2, let column = lines[0].firstIndex(of: "ActiveOpens"), column < lines[1].count else {
      return nil
    }
    return Int(lines[1][column])
  }
}

/// Why the settings cannot be read or written; one sentence.
public struct PortSettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
