/// What connections ask of a pool of ports: how many begin, and how long each keeps its port.
public struct Demand: Hashable, Sendable {
  /// Connections begun each second, to all destinations from all addresses together.
  public var rate: Double
  /// How long a connection lasts, in seconds; the mean, when lifetimes vary.
  public var lifetime: Double
  /// How long its port is kept after that, in seconds: 60 in TIME-WAIT when this end closes first (`TCP_TIMEWAIT_LEN`), 1 when
  /// `tcp_tw_reuse` gives it to the next one (`tcp_tw_reuse_delay`), 0 when the other end closes first.
  public var timeWait: Double
  /// How many destinations, each an address and a port, share the connections alike.
  public var destinations: Int
  /// How many addresses here do.
  public var sources: Int
  /// Whether lifetimes vary without memory (exponentially), or are all the same.
  public var hasVaryingLifetimes: Bool

  /// Makes a demand.
  public init(
    rate: Double, lifetime: Double, timeWait: Double = Self.timeWaitSeconds, destinations: Int = 1, sources: Int = 1,
    hasVaryingLifetimes: Bool = false
  ) {
    self.rate = rate
    self.lifetime = lifetime
    self.timeWait = timeWait
    self.destinations = destinations
    self.sources = sources
    self.hasVaryingLifetimes = hasVaryingLifetimes
  }

  /// How long Linux keeps a port in TIME-WAIT: not a setting (`include/net/tcp.h`).
  public static let timeWaitSeconds = 60.0
  /// The same where `tcp_tw_reuse` is on.
  public static let reuseDelaySeconds = 1.0
}
