internal import Network

/// The far end of a packet as a security group sees it: an address, and the groups whose references stand for it.
struct Peer: Sendable {
  /// Whether a reference to a group stands for an address.
  enum Membership {
    case member
    case none
    /// AWS's text says *private IP addresses of the network interfaces*; whether that holds for secondary and IPv6 addresses is
    /// not documented.
    case undocumented
  }

  /// The address as it stands in the packet at this place.
  let address: IPAddress
  /// The network interface, when it is one of the same VPC and seen by a private address.
  private let host: Host?

  /// A peer that no reference to a group stands for: one outside the VPC, or seen by a public address (trap 20).
  init(_ address: IPAddress) {
    self.address = address
    host = nil
  }

  /// A network interface of the same VPC, seen by one of its private addresses.
  init(_ host: Host) {
    address = host.address.address
    self.host = host
  }

  /// Whether a reference to the group with a number stands for this peer.
  func membership(inGroup number: Int) -> Membership {
    guard let host, let groups = host.groups, groups.contains(number) else { return .none }
    return isPrimary ? .member : .undocumented
  }

  /// A group a reference to which surely stands for this peer, if there is one.
  var reference: Identifier<SecurityGroup>? { isPrimary ? host?.interface.securityGroups?.first : nil }

  private var isPrimary: Bool { host.map { $0.address.isPrimary && address.family == .v4 } ?? false }
}
