public import NetworkModel
public import Ports

/// Why a connection does not work for some or all client ports.
public struct Finding: Hashable, Sendable {
  /// What kind of fault it is: the explanation code of AWS's Reachability Analyzer where one fits (RA/explanation-codes), else our own.
  public enum Code: String, Hashable, Sendable {
    /// The network ACL lets replies to some client ports out or in, and drops those to others: connections hang now and then; our own
    /// code.
    case partialReturnRange = "PARTIAL_RETURN_RANGE"
    /// An entry of the network ACL denies all that a later one would allow; our own code.
    case ruleShadowed = "RULE_SHADOWED"
    /// The network ACL drops the packets.
    case subnetACLRestriction = "SUBNET_ACL_RESTRICTION"
    /// No rule of the security groups allows the packets.
    case securityGroupRulesMismatch = "ENI_SG_RULES_MISMATCH"
    /// A rule is for a group that the sender carries, and on the way here that counts no more.
    case groupReferencesNotPreserved = "SG_REFERENCES_NOT_PRESERVED"
    /// The same, since the transit gateway or an attachment does not support references to groups.
    case groupReferencingUnsupported = "SG_REFERENCING_SUPPORT"
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
    /// An internet gateway does not carry packets from private addresses.
    case privateSource = "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS"
    /// The route table of an internet gateway redirects what is for the subnet, so that it must leave by the same middlebox.
    case edgeRedirection = "INGRESS_RTB_TRAFFIC_REDIRECTION"
    /// An interface endpoint begins no connections.
    case endpointBeginsNothing = "VPCE_INTRA_VPC_TRAFFIC"
    /// The interface denies all traffic through internet gateways; our own code, after the attribute.
    case deniesInternetTraffic = "DENY_ALL_IGW_TRAFFIC"
    /// A NAT gateway is named as an end of a connection; our own code.
    case natGatewayIsNoEnd = "NAT_GATEWAY_IS_NO_END"
    /// A NAT gateway, endpoint, load balancer or transit gateway is in a state in which it carries nothing.
    case badState = "BAD_STATE"
    /// The VPN connections of a virtual private gateway are down.
    case badStateVPN = "BAD_STATE_VPN"
    /// A gateway carries only what bears an address of its VPC.
    case gatewayRejectsSpoofedTraffic = "GATEWAY_REJECTS_SPOOFED_TRAFFIC"
    /// VPC Block Public Access is on.
    case publicAccessBlocked = "VPC_BLOCK_PUBLIC_ACCESS_ENABLED"
    /// A NAT gateway serves its own VPC alone.
    case natGatewayRequiresOwnVPC = "NGW_REQUIRES_SOURCE_IN_VPC"
    /// A NAT gateway does not carry the protocol.
    case protocolRestriction = "PROTOCOL_RESTRICTION"
    /// A peering connection carries only what is between the addresses of its two VPCs.
    case peeringRequiresOwnAddress = "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"
    /// A virtual private gateway carries only what comes from its VPC.
    case vpnGatewayRequiresOwnAddress = "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS"
    /// The attachment of a transit gateway is in other zones alone.
    case transitGatewayZoneRestriction = "TGW_ROUTE_AZ_RESTRICTION"
    /// No route table of the transit gateway is associated with the attachment.
    case transitGatewayUnassociated = "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION"
    /// The transit gateway has no route to the destination.
    case noTransitRoute = "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT"
    /// The transit gateway's route drops what it is for.
    case badStateTransitRoute = "TGW_RTB_BAD_STATE_ROUTE"
    /// The VPN connection of the transit gateway is down.
    case transitGatewayBadStateVPN = "TGW_BAD_STATE_VPN"
    /// A gateway endpoint does not carry the protocol.
    case gatewayEndpointProtocol = "VPCE_GATEWAY_PROTOCOL_RESTRICTION"
    /// An interface drops what is not its own.
    case sourceDestCheck = "ENI_SOURCE_DEST_CHECK_RESTRICTION"
    /// An internet gateway's route table redirects to an interface without a public address.
    case edgeTargetWithoutPublicAddress = "INGRESS_RTB_NO_PUBLIC_IP"
    /// The load balancer has no listener for the port and protocol.
    case listenersMismatch = "ELBV2_LISTENERS_MISMATCH"
    /// The Classic Load Balancer has no listener for the port and protocol.
    case classicListenersMismatch = "ELB_LISTENERS_MISMATCH"
    /// The listener hands connections to groups without targets.
    case listenerWithoutTargets = "ELBV2_LISTENER_HAS_NO_TG"
    /// The target group has no target in the node's zone.
    case noTargetsInZone = "ELBV2_NO_TARGETS_IN_AZ"
    /// The Classic Load Balancer has no instance in the node's zone.
    case classicNotCrossZone = "ELB_NOT_CROSSZONE"
    /// A load balancer hands a client's connection to the client itself; our own code.
    case loadBalancerHairpin = "NLB_HAIRPIN"
    /// Replies leave by another gateway than the request came by; our own code.
    case returnByAnotherGateway = "RETURN_BY_ANOTHER_GATEWAY"
    /// The routes lead in a circle; our own code.
    case routingLoop = "ROUTING_LOOP"
    /// The instance does not run; our own code.
    case instanceNotRunning = "INSTANCE_NOT_RUNNING"
    /// The network interface is attached to nothing that sends or answers packets; our own code.
    case interfaceDetached = "NETWORK_INTERFACE_DETACHED"
  }

  /// What kind of fault it is.
  public let code: Code
  /// What begins the leg on which packets are dropped, by name, where it is not the client that asked: a NAT gateway or load balancer.
  public let begunBy: String?
  /// Whether the request or the reply is dropped.
  public let leg: Leg.Direction
  /// Where.
  public let component: Hop.Component
  /// Into or out of it; nil where that means nothing.
  public let direction: Direction?
  /// The rule that drops; nil when it is the lack of one.
  public let rule: Hop.Rule?
  /// The client ports of the leg it drops; all of them when the request is dropped.
  public let ports: PortSet
  /// One sentence for people, without ports and names.
  public let message: String

  /// Hashes what tells most findings apart, not their many words.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(leg)
    hasher.combine(component.id)
    hasher.combine(ports)
  }
}
