import ArgumentParser

/// How often, as people write it: `500/s`, `30000/min`, or bare a second.
struct Rate: ExpressibleByArgument {
  let perSecond: Double

  init?(argument: String) {
    let parts = argument.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let number = parts.first.flatMap({ Double($0) }), number.isFinite, number > 0, number <= 1e9 else {
      return nil
    }
    switch parts.count == 1 ? "s" : parts[1] {
    case "s": perSecond = number
    case "m", "min": perSecond = number / 60
    case "h": perSecond = number / 3_600
    default: return nil
    }
  }
}
