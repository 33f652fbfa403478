/// The client ports of a host, read from what its own commands print.
///
/// The text may hold the output of several commands, the command lines themselves, and lines about other things, which
/// are passed over: all of `sysctl -a` will do. Which system printed it shows in the text.
///
///     let host = try HostPortRanges(parsing: "net.ipv4.ip_local_port_range = 32768\t60999\n")
///     host.ranges[0].label          // "tcp and udp"
///     host.ports.count              // 28232
public struct HostPortRanges: Hashable, Sendable {
  /// The ranges in the order of the text; at least one.
  public let ranges: [HostPortRange]

  /// Every port that some connection of the host may get: the union over the ranges.
  public var ports: PortSet { ranges.reduce(into: PortSet.empty) { $0.formUnion($1.ports) } }

  /// The commands whose output is understood, by system.
  public static let understood = [
    "Linux sysctl net.ipv4.ip_local_port_range",
    "Windows netsh int ipv4 show dynamicport tcp (and excludedportrange), Get-NetTCPSetting, Get-NetUDPSetting",
    "macOS, FreeBSD, OpenBSD or NetBSD sysctl net.inet.ip",
    "Solaris ipadm show-prop or ndd",
    "AIX no -a",
  ]

  /// Reads what a host's commands printed.
  ///
  /// - Throws: `HostPortRangesError`, naming the line, when a value is missing or out of bounds, when two answers
  ///   contradict each other, or when nothing in the text is known.
  public init(parsing text: String) throws(HostPortRangesError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Reads what a host's commands printed, as UTF-8, or as UTF-16 with a byte order mark (which PowerShell 5 writes).
  ///
  /// - Throws: `HostPortRangesError` as for a `String`.
  public init(parsing bytes: [UInt8]) throws(HostPortRangesError) {
    var printout = Printout(bytes)
    var ranges: [HostPortRange] = []
    ranges += try printout.linuxRanges()
    ranges += try printout.bsdRanges()
    ranges += try printout.aixRanges()
    ranges += try printout.solarisRanges()
    ranges += try printout.windowsRanges()
    // Last, because the rows of the tables above are numbers, too.
    ranges += try printout.bareRanges()
    guard !ranges.isEmpty else { throw printout.nothingKnown }
    // Stable by hand: several ranges may stand in one line's table.
    self.ranges = ranges.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }
}

extension Printout {
  fileprivate var nothingKnown: HostPortRangesError {
    let first = lines.first { !$0.bytes.isEmpty }
    return HostPortRangesError(
      line: first?.number, found: first?.bytes ?? Array("an empty text".utf8)[...],
      expected: "a port range as an operating system prints it",
      advice: "give the output of one of: " + HostPortRanges.understood.joined(separator: "; "))
  }
}
