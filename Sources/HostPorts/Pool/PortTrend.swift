/// What a look at the ports in use says beside an earlier one.
public struct PortTrend: Hashable, Sendable {
  /// The time between the two looks, in seconds.
  public let seconds: Double
  /// Connections begun in that time, each second; short ones that left no trace are not among them.
  public let openedPerSecond: Double
  /// By how many ports more were in use, each second; below 0 when fewer.
  public let growthPerSecond: Double
  /// The time until no port is left, in seconds, when use goes on growing like this; nil when it does not grow.
  public let secondsLeft: Double?

  /// Compares two looks at the pool of one tuple.
  public init(from earlier: PortUse.Count, to later: PortUse.Count, seconds: Double, ceiling: Int) {
    self.seconds = seconds
    openedPerSecond = seconds > 0 ? Double(later.opened) / seconds : 0
    growthPerSecond = seconds > 0 ? Double(later.ports - earlier.ports) / seconds : 0
    secondsLeft = growthPerSecond > 0 ? Double(max(0, ceiling - later.ports)) / growthPerSecond : nil
  }
}
