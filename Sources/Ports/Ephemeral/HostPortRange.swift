/// One range of client ports that a host reported, with the holes in it.
public struct HostPortRange: Hashable, Sendable {
  /// The system whose command printed the range.
  public enum System: String, Hashable, Sendable, CaseIterable {
    /// `sysctl` and `/proc/sys` of Linux.
    case linux = "Linux"
    /// `netsh`, `Get-NetTCPSetting` and `Get-NetUDPSetting` of Windows.
    case windows = "Windows"
    /// `sysctl` of macOS and FreeBSD, which use the same names.
    case macOSOrFreeBSD = "macOS or FreeBSD"
    /// `sysctl` of OpenBSD.
    case openBSD = "OpenBSD"
    /// `sysctl` of NetBSD.
    case netBSD = "NetBSD"
    /// `ipadm` of Solaris and illumos.
    case solaris = "Solaris"
    /// `no` of AIX.
    case aix = "AIX"
    /// Two bare numbers, as `ndd` and `sysctl -n` print them.
    case unnamed = "system not named"
  }

  /// The protocol a range serves where a system keeps one range for each.
  public enum Transport: String, Hashable, Sendable, CaseIterable {
    /// TCP.
    case tcp
    /// UDP.
    case udp
    /// SCTP.
    case sctp
  }

  /// The IP version a range serves where a system keeps one range for each.
  public enum Family: String, Hashable, Sendable, CaseIterable {
    /// IPv4.
    case ipv4
    /// IPv6.
    case ipv6
  }

  /// The system whose command printed the range.
  public let system: System
  /// The protocol; nil when the range serves all of them, or the text does not say which.
  public let transport: Transport?
  /// The IP version; nil when the range serves both, or the text does not say which.
  public let family: Family?
  /// Which connections draw from the range, for people: `"tcp ipv4"`.
  public let label: String
  /// The line of the text where the range stands, counted from 1.
  public let line: Int
  /// The range as the system has it, holes included.
  public let range: PortRange
  /// The ports that the system never chooses by itself, wherever they lie.
  public let reserved: PortSet
  /// The ports a connection may get: the range without what is reserved.
  public let ports: PortSet

  init(
    system: System, transport: Transport? = nil, family: Family? = nil, label: String, line: Int,
    range: PortRange, reserved: PortSet = .empty
  ) {
    self.system = system
    self.transport = transport
    self.family = family
    self.label = label
    self.line = line
    self.range = range
    self.reserved = reserved
    ports = PortSet(range).subtracting(reserved)
  }
}
