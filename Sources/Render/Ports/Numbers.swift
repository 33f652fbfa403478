/// Shares, rates and times as people read them, with no more digits than they are good for.
extension Double {
  /// A share of 0 to 1: `25.6 %`, `under 0.1 %`.
  var asPercent: String {
    if self > 0, self < 0.001 { return "under 0.1 %" }
    if self < 1, self > 0.999 { return "over 99.9 %" }
    let tenths = Int((self * 1_000).rounded(.toNearestOrEven))
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  /// How often a second: `120/s`, `0.5/s`.
  var asRate: String {
    let size = abs(self)
    if size >= 100 || size == size.rounded(.towardZero) { return "\(grouped(Int(clamping: self)))/s" }
    let tenths = Int((size * 10).rounded(.toNearestOrEven))
    return "\(self < 0 ? "-" : "")\(tenths / 10).\(tenths % 10)/s"
  }

  /// A time in seconds: `0.4 s`, `42 s`, `4 min 10 s`, `3 h 5 min`, `12 days`.
  var asDuration: String {
    guard isFinite, self < 1e12 else { return "never" }
    if self < 10 {
      let tenths = Int((self * 10).rounded(.toNearestOrEven))
      return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
    let seconds = Int(rounded(.toNearestOrEven))
    func both(_ large: Int, _ name: String, _ small: Int, _ rest: String) -> String {
      small == 0 ? "\(large) \(name)" : "\(large) \(name) \(small) \(rest)"
    }
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3_600: return both(seconds / 60, "min", seconds % 60, "s")
    case ..<172_800: return both(seconds / 3_600, "h", seconds % 3_600 / 60, "min")
    default: return "\(grouped(seconds / 86_400)) days"
    }
  }
}

extension Int {
  /// The nearest whole number; the largest or smallest there is when out of bounds.
  fileprivate init(clamping number: Double) {
    self = number.isNaN ? 0 : number >= 9e18 ? .max : number <= -9e18 ? .min : Int(number.rounded(.toNearestOrEven))
  }
}

/// `1 port`, `28,232 ports`.
func counted(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(grouped(number)) \(noun)s" }
