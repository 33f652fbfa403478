internal import Glibc
internal import Ports

/// Looks at the client ports of the thread's network namespace, again and again.
///
/// Keeps the last look to compare with, and its memory to use again.
public struct PortMonitor: ~Copyable {
  private var sockets = HostSockets()
  private var list: SocketList?
  private var last: Look?

  private struct Look {
    let time: Double
    let use: PortUse
    let begun: Int?
  }

  /// How many tuples are followed in time.
  public static let mostTrends = 100

  /// Makes a monitor of the calling thread's network namespace.
  public init() {}

  /// Looks.
  ///
  /// - Parameter owners: Whether to look for the processes that hold the ports, which takes as long again.
  /// - Throws: `PortMonitorError` when the settings or the sockets cannot be read.
  public mutating func look(owners wantsOwners: Bool) throws(PortMonitorError) -> PortReport {
    let start = Self.now()
    let settings: PortSettings
    do throws(PortSettingsError) { settings = try .current() } catch { throw .settings(error) }
    // Only what has a port of the range takes one of it, and the kernel leaves out the rest.
    let filter = SocketFilter(localPorts: settings.range)
    let list: SocketList
    do throws(SocketReaderError) {
      list = try sockets.sockets([.tcp, .udp], filter: filter, includingBound: true, reusing: self.list.take())
    } catch {
      throw .sockets(error)
    }
    let pool = PortPool(settings, sockets: list.sockets)
    let use = PortUse(list.sockets, of: pool, since: last?.use.cookies)
    let look = Look(time: start, use: use, begun: PortSettings.connectionsBegun())
    let report = report(pool, look, list, owners: wantsOwners, start: start)
    last = look
    self.list = list
    return report
  }

  private func report(
    _ pool: PortPool, _ look: Look, _ list: SocketList, owners wantsOwners: Bool, start: Double
  ) -> PortReport {
    let holding = look.use.holders.lazy.map { list.sockets[$0] }
    let owners = SocketOwners(of: wantsOwners ? Array(holding) : [])
    var ports: [SocketOwner: Int] = [:]
    if wantsOwners {
      for socket in holding {
        if let owner = owners[socket] { ports[owner, default: 0] += 1 }
      }
    }
    let holders = ports.map { PortReport.Holder(owner: $0.key, ports: $0.value) }
      .sorted { ($1.ports, $0.owner.process) < ($0.ports, $1.owner.process) }
    var trend: PortTrend?
    var trends: [PortTrend] = []
    var begunPerSecond: Double?
    if let last {
      let seconds = look.time - last.time
      func compared(_ old: PortUse.Count, _ new: PortUse.Count) -> PortTrend {
        PortTrend(from: old, to: new, seconds: seconds, ceiling: pool.ceiling)
      }
      trend = compared(last.use.total, look.use.total)
      trends = look.use.entries.prefix(Self.mostTrends).map { compared(last.use[$0.tuple], $0.count) }
      if let now = look.begun, let then = last.begun, seconds > 0 { begunPerSecond = Double(now - then) / seconds }
    }
    return PortReport(
      pool: pool, use: look.use, trend: trend, trends: trends, begunPerSecond: begunPerSecond, begun: look.begun,
      holders: holders, unheld: look.use.total.ports - holders.reduce(0) { $0 + $1.ports },
      hiddenProcesses: owners.hiddenProcesses, isExact: list.isExact, refusal: sockets.refusal,
      duration: Self.now() - start)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Why there is nothing to say of the ports.
public enum PortMonitorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The settings cannot be read.
  case settings(PortSettingsError)
  /// The sockets cannot be listed.
  case sockets(SocketReaderError)

  /// One sentence for people.
  public var description: String {
    switch self {
    case .settings(let error): "\(error)"
    case .sockets(let error): "\(error)"
    }
  }
}
