internal import NetworkModel

/// The far end of a packet as a security group sees it: an address, and the groups whose references stand for it.
struct Peer: Sendable {
  /// Whether a reference to a group stands for an address.
  enum Membership {
    case member
    case none
    /// AWS does not say.
    case undocumented(Doubt)
  }

  /// Why it is not known whether a reference to a group stands for an interface.
  enum Doubt: Hashable, Sendable {
    /// AWS's text says *private IP addresses of the network interfaces*; whether that holds for secondary and IPv6 addresses is not
    /// documented.
    case secondaryAddress
    /// The snapshot does not say whether both VPCs of a peering connection are in one Region.
    case regionOfPeer
    /// The snapshot does not say which groups the interface carries.
    case untoldGroups
    /// The snapshot does not say whether a transit gateway, or an attachment, supports references.
    case untoldReferencing
    /// It is not known which way the packets take.
    case unmodelledRoute
    /// A Network Load Balancer hands on the packets of a client with their addresses.
    case behindLoadBalancer
  }

  /// What becomes of references to the groups of an interface on the way from it to the filter.
  enum Reach: Hashable, Sendable {
    /// They stand for it.
    case stands
    /// They may.
    case doubtful(Doubt)
    /// They do not, by the code that says why: it is far away, seen by a public address, or behind something that forwards for it
    /// (trap 20, trap 21).
    case lost(Finding.Code)
  }

  /// The address as it stands in the packet at this place.
  let address: IPAddress
  /// The interface that has the address, or had it where the packet set out.
  private let host: Host?
  let reach: Reach
  /// The node of a Network Load Balancer that hands the packet on, whose groups stand for the client too (trap 37).
  private let node: Host?

  /// A peer seen by an address, and the interface that has it.
  init(_ address: IPAddress, host: Host? = nil, reach: Reach = .lost(.groupReferencesNotPreserved), node: Host? = nil) {
    self.address = address
    self.host = host
    self.reach = reach
    self.node = node
  }

  /// Whether a reference to the group with a number stands for this peer.
  func membership(inGroup number: Int) -> Membership {
    if let node {
      guard let groups = node.groups else { return .undocumented(.untoldGroups) }
      if groups.contains(number) { return .member }
    }
    guard let host, reach.isAny else { return .none }
    guard let groups = host.groups else { return .undocumented(.untoldGroups) }
    guard groups.contains(number) else { return .none }
    switch reach {
    case .lost: return .none
    case .doubtful(let doubt): return .undocumented(doubt)
    case .stands: return host.isPrimaryV4 ? .member : .undocumented(.secondaryAddress)
    }
  }

  /// Why a reference to the group with a number does not stand for the interface that the packet comes from, although that carries the
  /// group; nil when it does not carry it, or when the reference stands.
  func lostReference(toGroup number: Int) -> Finding.Code? {
    guard case .lost(let code) = reach, let groups = host?.groups, groups.contains(number) else { return nil }
    return code
  }

  /// Whether it is a node of a load balancer, whose addresses AWS may change.
  var isOfLoadBalancer: Bool { host?.isLoadBalancer ?? false }

  /// A group a reference to which surely stands for this peer, if there is one.
  var reference: Identifier<SecurityGroup>? {
    if let group = node?.interface.securityGroups?.first { return group }
    guard let host, reach == .stands, host.isPrimaryV4 else { return nil }
    return host.interface.securityGroups?.first
  }
}

extension Peer.Reach {
  /// Whether references may stand at all.
  var isAny: Bool {
    if case .lost = self { false } else { true }
  }

  /// Whether it is not known if they stand.
  var isDoubtful: Bool {
    if case .doubtful = self { true } else { false }
  }

  /// They do not stand for what has been handed on in another's name, or comes from too far.
  static let lost = Self.lost(.groupReferencesNotPreserved)
}
