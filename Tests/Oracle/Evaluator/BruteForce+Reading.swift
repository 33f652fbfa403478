extension BruteForce {
  /// How far an answer goes beyond a route whose next hop is not modelled. Both readings are
  /// sound for a next hop that changes nothing in the packet; only the strict ones are sound for
  /// one that translates addresses.
  public struct Reading: Sendable {
    /// Whether the filters behind such a route still count, as if the packet arrived there
    /// unchanged. If not, the direction is unknown unless something before the route drops it.
    public var filtersBeyondUnknownRoute: Bool
    /// Whether a reply that is certainly dropped blocks a connection whose request took such a
    /// route. If not, the answer is unknown: a NAT gateway in between needs no route back
    /// (trap 25).
    public var replyAfterUnknownRoute: Bool

    /// The reading that was asked for.
    public init(filtersBeyondUnknownRoute: Bool = false, replyAfterUnknownRoute: Bool = true) {
      self.filtersBeyondUnknownRoute = filtersBeyondUnknownRoute
      self.replyAfterUnknownRoute = replyAfterUnknownRoute
    }
  }
}
