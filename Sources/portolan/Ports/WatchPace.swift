import Glibc

/// How often to look, so that looking never takes more than its share of a core.
struct WatchPace {
  /// The interval that was asked for, in seconds.
  let wanted: Double
  /// The interval now kept.
  private(set) var interval: Double
  /// When to look for the holders of ports again.
  private var nextHolders = 0.0

  /// The share of a core that looking may take, and looking for holders besides.
  private static let share = 0.065
  private static let holdersShare = 0.01

  init(wanted: Double) {
    self.wanted = wanted
    interval = wanted
  }

  /// What to say of that, on one line; nil when it is as asked.
  var note: String? {
    guard interval > wanted * 1.05 else { return nil }
    let tenths = Int((interval * 10).rounded(.up))
    return "now every \(tenths / 10).\(tenths % 10)s: to look more often would take more than 6.5 % of a core"
  }

  /// Whether to look for the holders of ports this time.
  func wantsHolders(at time: Double) -> Bool { time >= nextHolders }

  /// Takes note of what a look cost, in seconds of CPU time.
  mutating func note(cost: Double, withHolders: Bool, at time: Double) {
    if withHolders {
      nextHolders = time + max(10 * wanted, cost / Self.holdersShare)
    } else {
      interval = max(wanted, cost / Self.share)
    }
  }

  /// What a clock shows, in seconds.
  static func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
