internal import Network
internal import Ports

/// A place on the way where something decides about packets.
enum Checkpoint: Sendable {
  /// A host that takes part in no connection, such as a stopped instance.
  case absentHost(Host, Finding.Code, String)
  /// The security groups of an interface, for packets that begin a connection.
  case securityGroups(Host, Direction, Peer)
  /// The security groups of an interface, for packets of a connection they have admitted (UG/vpc-security-groups).
  case admittedBySecurityGroups(Host, Direction, peer: Host?)
  /// The network ACL of a host's subnet, by its position; nil when the snapshot lacks it.
  case networkACL(Int?, Host, Direction, peer: IPAddress)
  /// The same where AWS does not document whether packets meet it: between one of its gateways and a neighbour in the
  /// gateway's subnet (trap 12).
  case disputedNetworkACL(Int?, Host, Direction, peer: IPAddress)
  /// A look-up in a route table, by its position; nil when the snapshot lacks it.
  case routeTable(Int?, Host, destination: IPAddress, route: Int?, Gate)
  /// EC2's limit on mail to the internet, which applies unless AWS has lifted it for the account.
  case mailLimit
  /// An internet gateway; nil when the VPC has none.
  case internetGateway(Identifier<InternetGateway>?, Direction, Gate)
  /// A service that nothing filters.
  case amazonService(AmazonService)

  /// Whether the checkpoint is an end of the connection, which does not hang on the way to it.
  var isEnd: Bool {
    if case .absentHost = self { true } else { false }
  }

  /// Whether the checkpoint has nothing to say of packets with these selectors, and so is no hop of theirs.
  func isIdle(for selectors: PortSet) -> Bool {
    if case .mailLimit = self { selectors.isDisjoint(with: Plane.limitedPorts) } else { false }
  }

  /// What the checkpoint decides alike for all packets; nil for the filters, which look at each.
  var gate: Gate? {
    switch self {
    case .absentHost(_, let code, let reason): return .closed(code, reason)
    case .securityGroups, .networkACL, .disputedNetworkACL, .mailLimit: return nil
    case .admittedBySecurityGroups, .amazonService: return .open
    case .routeTable(_, _, _, _, let gate), .internetGateway(_, _, let gate): return gate
    }
  }
}

/// A decision that does not depend on ports.
enum Gate: Hashable, Sendable {
  /// Every packet passes.
  case open
  /// Every packet is dropped, and why.
  case closed(Finding.Code, String)
  /// It is not known whether packets pass; what is missing, and why it matters.
  case unknown(Unknown)
  /// It is not known where packets go from here, and with what addresses.
  case lost(Unknown)

  /// The gate as a passage.
  var passage: Passage {
    switch self {
    case .open: .open
    case .closed: .closed
    case .unknown, .lost: .unknown
    }
  }
}
