public import NetworkModel
public import Ports

/// One decision on the way of a packet: where, by which rules, and for which ports.
public struct Hop: Hashable, Sendable {
  /// What decides.
  public struct Component: Hashable, Sendable {
    /// The kinds of things that decide.
    public enum Kind: String, Hashable, Sendable {
      /// An EC2 instance, by running or not.
      case instance = "instance"
      /// A NAT gateway.
      case natGateway = "NAT gateway"
      /// The security groups of a network interface.
      case securityGroup = "security group"
      /// The network ACL of a subnet.
      case networkACL = "network ACL"
      /// The route table of a subnet.
      case routeTable = "route table"
      /// An internet gateway.
      case internetGateway = "internet gateway"
      /// An egress-only internet gateway.
      case egressOnlyInternetGateway = "egress-only gateway"
      /// A VPC peering connection.
      case vpcPeeringConnection = "VPC peering"
      /// A transit gateway.
      case transitGateway = "transit gateway"
      /// An attachment of a transit gateway.
      case transitGatewayAttachment = "transit attachment"
      /// The route table of a transit gateway.
      case transitGatewayRouteTable = "transit route table"
      /// A virtual private gateway.
      case vpnGateway = "VPN gateway"
      /// A VPC endpoint.
      case vpcEndpoint = "VPC endpoint"
      /// A network interface that forwards what is not its own.
      case networkInterface = "network interface"
      /// A load balancer.
      case loadBalancer = "load balancer"
      /// On-premises networks.
      case onPremises = "on-premises"
      /// A limit that AWS sets on the account.
      case quota = "EC2 quota"
      /// A service that every VPC has and that nothing filters.
      case amazonService = "Amazon service"
    }

    /// What kind of thing decides.
    public let kind: Kind
    /// Its id; several, separated by commas, for the groups of an interface; nil when the snapshot lacks it.
    public let id: String?
    /// Its name for people, or its id.
    public let name: String
  }

  /// The rule that decided.
  public enum Rule: Hashable, Sendable {
    /// A rule of a security group.
    case securityGroup(Identifier<SecurityGroup>, SecurityGroup.Rule)
    /// A numbered entry of a network ACL.
    case entry(NetworkACL.Entry)
    /// The `*` that ends every network ACL (UG/nacl-rules).
    case implicitDeny
    /// A route.
    case route(Route)
    /// A route of a transit gateway.
    case transitGatewayRoute(TransitGatewayRoute)
  }

  /// What becomes of packets.
  public enum Outcome: Hashable, Sendable {
    /// They go on.
    case pass
    /// They are dropped, and why.
    case drop(Finding.Code, String)
    /// The snapshot does not tell.
    case unknown(Unknown)
  }

  /// What one rule did.
  public struct Decision: Hashable, Sendable {
    /// What became of the packets.
    public let outcome: Outcome
    /// The rule; nil when it is the lack of one.
    public let rule: Rule?
    /// The client ports it decided for.
    public let ports: PortSet
  }

  /// How a security group lets the packets of an admitted connection pass (EC2 User Guide, security-group-connection-tracking).
  public enum Tracking: String, Hashable, Sendable {
    /// By the state it keeps of the connection, which outlives the rule.
    case tracked
    /// By a rule of the other direction, since rules for every address admit both: removing one cuts the connection.
    case untracked
  }

  /// What decided.
  public let component: Component
  /// Into or out of the component's interface, subnet or VPC; nil where that means nothing.
  public let direction: Direction?
  /// How a security group knows an admitted connection; nil at every other hop.
  public let tracking: Tracking?
  /// What its rules decided; together for every client port asked about.
  public let decisions: [Decision]
}
