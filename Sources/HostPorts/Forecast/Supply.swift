/// How many ports there are, and which connections share them.
public struct Supply: Hashable, Sendable {
  /// What limits the ports, and how connections share them.
  public enum Kind: Hashable, Sendable {
    /// `connect()` draws the port: one pool for each source address and destination.
    case connect
    /// `bind(address, 0)` drew it before the destination was known: one pool for each source address.
    case bind
    /// A NAT gateway: one pool for each destination, in which each of its addresses has 55,000 ports (UG/nat-gateway-basics).
    case natGateway(addresses: Int)
    /// A regional NAT gateway: one pool for each destination and zone of its clients, in which each of its addresses in that zone has 55,000
    /// ports (UG/nat-gateways-regional).
    case regionalNATGateway(addressesInZone: Int)
    /// A Network Load Balancer that does not keep client addresses: one pool for each target, in which each of its addresses has 55,000
    /// ports (NLB/load-balancer-troubleshooting). The destinations are its targets.
    case networkLoadBalancer(addresses: Int)
  }

  /// What limits the ports.
  public let kind: Kind
  /// The ports of one pool.
  public let ceiling: Int

  /// The ports of a host, drawn by `connect()`, or by `bind()` before it.
  public init(hostPorts: Int, boundFirst: Bool = false) {
    kind = boundFirst ? .bind : .connect
    ceiling = hostPorts
  }

  /// The ports of a NAT gateway with so many addresses.
  public init(natGatewayAddresses addresses: Int) {
    kind = .natGateway(addresses: addresses)
    ceiling = addresses * Self.portsOfAddress
  }

  /// The ports that a regional NAT gateway with so many addresses in a zone has for clients of that zone.
  public init(regionalNATGatewayAddresses addresses: Int) {
    kind = .regionalNATGateway(addressesInZone: addresses)
    ceiling = addresses * Self.portsOfAddress
  }

  /// The ports of a Network Load Balancer with so many addresses in a zone.
  public init(loadBalancerAddresses addresses: Int) {
    kind = .networkLoadBalancer(addresses: addresses)
    ceiling = addresses * Self.portsOfAddress
  }

  /// How many connections an address of a NAT gateway or Network Load Balancer can have to one destination at the same time.
  public static let portsOfAddress = 55_000
  /// How many addresses a NAT gateway or Network Load Balancer may have at most: one, and seven more.
  public static let mostAddresses = 8
  /// How many a regional NAT gateway may have at most in each zone (UG/nat-gateways-regional).
  public static let mostAddressesInZone = 32

  /// How many addresses the gateway or load balancer has; nil for a host.
  public var addresses: Int? {
    switch kind {
    case .connect, .bind: nil
    case .natGateway(let addresses), .regionalNATGateway(let addresses), .networkLoadBalancer(let addresses): addresses
    }
  }

  /// How many addresses it may have at most; nil for a host.
  public var mostAddresses: Int? {
    switch kind {
    case .connect, .bind: nil
    case .natGateway, .networkLoadBalancer: Self.mostAddresses
    case .regionalNATGateway: Self.mostAddressesInZone
    }
  }

  /// How many pools share a demand.
  func pools(for demand: Demand) -> Int {
    switch kind {
    case .connect: demand.destinations * demand.sources
    case .bind: demand.sources
    case .natGateway, .regionalNATGateway, .networkLoadBalancer: demand.destinations
    }
  }
}
