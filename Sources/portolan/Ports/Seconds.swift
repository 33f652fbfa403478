import ArgumentParser

/// A time given as people write it: `2s`, `500ms`, `1.5m`, `1h`, or bare seconds.
struct Seconds: ExpressibleByArgument {
  let value: Double

  /// Up to 30 years.
  private static let bounds = 0...1e9

  init(_ value: Double) {
    self.value = value
  }

  init?(argument: String) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("min", 60), ("h", 3_600), ("", 1)]
    for (suffix, factor) in units where argument.hasSuffix(suffix) {
      let digits = argument.dropLast(suffix.count)
      guard let first = digits.first, first.isNumber || first == ".", let number = Double(digits),
        Self.bounds.contains(number * factor)
      else { continue }
      value = number * factor
      return
    }
    return nil
  }

  var defaultValueDescription: String { "\(value == value.rounded() ? "\(Int(value))" : "\(value)")s" }
}
