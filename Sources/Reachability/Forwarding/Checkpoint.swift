internal import NetworkModel
internal import Ports

/// A place on the way where something decides about packets.
enum Checkpoint: Sendable {
  /// A host that takes part in no connection, such as a stopped instance, or perhaps in none.
  case host(Host, Gate)
  /// What is taken for granted where the packets are.
  case assumption(Assumption)
  /// The security groups of an interface, for packets that begin a connection.
  case securityGroups(Host, Direction, Peer)
  /// The security groups of an interface, for packets of a connection they have admitted (UG/vpc-security-groups).
  case admittedBySecurityGroups(Host, Direction, peer: Host?)
  /// The network ACL of a subnet.
  case networkACL(SubnetSite, Direction, peer: IPAddress)
  /// The same where AWS does not document whether packets meet it: between one of its gateways and a neighbour in the
  /// gateway's subnet (trap 12).
  case disputedNetworkACL(SubnetSite, Direction, peer: IPAddress)
  /// A look-up in a route table, by its position; nil when the snapshot lacks it. The subnet is nil for a gateway's own table.
  case routeTable(Int?, SubnetSite?, route: Int?, Gate)
  /// A look-up in a transit gateway's route table, by its position; nil when the snapshot lacks it.
  case transitGatewayRouteTable(Int?, route: Int?, Gate)
  /// EC2's limit on mail to the internet, which applies unless AWS has lifted it for the account.
  case mailLimit
  /// Something that carries packets onward, or keeps them.
  case waypoint(Waypoint, Direction?, Gate)
  /// A service that nothing filters.
  case amazonService(AmazonService)

  /// Whether the checkpoint is an end of the connection, which does not hang on the way to it.
  var isEnd: Bool {
    if case .host = self { true } else { false }
  }

  /// Whether the checkpoint has nothing to say of packets with these selectors, and so is no hop of theirs.
  func isIdle(for selectors: PortSet) -> Bool {
    switch self {
    case .mailLimit: selectors.isDisjoint(with: Plane.limitedPorts)
    case .assumption: true
    default: false
    }
  }

  /// What the checkpoint decides alike for all packets; nil for the filters, which look at each.
  var gate: Gate? {
    switch self {
    case .host(_, let gate): return gate
    case .securityGroups, .networkACL, .disputedNetworkACL, .mailLimit: return nil
    case .admittedBySecurityGroups, .amazonService, .assumption: return .open
    case .routeTable(_, _, _, let gate), .transitGatewayRouteTable(_, _, let gate), .waypoint(_, _, let gate):
      return gate
    }
  }
}
