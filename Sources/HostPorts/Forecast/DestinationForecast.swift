/// The forecast for one of several destinations: each has a pool of ports of its own, so each is asked about by itself.
public struct DestinationForecast: Hashable, Sendable {
  /// How much is asked of the destination's ports.
  public enum Load: Hashable, Sendable {
    /// So many connections begin each second.
    case rate(Double)
    /// So many are open at the same time.
    case count(Int)
    /// So many were, at the most, at a time in seconds since 1970; and how that grew in the end.
    case counted(most: Int, time: Int, last: Int, growthPerSecond: Double?)
  }

  /// The destination, as people name it.
  public let name: String
  /// What is asked.
  public let load: Load
  /// What becomes of it.
  public let forecast: Forecast

  /// Makes a forecast for a destination.
  ///
  /// - Parameter demand: How long connections last, and of how many source addresses; its rate and its destinations are not looked at.
  public init(_ name: String, _ load: Load, like demand: Demand, on supply: Supply) {
    var demand = demand
    demand.destinations = 1
    switch load {
    case .rate(let rate): demand.rate = rate
    case .count(let count), .counted(let count, _, _, _):
      (demand.rate, demand.lifetime, demand.timeWait) = (Double(count), 1, 0)
    }
    self.name = name
    self.load = load
    forecast = Forecast(demand, on: supply)
  }

  /// How many times as much the ports would bear; nil when nothing is asked.
  public var bearableMultiple: Double? {
    forecast.portsNeeded > 0 ? Double(forecast.supply.ceiling) / forecast.portsNeeded : nil
  }

  /// The time until no port is left, in seconds: 0 when there are too many connections already, nil when no end is in sight.
  public var secondsToExhaustion: Double? {
    switch load {
    case .rate: return forecast.secondsToExhaustion
    case .count: return forecast.outlook == .runsOut ? 0 : nil
    case .counted(_, _, let last, let growth):
      if forecast.outlook == .runsOut { return 0 }
      return growth.map { Double(max(0, forecast.supply.ceiling - last)) / $0 }
    }
  }

  /// How many addresses the demand needs; nil when no number that may be had suffices.
  public var addressesNeeded: Int? {
    forecast.addressesNeeded(atMost: forecast.supply.mostAddresses ?? 64)
  }
}

extension [DestinationForecast] {
  /// How things stand with the one that is worst off.
  public var outlook: Forecast.Outlook {
    if contains(where: { $0.forecast.outlook == .runsOut }) { return .runsOut }
    return contains { $0.forecast.outlook == .tight } ? .tight : .holds
  }

  /// How many addresses suffice for all; nil when no number does.
  public var addressesNeeded: Int? {
    var most = 1
    for destination in self {
      guard let needed = destination.addressesNeeded else { return nil }
      most = Swift.max(most, needed)
    }
    return most
  }
}
