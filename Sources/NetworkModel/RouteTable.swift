/// A route table: where packets that leave a subnet go next.
public struct RouteTable: Resource {
  /// `rtb-…`
  public let id: Identifier<RouteTable>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is part of.
  public var vpc: Identifier<VPC>
  /// Whether subnets of the VPC without a table of their own use this one (trap 15).
  public var isMain: Bool
  /// The routes, in an order of our own.
  public var routes: [Route]
  /// The subnets associated with it explicitly, sorted.
  public var subnets: [Identifier<Subnet>]
  /// The internet or virtual private gateways whose arriving packets it directs, sorted, which makes it an edge table (UG/gateway-route-tables).
  public var gateways: [String]

  /// Makes a route table; `routes`, `subnets` and `gateways` may come in any order.
  public init(
    id: Identifier<RouteTable>, name: String? = nil, vpc: Identifier<VPC>, isMain: Bool = false,
    routes: [Route], subnets: [Identifier<Subnet>] = [], gateways: [String] = []
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.isMain = isMain
    self.routes = routes.sorted()
    self.subnets = subnets.sorted()
    self.gateways = gateways.sorted()
  }
}

/// One route: a destination and what carries packets there.
public struct Route: Hashable, Sendable {
  /// The addresses a route is for.
  public enum Destination: Hashable, Sendable {
    /// A block of addresses.
    case cidrBlock(CIDRBlock)
    /// The blocks of a prefix list.
    case prefixList(Identifier<PrefixList>)
  }

  /// Whether a route carries packets.
  public enum State: Hashable, Sendable {
    /// It does.
    case active
    /// Its target is gone: packets are dropped and do **not** try a shorter prefix (trap 29).
    case blackhole
    /// A state that AWS's documentation names without saying what happens to packets.
    case other(String)
  }

  /// The addresses it is for.
  public var destination: Destination
  /// What carries the packets.
  public var target: Target
  /// Whether it does.
  public var state: State
  /// Whether a gateway propagated it, which loses to a static route for the same block (UG/route-tables-priority).
  public var isPropagated: Bool

  /// Makes a route.
  public init(destination: Destination, target: Target, state: State = .active, isPropagated: Bool = false) {
    self.destination = destination
    self.target = target
    self.state = state
    self.isPropagated = isPropagated
  }
}

extension Route: Comparable {
  /// Orders by destination, IPv4 blocks first and prefix lists last, then static routes before propagated ones.
  public static func < (left: Route, right: Route) -> Bool {
    switch (left.destination, right.destination) {
    case (.cidrBlock(let one), .cidrBlock(let other)) where one != other: one < other
    case (.prefixList(let one), .prefixList(let other)) where one != other: one < other
    case (.cidrBlock, .prefixList): true
    case (.prefixList, .cidrBlock): false
    default:
      left.isPropagated == right.isPropagated ? left.target.text < right.target.text : right.isPropagated
    }
  }
}

extension Route {
  /// What a route hands packets to (BOTO:ec2 `Route`).
  public enum Target: Hashable, Sendable {
    /// The VPC itself.
    case local
    /// An internet gateway.
    case internetGateway(Identifier<InternetGateway>)
    /// A network interface, perhaps a middlebox or NAT instance.
    case networkInterface(Identifier<NetworkInterface>)
    /// A NAT gateway.
    case natGateway(Identifier<NATGateway>)
    /// An egress-only internet gateway.
    case egressOnlyInternetGateway(Identifier<EgressOnlyInternetGateway>)
    /// A VPC peering connection.
    case vpcPeeringConnection(Identifier<VPCPeeringConnection>)
    /// A transit gateway.
    case transitGateway(Identifier<TransitGateway>)
    /// A virtual private gateway.
    case vpnGateway(Identifier<VPNGateway>)
    /// A gateway endpoint or Gateway Load Balancer endpoint.
    case vpcEndpoint(Identifier<VPCEndpoint>)
    /// Anything else, by the field of AWS's answer that names it and the value.
    case other(Kind, String)
    /// The snapshot names no target in any field that Portolan knows.
    case none

    /// The target as AWS names it: an id, an ARN, an address or `local`; empty when the snapshot names none.
    public var text: String {
      switch self {
      case .local: "local"
      case .internetGateway(let id): id.text
      case .networkInterface(let id): id.text
      case .natGateway(let id): id.text
      case .egressOnlyInternetGateway(let id): id.text
      case .vpcPeeringConnection(let id): id.text
      case .transitGateway(let id): id.text
      case .vpnGateway(let id): id.text
      case .vpcEndpoint(let id): id.text
      case .other(_, let id): id
      case .none: ""
      }
    }

    /// The kinds of target whose packets Portolan does not follow.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// `lgw-…`
      case localGateway = "local gateway"
      /// `cagw-…`
      case carrierGateway = "carrier gateway"
      /// An instance, when AWS lists no interface beside it.
      case instance = "instance"
      /// A Cloud WAN core network.
      case coreNetwork = "core network"
      /// An Oracle Database@AWS network.
      case odbNetwork = "ODB network"
      /// An address.
      case ipAddress = "IP address"
      /// A gateway whose id has a prefix that Portolan does not know.
      case gateway = "gateway"
    }
  }
}
