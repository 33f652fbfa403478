/// An RDS database instance. AWS does not say which network interfaces it has; its subnet group and security groups lead to them.
public struct DBInstance: Resource {
  /// `DBInstanceIdentifier`; the name people use.
  public let id: Identifier<DBInstance>
  /// The port it listens on.
  public let port: UInt16?
  /// The DNS name of its endpoint.
  public let endpoint: String?
  /// The VPC of its subnet group.
  public let vpc: Identifier<VPC>?
  /// The subnets of its subnet group.
  public let subnets: [Identifier<Subnet>]
  /// The security groups on its interfaces.
  public let securityGroups: [Identifier<SecurityGroup>]

  /// Makes a database instance.
  public init(
    id: Identifier<DBInstance>, port: UInt16?, endpoint: String? = nil, vpc: Identifier<VPC>?,
    subnets: [Identifier<Subnet>], securityGroups: [Identifier<SecurityGroup>]
  ) {
    self.id = id
    self.port = port
    self.endpoint = endpoint
    self.vpc = vpc
    self.subnets = subnets
    self.securityGroups = securityGroups
  }

  /// Whether `interface` may be one of the database's.
  public func mayOwn(_ interface: NetworkInterface) -> Bool {
    interface.interfaceDescription == "RDSNetworkInterface" && subnets.contains(interface.subnet)
      && securityGroups.allSatisfy { interface.securityGroups?.contains($0) ?? true }
  }
}
