public import HostPorts

/// A forecast with what else an answer says of it.
public struct ForecastAnswer: Sendable {
  /// The forecast.
  public let forecast: Forecast
  /// The same, played through.
  public let simulation: Simulation
  /// The ports in words: `32768–60999 of this host`.
  public let ports: String
  /// Whether connections open at the same time are given, and not how many begin.
  public let isCount: Bool
  /// What would help.
  public let changes: [ForecastChange]
  /// What is not known, and what has been taken for granted.
  public let notes: [String]

  /// Makes an answer.
  public init(
    forecast: Forecast, simulation: Simulation, ports: String, isCount: Bool = false, changes: [ForecastChange],
    notes: [String]
  ) {
    self.forecast = forecast
    self.simulation = simulation
    self.ports = ports
    self.isCount = isCount
    self.changes = changes
    self.notes = notes
  }
}

extension ForecastAnswer {
  /// The answer for people.
  public func text(colour: Bool = false) -> String {
    let style = Style(colour: colour)
    let demand = forecast.demand
    var text = ""
    if isCount {
      text += "\(counted(Int(demand.rate), "connection")) at once"
    } else {
      text += "\(demand.rate.asRate), each connection \(demand.hasVaryingLifetimes ? "about " : "")"
      text += demand.lifetime.asDuration
    }
    if demand.timeWait > 0 { text += " and \(demand.timeWait.asDuration) in TIME-WAIT" }
    text += "; \(counted(demand.destinations, forecast.supply.destinationNoun))"
    if forecast.supply.addresses == nil { text += ", \(counted(demand.sources, "source address").addresses)" }
    text += "\n" + ports.wrapped(to: 80).map { "\($0)\n" }.joined() + "\n" + verdict(style) + "\n\n"
    var lines = NamedLines(nameWidth: 12)
    let pool = forecast.supply.poolWords
    lines.add(
      "needed",
      "\(forecast.portsNeeded.asCount) at once for each \(pool); there are \(grouped(forecast.supply.ceiling))")
    lines.add("simulated", simulated)
    text += lines.text
    if forecast.outlook != .holds { text += "\n" + changeLines }
    for note in notes { text += "\n" + note.wrapped(to: 78).map { "  \($0)\n" }.joined() }
    return style.text(text)
  }

  private func verdict(_ style: Style) -> String {
    let fails = "\(forecast.failureShare.asPercent) of connections fail (\(forecast.supply.error))"
    return switch forecast.outlook {
    case .holds:
      "  \(style.good("HOLDS"))   \((1 - forecast.portsNeeded / Double(forecast.supply.ceiling)).asPercent) of the ports stay free"
    case .tight: "  \(style.warning("TIGHT"))   ports suffice in the mean; now and then none is free: \(fails)"
    case .runsOut:
      isCount
        ? "  \(style.bad("RUNS OUT"))   \(fails)"
        : "  \(style.bad("RUNS OUT"))   after \((forecast.secondsToExhaustion ?? 0).asDuration); from then on \(fails)"
    }
  }

  private var simulated: String {
    let run = "\(grouped(simulation.connections)) connections in \(simulation.seconds.asDuration)"
    guard let first = simulation.firstFailure else {
      return "no connection fails; at most \(grouped(simulation.mostTaken)) ports at once (\(run))"
    }
    let later = simulation.failureShare.map { ", later \($0.asPercent)" } ?? ""
    return "the first fails after \(first.asDuration)\(later) (\(run))"
  }

  private var changeLines: String {
    var table = TextTable([("what helps", .left), ("needed", .right), ("of", .right), ("fail", .right)])
    for change in changes {
      table.add([
        change.words, change.forecast.portsNeeded.asCount, grouped(change.forecast.supply.ceiling),
        change.forecast.failureShare.asPercent,
      ])
    }
    return table.lines.map { "  \($0)\n" }.joined()
  }
}

extension ForecastChange {
  /// The change for people.
  fileprivate var words: String {
    switch kind {
    case .keepAlive(let requests): "keep connections alive for \(requests) requests each"
    case .sources(let count): "\(counted(count, "source address").addresses)"
    case .widestRange: "range 1024–65535"
    case .bindWithoutPort: "IP_BIND_ADDRESS_NO_PORT before bind()"
    case .reuseTimeWait: "net.ipv4.tcp_tw_reuse=1"
    case .otherEndCloses: "the other end closes first"
    case .shards(let count): "IP_LOCAL_PORT_RANGE, \(count) parts: shares, adds none"
    case .gatewayAddresses(let count): "\(count) addresses on the \(forecast.supply.gatewayNoun)"
    case .destinations(let count): counted(count, forecast.supply.destinationNoun)
    }
  }
}

extension Supply {
  fileprivate var gatewayNoun: String {
    if case .networkLoadBalancer = kind { "load balancer" } else { "NAT gateway" }
  }

  fileprivate var destinationNoun: String {
    if case .networkLoadBalancer = kind { "target" } else { "destination" }
  }

  fileprivate var poolWords: String {
    switch kind {
    case .connect: "source address and destination"
    case .bind: "source address, whatever the destination"
    case .natGateway: "destination"
    case .regionalNATGateway: "destination from one zone"
    case .networkLoadBalancer: "target"
    }
  }

  /// What a program or a metric says when there is no port.
  var error: String {
    switch kind {
    case .connect: "EADDRNOTAVAIL"
    case .bind: "EADDRINUSE"
    case .natGateway, .regionalNATGateway: "ErrorPortAllocation"
    case .networkLoadBalancer: "PortAllocationErrorCount"
    }
  }
}

extension Double {
  /// How many ports are taken in the mean: whole, unless few.
  var asCount: String {
    self >= 9e15 ? "too many" : self < 10 ? "\(Double(Int(self * 10)) / 10)" : grouped(Int(rounded(.up)))
  }
}

extension String {
  /// The plural of an address is not made with an s alone.
  var addresses: String { hasSuffix("addresss") ? dropLast() + "es" : self }
}
