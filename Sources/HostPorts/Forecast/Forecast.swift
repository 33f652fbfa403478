internal import Glibc

/// What becomes of a pool of ports under a demand: in closed form.
///
/// A connection fails when every port of its pool is taken, and only then: the kernel tries them all. So a pool is a loss system with as
/// many servers as ports. In the mean *rate × holding time* ports are taken (Little's law), and of connections that begin independently
/// of each other the share that fails is Erlang's loss formula, whatever the distribution of the holding times.
public struct Forecast: Hashable, Sendable {
  /// What is asked.
  public let demand: Demand
  /// What there is.
  public let supply: Supply

  /// Makes a forecast.
  public init(_ demand: Demand, on supply: Supply) {
    self.demand = demand
    self.supply = supply
  }

  /// Connections begun each second on one pool.
  public var poolRate: Double { demand.rate / Double(max(1, supply.pools(for: demand))) }

  /// How long a port is kept, in seconds.
  public var holdingTime: Double { demand.lifetime + demand.timeWait }

  /// How many ports of one pool would be taken at the same time if there were enough: in the mean, once use has settled.
  public var portsNeeded: Double { poolRate * holdingTime }

  /// The share of connections that get no port, once use has settled.
  public var failureShare: Double { Self.lossShare(load: portsNeeded, ports: supply.ceiling) }

  /// The time from the first connection until no port is left, in seconds; nil when ports suffice in the mean.
  public var secondsToExhaustion: Double? {
    guard portsNeeded > Double(supply.ceiling) else { return nil }
    let ceiling = Double(supply.ceiling)
    // Until the first ones come back, ports are taken one after the other.
    let first = demand.hasVaryingLifetimes ? demand.timeWait : holdingTime
    if poolRate * first >= ceiling { return ceiling / poolRate }
    // From then on those remain whose lifetimes are longer: taken(t) = rate × (first + lifetime × (1 − e^(−(t − first) / lifetime))).
    let share = (ceiling / poolRate - first) / demand.lifetime
    return first - demand.lifetime * log(1 - share)
  }

  /// How an answer is best put.
  public enum Outlook: String, Hashable, Sendable {
    /// Practically every connection gets a port.
    case holds
    /// Ports suffice in the mean; now and then a connection gets none.
    case tight
    /// They do not suffice.
    case runsOut
  }

  /// How things will stand.
  public var outlook: Outlook {
    if portsNeeded > Double(supply.ceiling) { return .runsOut }
    return failureShare < Self.negligible ? .holds : .tight
  }

  /// One connection in a million.
  private static let negligible = 1e-6

  /// Erlang's loss formula: the share of calls that find all `ports` taken when `load` would be taken in the mean.
  ///
  /// - Complexity: O(`ports`), by the recursion of its inverse, which stays within bounds.
  public static func lossShare(load: Double, ports: Int) -> Double {
    guard load > 0 else { return 0 }
    var inverse = 1.0
    for port in stride(from: 1, through: ports, by: 1) {
      inverse = 1 + inverse * Double(port) / load
      if !inverse.isFinite { return 0 }
    }
    return 1 / inverse
  }

  /// The fewest source addresses, or addresses of the gateway, with which the demand is met; nil when no number up to `most` does.
  public func addressesNeeded(atMost most: Int) -> Int? {
    (1...max(1, most)).first { with(addresses: $0).outlook == .holds }
  }

  /// The same with another number of addresses: of the host, or of the gateway.
  public func with(addresses: Int) -> Forecast {
    switch supply.kind {
    case .natGateway: return Forecast(demand, on: Supply(natGatewayAddresses: addresses))
    case .regionalNATGateway: return Forecast(demand, on: Supply(regionalNATGatewayAddresses: addresses))
    case .networkLoadBalancer: return Forecast(demand, on: Supply(loadBalancerAddresses: addresses))
    case .connect, .bind:
      var demand = demand
      demand.sources = addresses
      return Forecast(demand, on: supply)
    }
  }
}
