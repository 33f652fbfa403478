import ArgumentParser

/// `--to`: a destination and how many connections it gets, as people write it: `203.0.113.10:443=800/s`, `10.0.0.9:53/udp=40000`.
struct DestinationDemand: ExpressibleByArgument {
  /// How many.
  enum Amount {
    /// Begun each second.
    case rate(Double)
    /// Open at the same time.
    case count(Int)
  }

  /// Whether connections a second are given.
  var isRate: Bool { if case .rate = amount { true } else { false } }

  let name: String
  let amount: Amount

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="), equals > argument.startIndex else { return nil }
    let text = String(argument[argument.index(after: equals)...])
    name = String(argument[..<equals])
    let (end, transport) = Self.parts(name)
    guard let end = try? SocketEnd.parse(end), end.address != nil, end.port != nil, transport else { return nil }
    if text.contains("/") {
      guard let rate = Rate(argument: text) else { return nil }
      amount = .rate(rate.perSecond)
    } else {
      guard let count = Int(text), (1...100_000_000).contains(count) else { return nil }
      amount = .count(count)
    }
  }

  /// The end, and whether what is spoken to it is TCP or UDP.
  private static func parts(_ name: String) -> (end: String, isKnown: Bool) {
    let parts = name.split(separator: "/", maxSplits: 1)
    return (String(parts.first ?? ""), parts.count == 1 || parts[1] == "tcp" || parts[1] == "udp")
  }
}
