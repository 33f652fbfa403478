// Microsoft KB929851: learn.microsoft.com/troubleshoot/windows-server/networking/default-dynamic-port-range-tcpip-chang
extension EphemeralRange {
  /// Windows Vista, Server 2008 and everything since, 49152–65535.
  public static let windows = EphemeralRange(
    key: "windows", aliases: ["win", "windows-server", "windows-2008", "windows-vista"],
    name: "Windows Vista/2008 and later",
    group: .operatingSystem, ports: "49152-65535", authority: "KB929851",
    source: "Microsoft KB929851; AWS VPC user guide, custom-network-acl, Ephemeral ports",
    note: """
      Four ranges, TCP and UDP over IPv4 and IPv6, each set on its own. Hyper-V and WinNAT take holes out of them: \
      netsh int ipv4 show excludedportrange protocol=tcp.
      """,
    setting: .windows)

  /// Windows XP, Server 2003 and before, 1025–5000.
  public static let windows2003 = EphemeralRange(
    key: "windows-2003", aliases: ["windows-xp", "xp", "win2003"], name: "Windows XP, 2003 and before",
    group: .operatingSystem, ports: "1025-5000", authority: "KB929851",
    source: "Microsoft KB929851; AWS VPC user guide, custom-network-acl, Ephemeral ports",
    note: "Microsoft's cc758002 has the pool of MaxUserPort begin at 1024.")

  /// Windows Server 2008 with Exchange 2007, 1025–60000.
  public static let windowsExchange2007 = EphemeralRange(
    key: "exchange-2007", aliases: ["windows-exchange-2007"], name: "Windows 2008, Exchange 2007",
    group: .operatingSystem, ports: "1025-60000", authority: "KB929851",
    source: "Microsoft KB929851",
    note: "Exchange's setup widens the range.",
    setting: .windows)
}

extension EphemeralRange.Setting {
  /// The dynamic ports of Windows.
  static let windows = EphemeralRange.Setting(
    read: [
      "netsh int ipv4 show dynamicport tcp",
      "netsh int ipv4 show excludedportrange protocol=tcp",
      "Get-NetTCPSetting",
      "Get-NetUDPSetting",
    ],
    change: [
      "netsh int ipv4 set dynamicport tcp start=10000 num=1000",
      "Set-NetTCPSetting -DynamicPortRangeStartPort 10000 -DynamicPortRangeNumberOfPorts 1000",
    ],
    constraint: """
      num is a count, not an end port: start=10000 num=1000 ends at 10999. At least 255 ports, from 1025 or later, \
      to 65535 at most. Likewise with udp for tcp and ipv6 for ipv4: four settings.
      """)
}
