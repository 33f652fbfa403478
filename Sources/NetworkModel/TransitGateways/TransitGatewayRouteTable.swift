/// A route table of a transit gateway (`DescribeTransitGatewayRouteTables`, with what `SearchTransitGatewayRoutes`,
/// `GetTransitGatewayRouteTableAssociations`, `GetTransitGatewayRouteTablePropagations` and
/// `GetTransitGatewayPrefixListReferences` say of it).
public struct TransitGatewayRouteTable: Resource {
  /// `tgw-rtb-…`
  public let id: Identifier<TransitGatewayRouteTable>
  /// The `Name` tag.
  public var name: String?
  /// The transit gateway it is part of.
  public var transitGateway: Identifier<TransitGateway>
  /// The routes that the snapshot lists; nil when it lists none for the table, not even an empty list.
  public var routes: [TransitGatewayRoute]?
  /// The attachments whose packets it directs, sorted; nil when the snapshot does not list them here.
  public var associations: [Identifier<TransitGatewayAttachment>]?
  /// The attachments that propagate their blocks to it, sorted.
  public var propagations: [Identifier<TransitGatewayAttachment>]

  /// Makes a route table; `associations` and `propagations` may come in any order.
  public init(
    id: Identifier<TransitGatewayRouteTable>, name: String? = nil, transitGateway: Identifier<TransitGateway>,
    routes: [TransitGatewayRoute]?, associations: [Identifier<TransitGatewayAttachment>]? = nil,
    propagations: [Identifier<TransitGatewayAttachment>] = []
  ) {
    self.id = id
    self.name = name
    self.transitGateway = transitGateway
    self.routes = routes
    self.associations = associations?.sorted()
    self.propagations = propagations.sorted()
  }
}
