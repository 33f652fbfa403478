/// An Elastic Load Balancing load balancer of any kind (`DescribeLoadBalancers` of both APIs).
public struct LoadBalancer: Resource {
  /// The kinds of load balancers.
  public enum Kind: String, Hashable, Sendable {
    /// An Application Load Balancer: a proxy for HTTP.
    case application
    /// A Network Load Balancer.
    case network
    /// A Gateway Load Balancer, before appliances.
    case gateway
    /// A Classic Load Balancer.
    case classic
  }

  /// Its presence in one Availability Zone, which AWS calls a node.
  public struct Zone: Hashable, Sendable {
    /// The subnet the node is in.
    public var subnet: Identifier<Subnet>
    /// The zone's name.
    public var availabilityZone: String?
    /// The addresses that AWS lists for the node, private and public; often none.
    public var addresses: [Address]

    /// Makes a zone.
    public init(subnet: Identifier<Subnet>, availabilityZone: String? = nil, addresses: [Address] = []) {
      self.subnet = subnet
      self.availabilityZone = availabilityZone
      self.addresses = addresses
    }
  }

  /// The addresses of a node, as `LoadBalancerAddresses` lists them.
  public struct Address: Hashable, Sendable {
    /// The private IPv4 address.
    public var privateAddress: IPAddress?
    /// The Elastic IP address.
    public var publicAddress: IPAddress?
    /// The IPv6 address.
    public var addressV6: IPAddress?

    /// Makes the addresses of a node.
    public init(privateAddress: IPAddress? = nil, publicAddress: IPAddress? = nil, addressV6: IPAddress? = nil) {
      self.privateAddress = privateAddress
      self.publicAddress = publicAddress
      self.addressV6 = addressV6
    }
  }

  /// The ARN; for a Classic Load Balancer, which AWS gives none, one made of its account, Region and name as far as known.
  public let id: Identifier<LoadBalancer>
  /// `LoadBalancerName`
  public var name: String
  /// The DNS name.
  public var dnsName: String?
  /// What kind it is.
  public var kind: Kind
  /// Whether its DNS name leads to public addresses (`Scheme`).
  public var isInternetFacing: Bool
  /// The VPC it is in.
  public var vpc: Identifier<VPC>?
  /// `State.Code`; an `active` or `active_impaired` one works.
  public var state: String
  /// Its nodes' subnets, sorted.
  public var zones: [Zone]
  /// Its security groups, sorted; empty for one without, which admits everything (trap 38).
  public var securityGroups: [Identifier<SecurityGroup>]
  /// Whether it has IPv6 addresses too (`IpAddressType` `dualstack`).
  public var isDualStack: Bool
  /// Whether a node sends to targets of other zones, by the load balancer's attribute; nil when the snapshot does not say.
  public var isCrossZone: Bool?
  /// Whether IPv6 packets from the internet are dropped (`ipv6.deny_all_igw_traffic`).
  public var deniesInternetTraffic: Bool

  /// Whether the snapshot tells its attributes; what it does not tell is as by default.
  public let knowsAttributes: Bool

  /// Makes a load balancer.
  public init(
    id: Identifier<LoadBalancer>, name: String, dnsName: String? = nil, kind: Kind, isInternetFacing: Bool,
    vpc: Identifier<VPC>?, state: String = "active", zones: [Zone], securityGroups: [Identifier<SecurityGroup>] = [],
    isDualStack: Bool = false, isCrossZone: Bool? = nil, deniesInternetTraffic: Bool = false,
    knowsAttributes: Bool = true
  ) {
    self.id = id
    self.name = name
    self.dnsName = dnsName
    self.kind = kind
    self.isInternetFacing = isInternetFacing
    self.vpc = vpc
    self.state = state
    self.zones = zones.sorted { $0.subnet < $1.subnet }
    self.securityGroups = securityGroups.sorted()
    self.isDualStack = isDualStack
    self.isCrossZone = isCrossZone
    self.deniesInternetTraffic = deniesInternetTraffic
    self.knowsAttributes = knowsAttributes
  }

  /// Whether `interface` is one of its nodes': AWS says so in the interface's description alone.
  public func owns(_ interface: NetworkInterface) -> Bool {
    interface.interfaceDescription == interfaceDescription
  }

  /// The description of its nodes' interfaces: `ELB app/front/50dc6c495c0c9188`, or `ELB front` for a Classic Load Balancer.
  public var interfaceDescription: String {
    if kind == .classic { return "ELB \(name)" }
    guard let path = id.text.split(separator: ":loadbalancer/").last else { return "ELB \(name)" }
    return "ELB \(path)"
  }
}
