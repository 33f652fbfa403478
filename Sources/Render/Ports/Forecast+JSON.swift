internal import HostPorts

extension ForecastAnswer {
  /// The answer as JSON of the schema `portolan.ports.forecast/1`: times in seconds, shares from 0 to 1.
  public func json() -> JSON {
    let demand = forecast.demand
    return .object([
      "schema": .string("portolan.ports.forecast/1"),
      "demand": .object([
        "concurrent": isCount ? .number(demand.rate) : .null,
        "ratePerSecond": isCount ? .null : .number(demand.rate),
        "lifetimeSeconds": isCount ? .null : .number(demand.lifetime),
        "timeWaitSeconds": .number(demand.timeWait),
        "destinations": .int(demand.destinations),
        "sources": .int(demand.sources),
        "lifetimesVary": .bool(demand.hasVaryingLifetimes),
      ]),
      "supply": .string(forecast.supply.key),
      "outlook": .string(forecast.outlook.rawValue),
      "ceiling": .int(forecast.supply.ceiling),
      "needed": .number(forecast.portsNeeded),
      "failureShare": .number(forecast.failureShare),
      "secondsToExhaustion": .optional(isCount ? nil : forecast.secondsToExhaustion),
      "simulated": .object([
        "connections": .int(simulation.connections),
        "seconds": .number(simulation.seconds),
        "firstFailureSeconds": .optional(simulation.firstFailure),
        "failureShare": .optional(simulation.failureShare),
        "mostAtOnce": .int(simulation.mostTaken),
      ]),
      "changes": .list(changes.map(\.json)),
      "notes": .list(notes.map { .string($0) }),
    ])
  }
}

extension ForecastChange {
  fileprivate var json: JSON {
    let (name, value): (String, Int?) =
      switch kind {
      case .keepAlive(let requests): ("keep-alive", requests)
      case .sources(let count): ("sources", count)
      case .widestRange: ("range-1024-65535", nil)
      case .bindWithoutPort: ("ip-bind-address-no-port", nil)
      case .reuseTimeWait: ("tcp-tw-reuse", 1)
      case .otherEndCloses: ("other-end-closes", nil)
      case .shards(let count): ("ip-local-port-range-shards", count)
      case .gatewayAddresses(let count): ("gateway-addresses", count)
      case .destinations(let count): ("destinations", count)
      }
    return .object([
      "change": .string(name),
      "value": value.map { .int($0) } ?? .null,
      "needed": .number(forecast.portsNeeded),
      "ceiling": .int(forecast.supply.ceiling),
      "failureShare": .number(forecast.failureShare),
    ])
  }
}

extension Supply {
  fileprivate var key: String {
    switch kind {
    case .connect: "connect"
    case .bind: "bind"
    case .natGateway: "nat-gateway"
    case .regionalNATGateway: "regional-nat-gateway"
    case .networkLoadBalancer: "network-load-balancer"
    }
  }
}
