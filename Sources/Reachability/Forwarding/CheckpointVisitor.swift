internal import NetworkModel
internal import Ports

/// Something led along the way of the packets of one direction, from checkpoint to checkpoint.
///
/// The way goes on after a checkpoint that drops them, so that every obstacle is known and not only the first.
protocol CheckpointVisitor: Sendable {
  /// Begins a way of packets with these selectors.
  init(of selectors: PortSet, through plane: Plane)

  /// Looks at the next checkpoint.
  mutating func visit(_ checkpoint: Checkpoint)

  /// Looks at the security groups of an interface, which see a connection begin.
  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer)

  /// Looks at the security groups of an interface, which have admitted the connection.
  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?)

  /// Looks at the network ACL of a subnet.
  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress)

  /// Looks at a look-up in a route table.
  mutating func visit(routeTable table: Int?, _ site: SubnetSite?, route: Int?, _ gate: Gate)

  /// What of the selectors gets through every checkpoint so far.
  var passage: Passage { get }

  /// Whether the packets are lost from sight: nobody knows which filters they meet beyond the last checkpoint, or with what
  /// addresses, so nothing more is asked.
  var isLost: Bool { get }

  /// Whether replies to packets of which none arrive are worth following.
  static var followsInVain: Bool { get }
}

/// What most ways meet has a method of its own, so that who keeps no checkpoints need not have them made.
extension CheckpointVisitor {
  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer) {
    visit(.securityGroups(host, direction, peer))
  }

  /// Looks at whether a host takes part in connections; whether it surely does not.
  @discardableResult
  mutating func visit(presenceOf host: Host, asServer: Bool) -> Bool {
    if let (code, reason) = host.refusal(asServer: asServer) {
      visit(.host(host, .closed(code, reason)))
      return true
    }
    switch host.presence {
    case .doubtful(let unknown): visit(.host(host, .unknown(unknown)))
    case .assumed(let instance, let status): visit(.assumption(.runs(instance, status)))
    case .present, .absent: break
    }
    return false
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?) {
    visit(.admittedBySecurityGroups(host, direction, peer: peer))
  }

  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress) {
    visit(.networkACL(site, direction, peer: peer))
  }

  mutating func visit(routeTable table: Int?, _ site: SubnetSite?, route: Int?, _ gate: Gate) {
    visit(.routeTable(table, site, route: route, gate))
  }
}
