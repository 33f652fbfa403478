import Glibc

/// Measures what code costs in CPU time, which other programs on the machine disturb less than the time on the wall.
struct Stopwatch {
  /// How often each measurement is repeated. The fastest counts, as it does for the peers in C and Python: what else runs on the
  /// machine can only slow a loop down.
  var samples = 100
  /// How long one sample takes at least.
  var seconds = 0.01

  /// The nanoseconds that one of the `count` calls costs which `body` makes, in the fastest sample.
  func nanoseconds(per count: Int, _ body: () -> Void) -> Double {
    body()
    var rounds = 1
    while Self.seconds(of: { for _ in 0..<rounds { body() } }) < seconds / 4 { rounds *= 2 }
    rounds *= 4
    let times = (0..<samples).map { _ in Self.seconds(of: { for _ in 0..<rounds { body() } }) }
    return (times.min() ?? .infinity) * 1e9 / Double(rounds * count)
  }

  /// The CPU time that `body` takes on this thread.
  static func seconds(of body: () throws -> Void) rethrows -> Double {
    let start = now(CLOCK_THREAD_CPUTIME_ID)
    try body()
    return now(CLOCK_THREAD_CPUTIME_ID) - start
  }

  /// The time on the wall that `body` takes, however many threads it uses.
  static func wallSeconds(of body: () throws -> Void) rethrows -> Double {
    let start = now(CLOCK_MONOTONIC)
    try body()
    return now(CLOCK_MONOTONIC) - start
  }

  /// What a clock shows, in seconds.
  static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension [Double] {
  /// The middle one of the numbers.
  var median: Double {
    precondition(!isEmpty, "the median of nothing")
    return sorted()[count / 2]
  }
}

/// Keeps the optimiser from leaving out the work that made `value`.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: borrowing Value) {}
