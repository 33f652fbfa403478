/// Something that AWS runs for a customer behind network interfaces of its own: a database, a cache, a function, a task.
///
/// Their calls differ, and what connections need to know of them does not: names, a port, the subnets and security groups that
/// their interfaces have, and the interfaces themselves where AWS lists them.
public struct ManagedService: Resource {
  /// The kinds of services.
  public enum Kind: String, Hashable, Sendable {
    /// An RDS database instance (`DescribeDBInstances`).
    case dbInstance = "database"
    /// An RDS or Aurora cluster (`DescribeDBClusters`).
    case dbCluster = "database cluster"
    /// An ElastiCache cluster (`DescribeCacheClusters`).
    case cacheCluster = "cache cluster"
    /// A Lambda function with access to a VPC (`ListFunctions`).
    case function = "Lambda function"
    /// An ECS task with an interface of its own, of network mode `awsvpc` (`DescribeTasks`).
    case task = "ECS task"
    /// An EFS mount target (`DescribeMountTargets`).
    case mountTarget = "EFS mount target"
  }

  /// The ARN where AWS gives one, else the id; unique across accounts and Regions.
  public let id: Identifier<ManagedService>
  /// What it is.
  public var kind: Kind
  /// The name people use; that of a database or function is unique in its account and Region only.
  public var name: String
  /// Other names: DNS names, the id of a mount target's file system, the group of a task.
  public var aliases: [String]
  /// The port it listens on.
  public var port: UInt16?
  /// The VPC of its interfaces.
  public var vpc: Identifier<VPC>?
  /// The subnets its interfaces may be in, sorted; empty when the snapshot does not say.
  public var subnets: [Identifier<Subnet>]
  /// The security groups on its interfaces, sorted.
  public var securityGroups: [Identifier<SecurityGroup>]
  /// Its interfaces, where AWS names them.
  public var networkInterfaces: [Identifier<NetworkInterface>]

  /// Makes a service; lists may come in any order.
  public init(
    id: Identifier<ManagedService>, kind: Kind, name: String, aliases: [String] = [], port: UInt16? = nil,
    vpc: Identifier<VPC>?, subnets: [Identifier<Subnet>], securityGroups: [Identifier<SecurityGroup>] = [],
    networkInterfaces: [Identifier<NetworkInterface>] = []
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.aliases = aliases.sorted()
    self.port = port
    self.vpc = vpc
    self.subnets = subnets.sorted()
    self.securityGroups = securityGroups.sorted()
    self.networkInterfaces = networkInterfaces.sorted()
  }

  /// Whether `interface` may be one of its own, where AWS does not name them: one in its subnets with its security groups and
  /// the description that AWS gives interfaces of this kind.
  public func mayOwn(_ interface: NetworkInterface) -> Bool {
    guard subnets.contains(interface.subnet), isDescribed(by: interface.interfaceDescription) else { return false }
    return securityGroups.allSatisfy { interface.securityGroups?.contains($0) ?? true }
  }

  private func isDescribed(by text: String) -> Bool {
    switch kind {
    case .dbInstance, .dbCluster: text == "RDSNetworkInterface"
    case .cacheCluster: text == "ElastiCache \(name)" || text.hasPrefix("ElastiCache \(name)-") || text == "ElastiCache"
    case .function: text.hasPrefix("AWS Lambda VPC ENI-\(name)-") || text == "AWS Lambda VPC ENI"
    case .task, .mountTarget: false
    }
  }
}
