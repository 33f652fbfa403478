/// A VPC endpoint (`DescribeVpcEndpoints`): a private way from a VPC to a service.
public struct VPCEndpoint: Resource {
  /// The kinds of endpoints (BOTO:ec2 `VpcEndpointType`).
  public enum Kind: String, Hashable, Sendable {
    /// A target of prefix-list routes, to Amazon S3 or DynamoDB.
    case gateway = "Gateway"
    /// Network interfaces that stand for a service.
    case interface = "Interface"
    /// A next hop before the appliances of a Gateway Load Balancer, or before AWS Network Firewall.
    case gatewayLoadBalancer = "GatewayLoadBalancer"
    /// Network interfaces that stand for a resource of another VPC.
    case resource = "Resource"
    /// Network interfaces that stand for a VPC Lattice service network.
    case serviceNetwork = "ServiceNetwork"
  }

  /// `vpce-…`
  public let id: Identifier<VPCEndpoint>
  /// The `Name` tag.
  public var name: String?
  /// What kind it is; nil for one that Portolan does not know.
  public var kind: Kind?
  /// The VPC it is in.
  public var vpc: Identifier<VPC>?
  /// The service, such as `com.amazonaws.eu-west-1.s3`.
  public var serviceName: String
  /// `State`, in lower case; only an `available` one works.
  public var state: String
  /// The subnets it has interfaces in.
  public var subnets: [Identifier<Subnet>]
  /// Its interfaces.
  public var networkInterfaces: [Identifier<NetworkInterface>]
  /// The security groups on its interfaces.
  public var securityGroups: [Identifier<SecurityGroup>]
  /// Its DNS names.
  public var dnsNames: [String]

  /// Makes a VPC endpoint.
  public init(
    id: Identifier<VPCEndpoint>, name: String? = nil, kind: Kind?, vpc: Identifier<VPC>?, serviceName: String = "",
    state: String = "available", subnets: [Identifier<Subnet>] = [],
    networkInterfaces: [Identifier<NetworkInterface>] = [], securityGroups: [Identifier<SecurityGroup>] = [],
    dnsNames: [String] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.vpc = vpc
    self.serviceName = serviceName
    self.state = state
    self.subnets = subnets
    self.networkInterfaces = networkInterfaces
    self.securityGroups = securityGroups
    self.dnsNames = dnsNames
  }
}
