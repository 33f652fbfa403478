import ArgumentParser

/// How often, as people write it: `500/s`, `30000/min`, or bare a second.
struct Rate: ExpressibleByArgument {
  let perSecond: Double

  /// From one in 30 years to more than any host can begin.
  private static let bounds = 1e-9...1e9

  init?(argument: String) {
    let parts = argument.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let units = ["s": 1.0, "m": 60, "min": 60, "h": 3_600]
    guard let number = parts.first.flatMap({ Double($0) }), let unit = units[parts.count == 1 ? "s" : String(parts[1])],
      Self.bounds.contains(number / unit)
    else { return nil }
    perSecond = number / unit
  }
}
