internal import Ports

/// The way of the packets of one direction, kept: the checkpoints they come to, in order.
struct Course: CheckpointVisitor {
  static let followsInVain = true

  private(set) var checkpoints: [Checkpoint] = []
  private var survey: Survey

  init(of selectors: PortSet, through plane: Plane) {
    survey = Survey(of: selectors, through: plane)
    checkpoints.reserveCapacity(8)
  }

  mutating func visit(_ checkpoint: Checkpoint) {
    if isLost, !checkpoint.isEnd { return }
    checkpoints.append(checkpoint)
    survey.visit(checkpoint)
  }

  var passage: Passage { survey.passage }
  var isLost: Bool { survey.isLost }
}
