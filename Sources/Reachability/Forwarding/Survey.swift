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
    if passage != .closed { passage = passage.intersection(plane.passage(of: selectors, at: checkpoint)) }
    if case .lost? = checkpoint.gate { isLost = true }
  }
}
