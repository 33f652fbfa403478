import FlowLogs
import HostPorts
import NetworkModel
import Ports
import Program
import Render

/// What the options ask: of which ports, and how much of them.
extension ForecastOptions {
  /// The ports there are.
  struct Available {
    let supply: Supply
    /// The ports in words.
    let words: String
    var notes: [String] = []
    /// The gateway that has them; nil for a host.
    var gateway: GatewaySupply?
  }

  /// Finds the ports: of a gateway, as given, or of this host.
  func available() throws -> Available {
    if natGateway != nil || nlb != nil {
      let network = try snapshot.map(reading.network)
      let gateway =
        try natGateway.map { try GatewaySupply(natGateway: $0, zone: zone, network) }
        ?? nlb.map { try GatewaySupply(loadBalancer: $0, network) }
      if let gateway {
        return Available(supply: gateway.supply, words: gateway.words, notes: gateway.notes, gateway: gateway)
      }
    }
    let drawn = bind ? "drawn by bind() for any destination" : "drawn by connect()"
    if let ports {
      let set = try orFail { () throws(PortSyntaxError) in try PortSet(parsing: ports) }.subtracting(PortSet(0))
      return Available(supply: Supply(hostPorts: set.count, boundFirst: bind), words: "ports \(set), \(drawn)")
    }
    try namespace.enter()
    let pool = PortPool(try orFail { () throws(PortSettingsError) in try PortSettings.current() })
    let reuses = pool.settings.timeWaitReuse == 1 && !twReuse && timeWait == nil
    return Available(
      supply: Supply(hostPorts: pool.ceiling, boundFirst: bind), words: "ports \(pool.ports) of this host, \(drawn)",
      notes: reuses ? ["net.ipv4.tcp_tw_reuse is 1 here: with --tw-reuse the forecast reckons with it."] : [])
  }

  /// What connections ask of those ports.
  func demand(on available: Available) -> Demand {
    // Of a NAT gateway it is not known how long it keeps a port; a load balancer's ports last for 55,000 connections a minute.
    let usual = natGateway != nil || concurrent != nil ? 0 : Demand.timeWaitSeconds
    return Demand(
      rate: rate?.perSecond ?? Double(concurrent ?? 1), lifetime: lifetime?.value ?? 1,
      timeWait: twReuse ? Demand.reuseDelaySeconds : timeWait?.value ?? usual,
      destinations: destinations ?? available.gateway?.targets ?? 1, sources: sources, hasVaryingLifetimes: varying)
  }

  /// What there is to say of how long a NAT gateway keeps a port.
  func notes(on available: Available, _ demand: Demand) -> [String] {
    guard natGateway != nil, timeWait == nil, rate != nil else { return available.notes }
    var demand = demand
    demand.timeWait = 60
    let longer = Forecast(demand, on: available.supply)
    return available.notes + [
      """
      AWS does not say how long a NAT gateway keeps the port of a connection that is over; if 60 s, \
      \(Int(longer.portsNeeded.rounded(.up))) ports are needed for each destination (--time-wait 60s).
      """
    ]
  }

  // MARK: Several destinations

  /// The forecasts for destinations that are named, or counted in flow logs; nil when all are alike.
  func destinations(on available: Available) throws -> DestinationForecasts? {
    if !flows.isEmpty { return try counted(on: available) }
    guard !to.isEmpty else { return nil }
    let demand = demand(on: available)
    let forecasts = to.map { destination in
      let load: DestinationForecast.Load =
        switch destination.amount {
        case .rate(let rate): .rate(rate)
        case .count(let count): .count(count)
        }
      return DestinationForecast(destination.name, load, like: demand, on: available.supply)
    }
    var notes = available.notes
    if natGateway != nil, timeWait == nil, to.contains(where: \.isRate) {
      notes.append(
        "AWS does not say how long a NAT gateway keeps the port of a connection that is over: none is reckoned; --time-wait 60s reckons with a minute."
      )
    }
    return DestinationForecasts(forecasts, from: .given, ports: available.words, notes: notes)
  }

  private func counted(on available: Available) throws -> DestinationForecasts {
    guard let (gateway, blocks) = available.gateway?.gateway else { throw Failure("--flows needs --nat-gateway NAME") }
    var use = GatewayUse(gateway, vpcBlocks: blocks)
    var tellsAddresses = true
    for file in flows {
      let format = try orFail { () throws(FlowLogError) in try FlowLog(file).read { use.take($0) } }
      tellsAddresses = tellsAddresses && format.hasPacketAddresses
    }
    guard let span = use.span else {
      let own = use.addresses.sorted().map { "\($0)" }.joined(separator: ", ")
      throw Failure("--flows: no connection of \(gateway.title) (\(own)) is in the logs")
    }
    let zones = available.gateway?.zones
    let demand = demand(on: available)
    let forecasts = use.counts.map { count in
      DestinationForecast(
        count.destination.text,
        .counted(most: count.most, time: count.time, last: count.last, growthPerSecond: count.growthPerSecond),
        like: demand, on: count.destination.zone.flatMap { zones?.supply(in: $0) } ?? available.supply)
    }
    var notes = [
      "Counted are connections of which packets were logged; one that is open and silent for over a minute is not: CloudWatch's ActiveConnectionCount has those, too."
    ]
    if gateway.addresses.count > 1, !gateway.isRegional, !tellsAddresses {
      notes.append(
        "The logs lack pkt-srcaddr: connections from two of the gateway's addresses with one port are counted as one.")
    }
    if let growth = zones?.growthNote { notes.append(growth) }
    return DestinationForecasts(
      forecasts, from: .flowLogs(span), ports: zones?.words ?? available.words, notes: notes)
  }
}
