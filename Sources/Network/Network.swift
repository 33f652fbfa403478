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
  /// `DescribeDBInstances`
  public var dbInstances = Table<DBInstance>()

  /// Makes an empty network.
  public init() {}
}
