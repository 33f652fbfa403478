/// A NAT gateway (`DescribeNatGateways`): it lets many private addresses share a few, and only for connections that they begin.
public struct NATGateway: Resource {
  /// Whether it has a public address to reach the internet with (`ConnectivityType`).
  public enum Connectivity: String, Hashable, Sendable {
    /// It translates to Elastic IP addresses.
    case `public`
    /// It translates to private addresses only.
    case `private`
  }

  /// An address it translates to (BOTO:ec2 `NatGatewayAddress`).
  public struct Address: Hashable, Sendable {
    /// The address inside its subnet; nil for a regional NAT gateway, which has none.
    public var privateAddress: IPAddress?
    /// The Elastic IP address paired with it.
    public var publicAddress: IPAddress?
    /// The network interface that has it.
    public var networkInterface: Identifier<NetworkInterface>?
    /// The Availability Zone from which clients connect on by it; nil where that is not told, as for a gateway in one subnet.
    public var zone: String?

    /// Makes an address.
    public init(
      privateAddress: IPAddress?, publicAddress: IPAddress? = nil,
      networkInterface: Identifier<NetworkInterface>? = nil, zone: String? = nil
    ) {
      self.privateAddress = privateAddress
      self.publicAddress = publicAddress
      self.networkInterface = networkInterface
      self.zone = zone
    }
  }

  /// `nat-…`
  public let id: Identifier<NATGateway>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is in.
  public var vpc: Identifier<VPC>?
  /// The subnet it is in; nil for a regional NAT gateway (trap 27).
  public var subnet: Identifier<Subnet>?
  /// `State`; only an `available` one forwards.
  public var state: String
  /// Whether it has a public address.
  public var connectivity: Connectivity
  /// Whether it serves all zones of its VPC and has neither subnet nor interface (UG/nat-gateways-regional).
  public var isRegional: Bool
  /// Whether a regional one takes more addresses by itself when it needs them (`AutoScalingIps`); nil when the snapshot does not say.
  public var takesAddresses: Bool?
  /// The route table of a regional one.
  public var routeTable: Identifier<RouteTable>?
  /// The addresses in use, in their order.
  public var addresses: [Address]

  /// Makes a NAT gateway.
  public init(
    id: Identifier<NATGateway>, name: String? = nil, vpc: Identifier<VPC>?, subnet: Identifier<Subnet>?,
    state: String = "available", connectivity: Connectivity = .public, isRegional: Bool = false,
    takesAddresses: Bool? = nil, routeTable: Identifier<RouteTable>? = nil, addresses: [Address]
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.subnet = subnet
    self.state = state
    self.connectivity = connectivity
    self.isRegional = isRegional
    self.takesAddresses = takesAddresses
    self.routeTable = routeTable
    self.addresses = addresses
  }
}
