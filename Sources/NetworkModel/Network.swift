/// Everything a snapshot says of one or more accounts' networks, as plain values named as AWS names them.
public struct Network: Sendable {
  /// `DescribeVpcs`
  public var vpcs = Table<VPC>()
  /// `DescribeSubnets`
  public var subnets = Table<Subnet>()
  /// `DescribeNetworkAcls`
  public var networkACLs = Table<NetworkACL>()
  /// `DescribeSecurityGroups`
  public var securityGroups = Table<SecurityGroup>()
  /// `DescribeManagedPrefixLists` with `GetManagedPrefixListEntries`, or `DescribePrefixLists`
  public var prefixLists = Table<PrefixList>()
  /// `DescribeRouteTables`
  public var routeTables = Table<RouteTable>()
  /// `DescribeInternetGateways`
  public var internetGateways = Table<InternetGateway>()
  /// `DescribeNetworkInterfaces`
  public var networkInterfaces = Table<NetworkInterface>()
  /// `DescribeInstances`
  public var instances = Table<Instance>()
  /// `DescribeAddresses`
  public var elasticIPs = Table<ElasticIP>()
  /// `DescribeNatGateways`
  public var natGateways = Table<NATGateway>()
  /// `DescribeEgressOnlyInternetGateways`
  public var egressOnlyInternetGateways = Table<EgressOnlyInternetGateway>()
  /// `DescribeVpcPeeringConnections`
  public var vpcPeeringConnections = Table<VPCPeeringConnection>()
  /// `DescribeTransitGateways`
  public var transitGateways = Table<TransitGateway>()
  /// `DescribeTransitGatewayAttachments` and the calls for each kind
  public var transitGatewayAttachments = Table<TransitGatewayAttachment>()
  /// `DescribeTransitGatewayRouteTables` and the calls for each table
  public var transitGatewayRouteTables = Table<TransitGatewayRouteTable>()
  /// `DescribeVpnGateways`
  public var vpnGateways = Table<VPNGateway>()
  /// `DescribeVpnConnections`
  public var vpnConnections = Table<VPNConnection>()
  /// `DescribeVpcEndpoints`
  public var vpcEndpoints = Table<VPCEndpoint>()
  /// `DescribeLoadBalancers` of both APIs
  public var loadBalancers = Table<LoadBalancer>()
  /// `DescribeListeners` and `DescribeRules`
  public var listeners = Table<Listener>()
  /// `DescribeTargetGroups` and `DescribeTargetHealth`
  public var targetGroups = Table<TargetGroup>()
  /// Databases, caches, functions, tasks and mount targets
  public var managedServices = Table<ManagedService>()
  /// `DescribeVpcBlockPublicAccessOptions`, one for each account and Region
  public var blockPublicAccess: [BlockPublicAccess] = []
  /// `DescribeVpcBlockPublicAccessExclusions`
  public var blockPublicAccessExclusions = Table<BlockPublicAccessExclusion>()

  /// Which calls the network was read from, and which of them are whole
  public var ledger = CallLedger.complete
  /// What cannot be relied on, by the id of the resource
  public var doubts: [String: [Doubt]] = [:]
  /// Whether nothing is taken for granted: an assumption counts as a fact that is missing.
  public var isStrict = false

  /// Makes an empty network.
  public init() {}
}
