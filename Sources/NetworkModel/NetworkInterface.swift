/// An elastic network interface: where addresses, security groups and a subnet meet.
public struct NetworkInterface: Resource, Hashable {
  /// A private address of an interface, and the public one paired with it.
  public struct Address: Hashable, Sendable {
    /// The address inside the VPC; for IPv6 the same outside.
    public let address: IPAddress
    /// Whether this is the interface's primary private IPv4 address.
    public let isPrimary: Bool
    /// The public IPv4 or Elastic IP address that an internet gateway translates to this one.
    public let publicAddress: IPAddress?

    /// Makes an address.
    public init(_ address: IPAddress, isPrimary: Bool = false, publicAddress: IPAddress? = nil) {
      self.address = address
      self.isPrimary = isPrimary
      self.publicAddress = publicAddress
    }
  }

  /// Whether an interface is attached to anything that sends and answers packets.
  public enum State: Hashable, Sendable {
    /// It is.
    case attached
    /// It is attached to nothing.
    case detached
    /// On the way from one to the other, as AWS names it, such as `detaching`.
    case other(String)
  }

  /// `eni-…`
  public let id: Identifier<NetworkInterface>
  /// The `Name` tag.
  public var name: String?
  /// Its other tags.
  public var tags: [Tag]
  /// What AWS or people wrote, such as `"RDSNetworkInterface"`.
  public var interfaceDescription: String
  /// `InterfaceType`, such as `interface`, `nat_gateway`, `lambda` (BOTO:ec2 `NetworkInterfaceType`).
  public var type: String
  /// The subnet it is in.
  public var subnet: Identifier<Subnet>
  /// The VPC it is in.
  public var vpc: Identifier<VPC>
  /// The Availability Zone it is in.
  public var availabilityZone: String?
  /// Its addresses: the primary private IPv4 address first, IPv6 last.
  public var addresses: [Address]
  /// The security groups it carries, sorted; nil when the snapshot does not say.
  public var securityGroups: [Identifier<SecurityGroup>]?
  /// Whether it drops packets that are neither from nor to one of its addresses.
  public var sourceDestCheck: Bool
  /// `DenyAllIgwTraffic`: whether IPv6 packets from the internet are dropped before they reach it (BOTO:ec2).
  public var deniesInternetTraffic: Bool
  /// The instance it is attached to.
  public var instance: Identifier<Instance>?
  /// Its number among the instance's interfaces.
  public var deviceIndex: Int
  /// The AWS service that manages it, such as `amazon-rds`.
  public var requester: String?
  /// Whether it is attached to anything.
  public var state: State

  /// Makes a network interface.
  public init(
    id: Identifier<NetworkInterface>, name: String? = nil, tags: [Tag] = [], interfaceDescription: String = "",
    type: String = "interface", subnet: Identifier<Subnet>, vpc: Identifier<VPC>,
    availabilityZone: String? = nil, addresses: [Address], securityGroups: [Identifier<SecurityGroup>]?,
    sourceDestCheck: Bool = true, deniesInternetTraffic: Bool = false, instance: Identifier<Instance>? = nil,
    deviceIndex: Int = 0, requester: String? = nil, state: State = .attached
  ) {
    self.id = id
    self.name = name
    self.tags = tags
    self.interfaceDescription = interfaceDescription
    self.type = type
    self.subnet = subnet
    self.vpc = vpc
    self.availabilityZone = availabilityZone
    self.addresses = addresses
    self.securityGroups = securityGroups
    self.sourceDestCheck = sourceDestCheck
    self.deniesInternetTraffic = deniesInternetTraffic
    self.instance = instance
    self.deviceIndex = deviceIndex
    self.requester = requester
    self.state = state
  }

  /// Whether it belongs to a NAT gateway; AWS prints `nat_gateway`, and its service model lists `natGateway`.
  public var isNATGateway: Bool { type == "nat_gateway" || type == "natGateway" }

  /// Whether AWS puts it there to carry the traffic of others: for a NAT gateway, a load balancer or an interface endpoint.
  public var isGateway: Bool {
    isNATGateway || interfaceDescription.hasPrefix("ELB ")
      || ["load_balancer", "network_load_balancer", "gateway_load_balancer", "vpc_endpoint"].contains(type)
  }

  /// Whether security groups track every connection through it, whatever their rules
  /// (EC2 User Guide, security-group-connection-tracking).
  public var isAutomaticallyTracked: Bool {
    switch type {
    case "network_load_balancer", "vpc_endpoint", "lambda", "global_accelerator_managed": true
    default: isNATGateway
    }
  }

  /// Its first address of a family: the primary one for IPv4.
  public func address(_ family: IPAddress.Family) -> Address? {
    addresses.first { $0.address.family == family }
  }
}
