extension Printout {
  /// Reads what `no -a` of AIX says of ephemeral ports: a range for TCP and one for UDP.
  ///
  /// Source: SAS usage note 43946; IBM RSCT documentation, Ephemeral ports.
  mutating func aixRanges() throws(HostPortRangesError) -> [HostPortRange] {
    let settings = try PrintedSettings(
      of: ["tcp_ephemeral_low", "tcp_ephemeral_high", "udp_ephemeral_low", "udp_ephemeral_high"], in: &self)
    var ranges: [HostPortRange] = []
    for transport in [HostPortRange.Transport.tcp, .udp] {
      let bounds = try settings.range(
        from: "\(transport.rawValue)_ephemeral_low", to: "\(transport.rawValue)_ephemeral_high")
      guard let (range, line) = bounds else { continue }
      ranges.append(
        HostPortRange(system: .aix, transport: transport, label: transport.rawValue, line: line, range: range)
      )
    }
    return ranges
  }
}
