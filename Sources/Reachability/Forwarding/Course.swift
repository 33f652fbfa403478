/// The way of the packets of one direction, kept: the checkpoints they come to, in order.
struct Course: CheckpointVisitor, Sendable {
  private(set) var checkpoints: [Checkpoint] = []
  /// Whether the packets are lost from sight: nobody knows which filters they meet beyond the last checkpoint, or with what
  /// addresses, so nothing more is asked.
  private(set) var isLost = false

  mutating func visit(_ checkpoint: Checkpoint) {
    if isLost, !checkpoint.isEnd { return }
    checkpoints.append(checkpoint)
    if case .lost? = checkpoint.gate { isLost = true }
  }
}
