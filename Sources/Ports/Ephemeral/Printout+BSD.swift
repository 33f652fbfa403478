extension Printout {
  /// Reads the `sysctl` values of macOS, FreeBSD, OpenBSD and NetBSD.
  ///
  /// The high pool serves only sockets that ask for `IP_PORTRANGE_HIGH`. The low pool is left out: it is for privileged
  /// programs that ask for ports below 1024. Names: XNU `bsd/netinet/in_pcb.c`, which shares them with FreeBSD;
  /// OpenBSD `sysctl(2)`; NetBSD `sysctl(7)`.
  mutating func bsdRanges() throws(HostPortRangesError) -> [HostPortRange] {
    let settings = try PrintedSettings(of: Self.bsdPools.flatMap { [$0.first, $0.last] }, in: &self)
    var ranges: [HostPortRange] = []
    for pool in Self.bsdPools {
      // XNU counts downwards when first exceeds last (in_pcb.c): the same ports. NetBSD refuses such values.
      let order = pool.system == .netBSD ? PrintedSettings.Order.ascending : .either
      guard let (range, line) = try settings.range(from: pool.first, to: pool.last, order: order) else {
        continue
      }
      ranges.append(
        HostPortRange(system: pool.system, family: pool.family, label: pool.label, line: line, range: range))
    }
    return ranges
  }

  private typealias Pool = (
    system: HostPortRange.System, family: HostPortRange.Family?, label: String, first: String, last: String
  )

  private static let bsdPools: [Pool] = [
    (
      .macOSOrFreeBSD, nil, "tcp and udp",
      "net.inet.ip.portrange.first", "net.inet.ip.portrange.last"
    ),
    (
      .macOSOrFreeBSD, nil, "tcp and udp, sockets that ask for high ports",
      "net.inet.ip.portrange.hifirst", "net.inet.ip.portrange.hilast"
    ),
    (
      .openBSD, nil, "tcp and udp",
      "net.inet.ip.portfirst", "net.inet.ip.portlast"
    ),
    (
      .openBSD, nil, "tcp and udp, sockets that ask for high ports",
      "net.inet.ip.porthifirst", "net.inet.ip.porthilast"
    ),
    (
      .netBSD, .ipv4, "tcp and udp ipv4",
      "net.inet.ip.anonportmin", "net.inet.ip.anonportmax"
    ),
    (
      .netBSD, .ipv6, "tcp and udp ipv6",
      "net.inet6.ip6.anonportmin", "net.inet6.ip6.anonportmax"
    ),
  ]
}
