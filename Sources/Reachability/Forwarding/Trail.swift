internal import Ports

/// The checkpoints that what gets through hangs on: the way of the packets of one direction, as far as any get.
struct Trail: CheckpointVisitor {
  static let followsInVain = false

  private(set) var checkpoints: [Checkpoint] = []
  private var survey: Survey

  init(of selectors: PortSet, through plane: Plane) {
    survey = Survey(of: selectors, through: plane)
  }

  mutating func visit(_ checkpoint: Checkpoint) {
    if passage.isClosed || (isLost && !checkpoint.isEnd) { return }
    checkpoints.append(checkpoint)
    survey.visit(checkpoint)
  }

  var passage: Passage { survey.passage }
  var isLost: Bool { survey.isLost }
}
