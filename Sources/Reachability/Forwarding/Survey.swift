internal import NetworkModel
internal import Ports

/// What gets through the checkpoints of one direction, found on the way without keeping them.
struct Survey: CheckpointVisitor {
  static let followsInVain = false

  private let plane: Plane
  private(set) var passage: Passage
  private(set) var isLost = false

  init(of selectors: PortSet, through plane: Plane) {
    self.plane = plane
    passage = Passage(sure: selectors)
  }

  mutating func visit(_ checkpoint: Checkpoint) {
    if isLost, !checkpoint.isEnd { return }
    if !passage.isClosed { narrow(to: plane.passage(of: passage.possible, at: checkpoint)) }
    if case .lost? = checkpoint.gate { isLost = true }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer) {
    if isLost || passage.isClosed { return }
    narrow(to: plane.allowed(passage.possible, by: host, direction, peer: peer))
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?) {}

  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress) {
    if isLost || passage.isClosed { return }
    narrow(to: plane.admitted(passage.possible, by: site, direction, peer: peer))
  }

  mutating func visit(routeTable table: Int?, _ site: SubnetSite?, route: Int?, _ gate: Gate) {
    if case .open = gate { return }
    visit(.routeTable(table, site, route: route, gate))
  }

  /// Goes on with the part of what may pass that the next checkpoint lets through.
  private mutating func narrow(to part: Passage) {
    passage = passage.undecided.isEmpty ? part : passage.intersection(part)
  }
}
