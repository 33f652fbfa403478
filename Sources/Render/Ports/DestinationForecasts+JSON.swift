internal import HostPorts

extension DestinationForecasts {
  /// The answer as JSON of the schema `portolan.ports.forecast.destinations/1`: times in seconds, shares from 0 to 1.
  public func json() -> JSON {
    .object([
      "schema": .string("portolan.ports.forecast.destinations/1"),
      "outlook": .string(destinations.outlook.rawValue),
      "addressesNeeded": .optional(destinations.addressesNeeded),
      "destinations": .list(destinations.map(\.json)),
      "notes": .list(notes.map { .string($0) }),
    ])
  }
}

extension DestinationForecast {
  fileprivate var json: JSON {
    var (rate, time, growth): (Double?, Int?, Double?)
    switch load {
    case .rate(let given): rate = given
    case .count: break
    case .counted(_, let when, _, let growing): (time, growth) = (when, growing)
    }
    return .object([
      "destination": .string(name),
      "ratePerSecond": .optional(rate),
      "needed": .number(forecast.portsNeeded),
      "ceiling": .int(forecast.supply.ceiling),
      "outlook": .string(forecast.outlook.rawValue),
      "failureShare": .number(forecast.failureShare),
      "secondsToExhaustion": .optional(secondsToExhaustion),
      "bearableMultiple": .optional(bearableMultiple),
      "addressesNeeded": .optional(addressesNeeded),
      "fullestAt": .optional(time),
      "growthPerSecond": .optional(growth),
    ])
  }
}

extension JSON {
  /// Makes a whole number, or `null`.
  static func optional(_ number: Int?) -> JSON { number.map { .int($0) } ?? .null }
}
