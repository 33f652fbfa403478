/// A route of a transit gateway, static or propagated (`SearchTransitGatewayRoutes`).
public struct TransitGatewayRoute: Hashable, Sendable {
  /// The addresses it is for.
  public var destination: Route.Destination
  /// The attachments that carry the packets, sorted; several share them by equal cost. Empty for a blackhole.
  public var attachments: [Identifier<TransitGatewayAttachment>]
  /// Whether packets are dropped.
  public var isBlackhole: Bool
  /// Whether an attachment propagated it, which loses to a static route for the same block (TGW/how-transit-gateways-work).
  public var isPropagated: Bool

  /// Makes a route; `attachments` may come in any order.
  public init(
    destination: Route.Destination, attachments: [Identifier<TransitGatewayAttachment>],
    isBlackhole: Bool = false, isPropagated: Bool = false
  ) {
    self.destination = destination
    self.attachments = attachments.sorted()
    self.isBlackhole = isBlackhole
    self.isPropagated = isPropagated
  }
}
