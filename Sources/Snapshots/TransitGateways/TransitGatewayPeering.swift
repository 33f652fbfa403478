internal import NetworkModel

/// A peering of two transit gateways, as `DescribeTransitGatewayPeeringAttachments` tells of it from either side.
struct TransitGatewayPeering: Equatable {
  /// One of the two transit gateways.
  struct Side: Equatable {
    let transitGateway: Identifier<TransitGateway>
    let scope: Scope
  }

  let id: Identifier<TransitGatewayAttachment>
  /// The id that the accepter's end has, if it is told.
  var accepterID: Identifier<TransitGatewayAttachment>?
  var name: String?
  let state: String
  let requester: Side
  let accepter: Side

  /// Reads one element of `TransitGatewayPeeringAttachments`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    id = try fields.requiredIdentifier("TransitGatewayAttachmentId")
    accepterID = try fields.identifier("AccepterTransitGatewayAttachmentId")
    requester = try fields.required("RequesterTgwInfo") { value throws(MalformedJSON) in try Side(value) }
    accepter = try fields.required("AccepterTgwInfo") { value throws(MalformedJSON) in try Side(value) }
    state = try fields.string("State") ?? "available"
    name = try fields.nameTag()
  }

  /// What this and `other`, another description of the same peering, say together; nil when they contradict each other.
  func merged(with other: Self) -> Self? {
    var (one, two) = (self, other)
    one.name = name ?? other.name
    one.accepterID = accepterID ?? other.accepterID
    two.name = one.name
    two.accepterID = other.accepterID ?? accepterID
    return one == two ? one : nil
  }

  /// The end of one side, which lies at `other` from there.
  func end(_ id: Identifier<TransitGatewayAttachment>, of side: Side, to other: Side) -> TransitGatewayAttachment {
    TransitGatewayAttachment(
      id: id, name: name, transitGateway: side.transitGateway, state: state,
      attached: .peering(other.transitGateway, other.scope))
  }
}

extension TransitGatewayPeering.Side {
  /// Reads `RequesterTgwInfo` or `AccepterTgwInfo`.
  fileprivate init(_ value: JSONValue) throws(MalformedJSON) {
    var fields = try value.object()
    transitGateway = try fields.requiredIdentifier("TransitGatewayId")
    scope = Scope(account: try fields.string("OwnerId"), region: try fields.string("Region"))
  }
}
