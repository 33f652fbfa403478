public import HostPorts
internal import Ports

extension PortReport {
  /// The report for Prometheus: the text format 0.0.4, or OpenMetrics 1.0, which names counters otherwise and marks the end.
  ///
  /// - Parameter most: How many destinations to tell of, so that there is a bound to how many series there are.
  public func metrics(most: Int, isOpenMetrics: Bool) -> String {
    var page = MetricsPage(isOpenMetrics: isOpenMetrics)
    page.gauge("portolan_ports_range_first", "First port of net.ipv4.ip_local_port_range.", pool.settings.range.lower)
    page.gauge("portolan_ports_range_last", "Last port of net.ipv4.ip_local_port_range.", pool.settings.range.upper)
    let reserved = pool.settings.reserved.intersection(PortSet(pool.settings.range))
    page.gauge("portolan_ports_reserved", "Ports of the range that are reserved.", reserved.count)
    page.gauge("portolan_ports_bound", "Ports of the range that programs listen on or are bound to.", pool.bound.count)
    page.gauge(
      "portolan_ports_ceiling", "Ports that may be drawn: connections from one address to one destination.",
      pool.ceiling)
    page.add(
      "portolan_ports_in_use", "Ports of the range in use.", "gauge",
      [(["transport": "tcp"], "\(use.total.ports)"), (["transport": "udp"], "\(use.udpPorts)")])
    page.gauge("portolan_ports_time_wait", "TCP ports of the range in TIME-WAIT.", use.total.timeWait)
    page.gauge("portolan_ports_destinations", "Source addresses and destinations with ports in use.", use.entries.count)
    page.gauge("portolan_ports_headroom_ratio", "Share of ports left for the fullest destination.", headroom)
    page.gauge(
      "portolan_ports_exhaustion_seconds",
      "Time until a destination has no port left, as use grows; +Inf when it does not.",
      secondsLeft.map { "\($0)" } ?? "+Inf")
    let fullest = use.entries.prefix(most)
    page.add(
      "portolan_ports_destination_in_use", "Ports in use of the fullest destinations.", "gauge",
      fullest.map { ($0.labels, "\($0.count.ports)") })
    page.add(
      "portolan_ports_destination_time_wait", "Of these, ports in TIME-WAIT.", "gauge",
      fullest.map { ($0.labels, "\($0.count.timeWait)") })
    if let begun { page.counter("portolan_connections_begun", "TCP connections begun since the host started.", begun) }
    page.gauge("portolan_look_exact", "Whether the kernel's list of sockets was exact.", isExact ? 1 : 0)
    page.gauge("portolan_look_duration_seconds", "How long it took to look.", duration)
    return page.text
  }
}

extension PortUse.Entry {
  fileprivate var labels: KeyValuePairs<String, String> {
    ["source": "\(tuple.source)", "destination": "\(tuple.destination)"]
  }
}

/// A page of metrics in the making.
private struct MetricsPage {
  private let isOpenMetrics: Bool
  private var lines = ""

  init(isOpenMetrics: Bool) {
    self.isOpenMetrics = isOpenMetrics
  }

  var text: String { isOpenMetrics ? lines + "# EOF\n" : lines }

  mutating func gauge(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
    add(name, help, "gauge", [([:], "\(value)")])
  }

  /// A counter's samples end in `_total`; in OpenMetrics its name does not.
  mutating func counter(_ name: String, _ help: String, _ value: Int) {
    lines += "# HELP \(isOpenMetrics ? name : name + "_total") \(help)\n"
    lines += "# TYPE \(isOpenMetrics ? name : name + "_total") counter\n\(name)_total \(value)\n"
  }

  /// Adds a metric; the values of labels are addresses and words of our own, in which nothing needs an escape.
  mutating func add(
    _ name: String, _ help: String, _ kind: String, _ samples: [(KeyValuePairs<String, String>, String)]
  ) {
    lines += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    for (labels, value) in samples {
      let inside = labels.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
      lines += "\(name)\(inside.isEmpty ? "" : "{\(inside)}") \(value)\n"
    }
  }
}
