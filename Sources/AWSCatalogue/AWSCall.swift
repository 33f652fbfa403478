/// One call of an AWS API that Portolan reads the answers of.
///
/// This is the one list of them: what a snapshot is made of, which key an answer stands under, whose parts it tells, and which permission
/// it takes. A row each stands in `AWSCall+Rows.swift`.
public enum AWSCall: Int, CaseIterable, Hashable, Sendable {
  case describeVpcs, describeSubnets, describeNetworkAcls, describeSecurityGroups, describeSecurityGroupRules
  case describeRouteTables, describeNetworkInterfaces, describeInstances, describeAddresses
  case describeManagedPrefixLists, getManagedPrefixListEntries, describePrefixLists
  case describeInternetGateways, describeEgressOnlyInternetGateways, describeNatGateways
  case describeVpcPeeringConnections, describeVpcEndpoints, describeVpnGateways, describeVpnConnections
  case describeVpcBlockPublicAccessOptions, describeVpcBlockPublicAccessExclusions
  case describeTransitGateways, describeTransitGatewayAttachments, describeTransitGatewayVpcAttachments
  case describeTransitGatewayPeeringAttachments, describeTransitGatewayRouteTables
  case searchTransitGatewayRoutes, getTransitGatewayRouteTableAssociations, getTransitGatewayRouteTablePropagations
  case getTransitGatewayPrefixListReferences, describeTransitGatewayPolicyTables
  case describeLoadBalancers, describeListeners, describeRules, describeLoadBalancerAttributes
  case describeTargetGroups, describeTargetHealth, describeTargetGroupAttributes
  case describeClassicLoadBalancers
  case describeDBInstances, describeDBClusters, describeDBSubnetGroups
  case describeCacheClusters, describeCacheSubnetGroups
  case listFunctions, describeTasks, describeFileSystems, describeMountTargets
}

extension AWSCall {
  /// The service as the `aws` command names it, such as `ec2` or `elbv2`.
  public var service: String { row.service }

  /// The command of that service, such as `describe-vpcs`.
  public var command: String { row.command }

  /// What to type after `aws`, such as `ec2 describe-vpcs`.
  public var words: String { "\(row.service) \(row.command)" }

  /// The operation as the API names it, such as `DescribeVpcs`.
  public var operation: String { row.operation }

  /// The key that an answer's list stands under, such as `Vpcs`.
  public var key: String { row.key }

  /// For a call that answers for one thing at a time: what to name, and where its id goes in a snapshot.
  public var parent: Parent? { row.parent }

  /// The member that holds the token for the next page; nil for an answer that is always whole.
  public var pageToken: String? { row.pageToken }

  /// The permission that it takes, such as `ec2:DescribeVpcs`.
  public var iamAction: String {
    let prefix =
      switch row.service {
      case "elb", "elbv2": "elasticloadbalancing"
      case "efs": "elasticfilesystem"
      default: row.service
      }
    return "\(prefix):\(row.operation)"
  }

  /// What its answers decide, in a few words that follow on “it tells”.
  public var purpose: String { row.purpose }

  /// What a call that answers for one thing at a time is asked about.
  public struct Parent: Hashable, Sendable {
    /// The call that lists such things.
    public let call: AWSCall
    /// The option that names one, such as `--target-group-arn`.
    public let option: String
    /// What else the command needs, such as a filter that lets every route through; empty for most.
    public let arguments: String
    /// The member under which the id of the thing stands, in what lists them and in a snapshot.
    public let idKey: String
    /// The key under which a snapshot holds the answers, each beside the id; nil where an answer repeats the id itself.
    public let wrapper: String?
  }
}
