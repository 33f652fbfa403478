public import HostPorts
internal import Ports

extension PortReport {
  /// The report as JSON of the schema `portolan.ports.use/1`: times in seconds, shares from 0 to 1, rates each second; null where there is
  /// nothing to say.
  ///
  /// - Parameter most: How many tuples and processes to list; `destinationsInAll` and `holdersInAll` tell of how many.
  public func json(most: Int = 100) -> JSON {
    .object([
      "schema": .string("portolan.ports.use/1"),
      "range": .string(pool.settings.range.description),
      "reserved": .string(pool.settings.reserved.description),
      "bound": .string(pool.bound.description),
      "ceiling": .int(pool.ceiling),
      "inUse": .int(use.total.ports),
      "timeWait": .int(use.total.timeWait),
      "udpInUse": .int(use.udpPorts),
      "headroom": .number(headroom),
      "secondsToExhaustion": .optional(secondsLeft),
      "begunPerSecond": .optional(begunPerSecond),
      "observedSeconds": .optional(trend?.seconds),
      "destinations": .list(use.entries.prefix(most).indices.map(destination)),
      "destinationsInAll": .int(use.entries.count),
      "holders": .list(holders.prefix(most).map(\.json)),
      "holdersInAll": .int(holders.count),
      "withoutHolder": .int(unheld),
      "hiddenProcesses": .int(hiddenProcesses),
      "exact": .bool(isExact),
      "told": .string(refusal == nil ? "sock_diag" : "/proc/net"),
    ])
  }

  private func destination(_ index: Int) -> JSON {
    let entry = use.entries[index]
    let trend = index < trends.count ? trends[index] : nil
    return .object([
      "source": .string("\(entry.tuple.source)"),
      "destination": .string("\(entry.tuple.destination)"),
      "inUse": .int(entry.count.ports),
      "timeWait": .int(entry.count.timeWait),
      "headroom": .number(headroom(of: entry.count.ports)),
      "openedPerSecond": .optional(trend?.openedPerSecond),
      "growthPerSecond": .optional(trend?.growthPerSecond),
      "secondsToExhaustion": .optional(trend?.secondsLeft),
    ])
  }
}

extension PortReport.Holder {
  fileprivate var json: JSON {
    .object([
      "command": .string(owner.command),
      "process": .int(Int(owner.process)),
      "container": .optional(owner.container),
      "controlGroup": .optional(owner.controlGroup),
      "ports": .int(ports),
    ])
  }
}

extension JSON {
  /// Makes a number, or `null`.
  static func optional(_ number: Double?) -> JSON { number.map { .number($0) } ?? .null }
}
