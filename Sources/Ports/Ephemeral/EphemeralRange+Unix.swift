// What holds for one BSD does not hold for the next: FreeBSD and OpenBSD keep away from the range of macOS and NetBSD.
extension EphemeralRange {
  /// macOS, 49152–65535.
  public static let macOS = EphemeralRange(
    key: "macos", aliases: ["mac", "darwin", "osx"], name: "macOS",
    group: .operatingSystem, ports: "49152-65535", authority: "XNU",
    source: "XNU bsd/netinet/in_pcb.c, in.h",
    setting: Setting(
      read: ["sysctl net.inet.ip.portrange.first net.inet.ip.portrange.last"],
      change: ["sudo sysctl net.inet.ip.portrange.first=32768"],
      constraint: "With first above last the kernel counts downwards: the same ports."))

  /// FreeBSD, 10000–65535.
  public static let freeBSD = EphemeralRange(
    key: "freebsd", name: "FreeBSD",
    group: .operatingSystem, ports: "10000-65535", authority: "FreeBSD",
    source: "FreeBSD sys/netinet/in.h, in_pcb.c",
    note: "49152–65535 only for sockets that ask for IP_PORTRANGE_HIGH; 1024–5000 in 1996 and 1997.",
    setting: Setting(
      read: [
        "sysctl net.inet.ip.portrange.first net.inet.ip.portrange.last",
        "sysctl net.inet.ip.portrange.hifirst net.inet.ip.portrange.hilast",
      ],
      change: ["sysctl net.inet.ip.portrange.first=32768"]))

  /// OpenBSD, 1024–49151.
  public static let openBSD = EphemeralRange(
    key: "openbsd", name: "OpenBSD",
    group: .operatingSystem, ports: "1024-49151", authority: "OpenBSD",
    source: "OpenBSD sys/netinet/in.h",
    note: "49152–65535 only for sockets that ask for IP_PORTRANGE_HIGH.",
    setting: Setting(
      read: [
        "sysctl net.inet.ip.portfirst net.inet.ip.portlast",
        "sysctl net.inet.ip.porthifirst net.inet.ip.porthilast",
      ],
      change: ["sysctl net.inet.ip.portfirst=32768"]))

  /// NetBSD, 49152–65535.
  public static let netBSD = EphemeralRange(
    key: "netbsd", name: "NetBSD",
    group: .operatingSystem, ports: "49152-65535", authority: "NetBSD",
    source: "NetBSD sys/netinet/in.h, IPPORT_ANONMIN and IPPORT_ANONMAX",
    setting: Setting(
      read: ["sysctl net.inet.ip.anonportmin net.inet.ip.anonportmax"],
      change: ["sysctl -w net.inet.ip.anonportmin=32768"]))

  /// Solaris, 32768–65535.
  public static let solaris = EphemeralRange(
    key: "solaris", aliases: ["sunos"], name: "Solaris",
    group: .operatingSystem, ports: "32768-65535", authority: "Oracle",
    source: "Oracle Solaris 11.2 tunable parameters, docs.oracle.com/cd/E36784_01",
    note: "TCP and UDP have a range each.",
    setting: Setting(
      read: [
        "ipadm show-prop -p smallest_anon_port,largest_anon_port tcp",
        "ndd /dev/tcp tcp_smallest_anon_port tcp_largest_anon_port",
      ],
      change: ["ipadm set-prop -p smallest_anon_port=49152 tcp"]))

  /// AIX, 32768–65535.
  public static let aix = EphemeralRange(
    key: "aix", name: "AIX",
    group: .operatingSystem, ports: "32768-65535", authority: "SAS 43946",
    source: "SAS usage note 43946, Ephemeral port range",
    note: "TCP and UDP have a range each.",
    setting: Setting(
      read: ["no -a | fgrep ephemeral"],
      change: ["no -o tcp_ephemeral_low=49152 -o tcp_ephemeral_high=65535"]))

  /// HP-UX, 49152–65535.
  public static let hpUX = EphemeralRange(
    key: "hp-ux", aliases: ["hpux"], name: "HP-UX",
    group: .operatingSystem, ports: "49152-65535", certainty: .wellKnown, authority: "–",
    source: "no vendor's statement found")
}
