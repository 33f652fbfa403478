public import Network
public import Ports

/// Why a connection does not work for some or all client ports.
public struct Finding: Hashable, Sendable {
  /// What kind of fault it is: the explanation code of AWS's Reachability Analyzer where one fits (RA/explanation-codes), else our own.
  public enum Code: String, Hashable, Sendable {
    /// The network ACL drops the packets.
    case subnetACLRestriction = "SUBNET_ACL_RESTRICTION"
    /// No rule of the security groups allows the packets.
    case securityGroupRulesMismatch = "ENI_SG_RULES_MISMATCH"
    /// The route table has no route to the destination.
    case noRouteToDestination = "NO_ROUTE_TO_DESTINATION"
    /// The route's target is gone.
    case badStateRoute = "BAD_STATE_ROUTE"
    /// The gateway is not attached to the VPC.
    case badStateAttachment = "BAD_STATE_ATTACHMENT"
    /// Nothing has the address.
    case noPossibleDestination = "NO_POSSIBLE_DESTINATION"
    /// The interface has no public IPv4 address to leave with.
    case noPublicAddressForEgress = "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"
    /// The interface has no public address to be reached by.
    case noPublicAddressForIngress = "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"
    /// An internet gateway does not carry packets to private addresses.
    case privateDestination = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
    /// An internet gateway does not carry packets to shared addresses.
    case sharedDestination = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS"
    /// The interface denies all traffic through internet gateways; our own code, after the attribute.
    case deniesInternetTraffic = "DENY_ALL_IGW_TRAFFIC"
    /// A NAT gateway is named as an end of a connection; our own code.
    case natGatewayIsNoEnd = "NAT_GATEWAY_IS_NO_END"
    /// The instance does not run; our own code.
    case instanceNotRunning = "INSTANCE_NOT_RUNNING"
  }

  /// What kind of fault it is.
  public let code: Code
  /// Whether the request or the reply is dropped.
  public let leg: Leg.Direction
  /// Where.
  public let component: Hop.Component
  /// Into or out of it; nil where that means nothing.
  public let direction: Direction?
  /// The rule that drops; nil when it is the lack of one.
  public let rule: Hop.Rule?
  /// The client ports it drops; all of the client's when the request is dropped.
  public let ports: PortSet
  /// One sentence for people, without ports and names.
  public let message: String
}
