/// Something led along the way of the packets of one direction, from checkpoint to checkpoint.
///
/// The way goes on after a checkpoint that drops them, so that every obstacle is known and not only the first.
protocol CheckpointVisitor {
  /// Looks at the next checkpoint.
  mutating func visit(_ checkpoint: Checkpoint)
}
