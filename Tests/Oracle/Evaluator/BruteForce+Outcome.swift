extension BruteForce {
  /// What becomes of a packet, or of a request together with its reply.
  public enum Outcome: UInt8, Sendable {
    /// It arrives.
    case pass
    /// Something certainly drops it.
    case drop
    /// A fact is missing that decides it.
    case unknown
  }
}

extension BruteForce.Outcome {
  /// Both must let it pass (Kleene): a certain drop wins over anything unknown.
  static func && (
    left: BruteForce.Outcome, right: @autoclosure () -> BruteForce.Outcome
  ) -> BruteForce.Outcome {
    if left == .drop { return .drop }
    let other = right()
    if other == .drop { return .drop }
    return left == .pass ? other : .unknown
  }

  init(_ passes: Bool) {
    self = passes ? .pass : .drop
  }
}
