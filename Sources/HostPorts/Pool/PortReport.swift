/// What there is to say of the client ports of one network namespace, at one moment.
public struct PortReport: Sendable {
  /// The ports that may be drawn.
  public let pool: PortPool
  /// What is in use of them.
  public let use: PortUse
  /// How the use of all tuples together developed since the look before; nil at the first.
  public let trend: PortTrend?
  /// How that of each of the fullest tuples did, in their order.
  public let trends: [PortTrend]
  /// Connections begun each second since the look before, as the kernel counts them, however short; nil at the first look.
  public let begunPerSecond: Double?
  /// Connections begun since the host started.
  public let begun: Int?
  /// The processes that hold the ports, those with the most first.
  public internal(set) var holders: [Holder]
  /// Ports in use that no process holds: they are in TIME-WAIT, or their processes are not shown to us.
  public internal(set) var unheld: Int
  /// How many processes do not show us their sockets.
  public internal(set) var hiddenProcesses: Int
  /// Whether the kernel's list of sockets was exact.
  public let isExact: Bool
  /// Why netlink does not tell of sockets, so that they were read from `/proc/net`; nil when it does.
  public let refusal: SocketReaderError?
  /// How long the look took, in seconds.
  public let duration: Double

  /// A process and the ports it holds.
  public struct Holder: Hashable, Sendable {
    /// The process.
    public let owner: SocketOwner
    /// How many ports it holds.
    public let ports: Int

    package init(owner: SocketOwner, ports: Int) {
      self.owner = owner
      self.ports = ports
    }
  }

  /// The report with the holders of an earlier one, since to look for them each time would take too long.
  public func withHolders(of earlier: PortReport) -> PortReport {
    var report = self
    report.holders = earlier.holders
    report.unheld = max(0, use.total.ports - earlier.holders.reduce(0) { $0 + $1.ports })
    report.hiddenProcesses = earlier.hiddenProcesses
    return report
  }

  /// Makes a report; `PortMonitor` does.
  package init(
    pool: PortPool, use: PortUse, trend: PortTrend?, trends: [PortTrend], begunPerSecond: Double?, begun: Int?,
    holders: [Holder], unheld: Int, hiddenProcesses: Int, isExact: Bool,
    refusal: SocketReaderError? = nil, duration: Double
  ) {
    self.pool = pool
    self.use = use
    self.trend = trend
    self.trends = trends
    self.begunPerSecond = begunPerSecond
    self.begun = begun
    self.holders = holders
    self.unheld = unheld
    self.hiddenProcesses = hiddenProcesses
    self.isExact = isExact
    self.refusal = refusal
    self.duration = duration
  }

  /// The tuple that is nearest to its end.
  public var fullest: PortUse.Entry? { use.entries.first }

  /// The share of the pool that the fullest tuple has left, 0 to 1; 1 when nothing is in use, 0 when there are no ports.
  public var headroom: Double { headroom(of: fullest?.count.ports ?? 0) }

  /// The share of a tuple's pool that is left when `used` ports are in use.
  public func headroom(of used: Int) -> Double {
    pool.ceiling == 0 ? 0 : max(0, 1 - Double(used) / Double(pool.ceiling))
  }

  /// The time until the first tuple has no port left, in seconds, if use goes on growing as it did; nil when none grows.
  public var secondsLeft: Double? { trends.compactMap(\.secondsLeft).min() }
}
