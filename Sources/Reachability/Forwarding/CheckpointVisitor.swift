internal import Ports

/// Something led along the way of the packets of one direction, from checkpoint to checkpoint.
///
/// The way goes on after a checkpoint that drops them, so that every obstacle is known and not only the first.
protocol CheckpointVisitor: Sendable {
  /// Begins a way of packets with these selectors.
  init(of selectors: PortSet, through plane: Plane)

  /// Looks at the next checkpoint.
  mutating func visit(_ checkpoint: Checkpoint)

  /// What of the selectors gets through every checkpoint so far.
  var passage: Passage { get }

  /// Whether the packets are lost from sight: nobody knows which filters they meet beyond the last checkpoint, or with what
  /// addresses, so nothing more is asked.
  var isLost: Bool { get }

  /// Whether replies to packets of which none arrive are worth following.
  static var followsInVain: Bool { get }
}
