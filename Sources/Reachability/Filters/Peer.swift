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
  private let groups: [Identifier<SecurityGroup>]
  private let isPrimary: Bool

  /// A peer that no reference to a group stands for: one outside the VPC, or seen by a public address (trap 20).
  init(_ address: IPAddress) {
    self.address = address
    groups = []
    isPrimary = false
  }

  /// A network interface of the same VPC, seen by one of its private addresses.
  init(_ host: Host) {
    address = host.address.address
    groups = host.interface.securityGroups ?? []
    isPrimary = host.address.isPrimary && address.family == .v4
  }

  /// Whether a reference to `group` stands for this peer.
  func membership(in group: Identifier<SecurityGroup>) -> Membership {
    guard groups.contains(group) else { return .none }
    return isPrimary ? .member : .undocumented
  }

  /// A group a reference to which surely stands for this peer, if there is one.
  var reference: Identifier<SecurityGroup>? { isPrimary ? groups.first : nil }
}
