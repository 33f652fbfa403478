internal import Network
internal import Ports

/// What gets through the checkpoints of one direction, found on the way without keeping them.
struct Survey: CheckpointVisitor {
  static let followsInVain = false

  private let plane: Plane
  private let selectors: PortSet
  private(set) var passage: Passage
  private(set) var isLost = false

  init(of selectors: PortSet, through plane: Plane) {
    self.plane = plane
    self.selectors = selectors
    passage = Passage(sure: selectors)
  }

  mutating func visit(_ checkpoint: Checkpoint) {
    if isLost, !checkpoint.isEnd { return }
    if !passage.isClosed { passage = passage.intersection(plane.passage(of: selectors, at: checkpoint)) }
    if case .lost? = checkpoint.gate { isLost = true }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer) {
    if isLost || passage.isClosed { return }
    narrow(to: plane.allowed(selectors, by: host, direction, peer: peer))
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?) {}

  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress) {
    if isLost || passage.isClosed { return }
    narrow(to: plane.admitted(selectors, by: site, direction, peer: peer))
  }

  mutating func visit(routeTable table: Int?, _ site: SubnetSite?, route: Int?, _ gate: Gate) {
    if case .open = gate { return }
    visit(.routeTable(table, site, route: route, gate))
  }

  private mutating func narrow(to part: Passage) {
    // Most filters let all pass or narrow what is still whole.
    if part.sure == selectors { return }
    passage = passage.sure == selectors ? part : passage.intersection(part)
  }
}
