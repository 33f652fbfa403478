extension BruteForce {
  /// How far a packet got in one direction.
  struct Passage {
    private(set) var outcome = Outcome.pass
    /// Whether it took a route that is not modelled.
    private(set) var tookUnknownRoute = false
  }
}

extension BruteForce.Passage {
  /// The packet meets something that lets it pass or does not; what drops it ends the way.
  @inline(__always)
  mutating func meet(_ other: @autoclosure () -> BruteForce.Outcome) {
    outcome = outcome && other()
  }

  /// The packet takes a route whose next hop is not modelled.
  mutating func takeUnknownRoute() {
    tookUnknownRoute = true
    meet(.unknown)
  }
}
