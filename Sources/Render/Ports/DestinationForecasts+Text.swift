public import HostPorts

/// Forecasts for several destinations, with what else an answer says of them.
public struct DestinationForecasts: Sendable {
  /// The destinations, the one that asks most of its ports first.
  public let destinations: [DestinationForecast]
  /// Where their numbers come from.
  public let origin: Origin
  /// The ports in words.
  public let ports: String
  /// What is not known, and what has been taken for granted.
  public let notes: [String]

  /// Where numbers of connections come from.
  public enum Origin: Hashable, Sendable {
    /// They were given.
    case given
    /// They were counted in flow logs of a time, in seconds since 1970.
    case flowLogs(ClosedRange<Int>)
  }

  /// Makes an answer.
  public init(_ destinations: [DestinationForecast], from origin: Origin, ports: String, notes: [String]) {
    self.destinations = destinations.sorted { $0.forecast.portsNeeded > $1.forecast.portsNeeded }
    self.origin = origin
    self.ports = ports
    self.notes = notes
  }
}

extension DestinationForecasts {
  /// The answer for people.
  ///
  /// - Parameter most: How many destinations to list; the others are counted.
  public func text(most: Int, colour: Bool = false) -> String {
    var text = (heading.wrapped(to: 80) + ports.wrapped(to: 80) + [""]).map { "\($0)\n" }.joined()
    let style = Style(colour: colour)
    let (word, mark, rest) = verdict(style)
    let space = String(repeating: " ", count: word.count + 5)
    text += "  \(mark(word))   " + rest.wrapped(to: 64).joined(separator: "\n" + space) + "\n\n" + table(most: most)
    for note in notes { text += "\n" + note.wrapped(to: 78).map { "  \($0)\n" }.joined() }
    return style.text(text)
  }

  private var heading: String {
    let destinations = counted(destinations.count, "destination")
    return switch origin {
    case .given: "connections as given, to \(destinations)"
    case .flowLogs(let span):
      "connections in flow logs from \(span.lowerBound.asUTC) to \(span.upperBound.asUTC), to \(destinations)"
    }
  }

  private func verdict(_ style: Style) -> (word: String, mark: (String) -> String, rest: String) {
    guard let worst = destinations.first else { return ("FREE", style.good, "there is no connection to count") }
    let ceiling = grouped(worst.forecast.supply.ceiling)
    switch destinations.outlook {
    case .holds:
      let left = max(0, 1 - worst.forecast.portsNeeded / Double(worst.forecast.supply.ceiling))
      let others = destinations.count > 1 ? ", and more for the others" : ""
      return ("HOLDS", style.good, "\(left.asPercent) of the ports for \(worst.name) stay free\(others)")
    case .tight:
      return ("TIGHT", style.warning, "ports suffice in the mean; now and then there is none for \(worst.name)")
    case .runsOut:
      let needed = worst.forecast.portsNeeded.asCount
      return (
        "RUNS OUT", style.bad, "\(needed) at once to \(worst.name)\(worst.moment), and there are \(ceiling); \(cure)"
      )
    }
  }

  private var cure: String {
    guard let worst = destinations.first else { return "" }
    guard let needed = destinations.addressesNeeded else {
      return worst.forecast.supply.mostAddresses.map {
        "even \($0) addresses do not suffice: spread them over more destinations or gateways"
      } ?? "no number of source addresses up to 64 suffices"
    }
    return "\(counted(needed, "address").addresses) suffice"
  }

  private func table(most: Int) -> String {
    var table = TextTable([
      ("destination", .left), ("at once", .right), ("of", .right), ("left", .right), ("addresses", .right),
      (destinations.first?.forecast.supply.error ?? "", .left),
    ])
    for destination in destinations.prefix(most) {
      let forecast = destination.forecast
      table.add([
        destination.name, forecast.portsNeeded.asCount, grouped(forecast.supply.ceiling),
        max(0, 1 - forecast.portsNeeded / Double(max(1, forecast.supply.ceiling))).asPercent,
        destination.addressesNeeded.map { "\($0)" } ?? "too many", destination.beginning,
      ])
    }
    var text = table.lines.map { "  \($0)\n" }.joined()
    if destinations.count > most {
      text += "  and \(counted(destinations.count - most, "more destination")) that need fewer\n"
    }
    return text
  }
}

extension DestinationForecast {
  /// When there were the most connections, where that is known.
  fileprivate var moment: String { if case .counted(_, let time, _, _) = load { " at \(time.asUTC)" } else { "" } }

  /// When connections begin to fail.
  fileprivate var beginning: String {
    let fails = "\(forecast.failureShare.asPercent) fail"
    switch forecast.outlook {
    case .tight: return "now and then, \(fails)"
    case .runsOut:
      if case .rate = load { return "after \((secondsToExhaustion ?? 0).asDuration), \(fails)" }
      return "now, \(fails)"
    case .holds:
      return secondsToExhaustion.map { "in \($0.asDuration) as it grows" }
        ?? bearableMultiple.map { "at \($0.asMultiple) times this" } ?? "-"
    }
  }
}

extension Double {
  /// `1.4`, `36`, rounded down, so that the promise is kept.
  fileprivate var asMultiple: String {
    self >= 1e6 ? "a million" : self >= 10 ? grouped(Int(self)) : "\(Double(Int(self * 10)) / 10)"
  }
}
