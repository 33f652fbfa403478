/// How many connections there were at the most in each minute of a time. Minutes that are alike are kept as one, so that a long silence
/// takes no more room than a short one.
struct MinuteCounts {
  /// Minutes that follow each other, before the one that is counted now.
  private var runs: [(minutes: ClosedRange<Int>, count: Int)] = []
  private var minute = 0
  /// The count of the last minute.
  private(set) var last = 0

  /// Goes on to another minute, if it is a later one. As many connections as are open `now` are open in it, too, and in those between.
  mutating func goOn(to next: Int, with now: Int) {
    guard next > minute else { return }
    runs.append((minute...minute, last))
    if next > minute + 1 { runs.append(((minute + 1)...(next - 1), now)) }
    (minute, last) = (next, now)
  }

  /// Notes how many are open in the minute that is counted now.
  mutating func note(_ count: Int) { last = max(last, count) }

  /// The slope of the straight line that is nearest to the counts, in connections a minute; nil unless they rise along it, in half of what
  /// moves them.
  var growth: Double? {
    // The first and the last minute are seldom whole.
    let count = minute - 1
    guard count >= 5 else { return nil }
    let inner = runs.compactMap { run -> (minutes: Double, place: Double, count: Double)? in
      let first = max(run.minutes.lowerBound, 1)
      guard first <= run.minutes.upperBound else { return nil }
      let place = Double(first + run.minutes.upperBound) / 2 - Double(count + 1) / 2
      return (Double(run.minutes.upperBound - first + 1), place, Double(run.count))
    }
    let minutes = Double(count)
    let mean = inner.reduce(0) { $0 + $1.minutes * $1.count } / minutes
    // Sums over the minutes of a run: the deviation of its place from the middle is as if all were in the run's own middle.
    let across = minutes * (minutes * minutes - 1) / 12
    let along = inner.reduce(0) { $0 + $1.minutes * $1.place * ($1.count - mean) }
    let up = inner.reduce(0) { $0 + $1.minutes * ($1.count - mean) * ($1.count - mean) }
    guard along > 0, up > 0, along * along / (across * up) >= 0.5 else { return nil }
    return along / across
  }
}
