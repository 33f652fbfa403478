/// A change, and what becomes of a forecast with it.
public struct ForecastChange: Hashable, Sendable {
  /// What to change.
  public enum Kind: Hashable, Sendable {
    /// Send so many requests over each connection.
    case keepAlive(requests: Int)
    /// Have so many source addresses.
    case sources(Int)
    /// Widen the range to 1024–65535.
    case widestRange
    /// Set `IP_BIND_ADDRESS_NO_PORT`, so that the port is drawn when the destination is known.
    case bindWithoutPort
    /// Set `net.ipv4.tcp_tw_reuse` to 1.
    case reuseTimeWait
    /// Let the other end close first: the minute in TIME-WAIT is then spent there.
    case otherEndCloses
    /// Give each worker a part of the range by `IP_LOCAL_PORT_RANGE`: no port more, but no worker takes another's.
    case shards(Int)
    /// Have so many addresses on the NAT gateway or load balancer.
    case gatewayAddresses(Int)
    /// Spread the connections over twice as many destinations.
    case destinations(Int)
  }

  /// What to change.
  public let kind: Kind
  /// What becomes of it.
  public let forecast: Forecast

  /// An example of how many workers share a range.
  private static let shards = 4

  /// What helps, each by itself, and what is believed to.
  public static func all(for forecast: Forecast, requests: Int) -> [ForecastChange] {
    var changes: [ForecastChange] = []
    func add(_ kind: Kind, on supply: Supply? = nil, _ edit: (inout Demand) -> Void = { _ in }) {
      var demand = forecast.demand
      edit(&demand)
      let change = ForecastChange(kind: kind, forecast: Forecast(demand, on: supply ?? forecast.supply))
      let helps =
        change.forecast.portsNeeded < forecast.portsNeeded || change.forecast.supply.ceiling > forecast.supply.ceiling
      if helps || kind == .shards(Self.shards) { changes.append(change) }
    }
    // A connection that serves several requests lives as long as they take one after the other.
    add(.keepAlive(requests: requests)) {
      $0.rate /= Double(requests)
      $0.lifetime *= Double(requests)
    }
    switch forecast.supply.kind {
    case .natGateway(let addresses), .regionalNATGateway(let addresses), .networkLoadBalancer(let addresses):
      let most = forecast.supply.mostAddresses ?? addresses
      let needed = forecast.addressesNeeded(atMost: most) ?? most
      if needed > addresses { add(.gatewayAddresses(needed), on: forecast.with(addresses: needed).supply) }
    case .connect, .bind:
      let needed = forecast.addressesNeeded(atMost: 64).map { max($0, forecast.demand.sources + 1) }
      let sources = needed ?? forecast.demand.sources * 2
      add(.sources(sources)) { $0.sources = sources }
      let isBound = forecast.supply.kind == .bind
      if forecast.supply.ceiling < 64_512 { add(.widestRange, on: Supply(hostPorts: 64_512, boundFirst: isBound)) }
      if isBound { add(.bindWithoutPort, on: Supply(hostPorts: forecast.supply.ceiling)) }
      if forecast.demand.timeWait > Demand.reuseDelaySeconds {
        add(.reuseTimeWait) { $0.timeWait = Demand.reuseDelaySeconds }
        add(.otherEndCloses) { $0.timeWait = 0 }
      }
    }
    add(.destinations(forecast.demand.destinations * 2)) { $0.destinations *= 2 }
    if forecast.supply.kind == .connect { add(.shards(Self.shards)) }
    return changes
  }
}
