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
    passage.narrow { plane.passage(of: $0, at: checkpoint) }
    if case .lost? = checkpoint.gate { isLost = true }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer) {
    if isLost { return }
    passage.narrow { plane.allowed($0, by: host, direction, peer: peer) }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?) {}

  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress) {
    if isLost { return }
    passage.narrow { plane.admitted($0, by: site, direction, peer: peer) }
  }

  mutating func visit(routeTable table: Int?, _ site: SubnetSite?, route: Int?, _ gate: Gate) {
    if case .open = gate { return }
    visit(.routeTable(table, site, route: route, gate))
  }
}
