internal import NetworkModel

/// A peering of two transit gateways, as `DescribeTransitGatewayPeeringAttachments` tells of it from either side.
struct TransitGatewayPeering: Equatable, Sendable {
  /// One of the two transit gateways.
  struct Side: Equatable, Sendable {
    let transitGateway: Identifier<TransitGateway>
    let scope: Scope
  }

  let id: Identifier<TransitGatewayAttachment>
  /// The id that the accepter's end has, if it is told.
  var accepterID: Identifier<TransitGatewayAttachment>?
  var name: String?
  var state: String
  var requester: Side
  var accepter: Side

  /// Reads one element of `TransitGatewayPeeringAttachments`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    id = try fields.requiredIdentifier("TransitGatewayAttachmentId")
    accepterID = try fields.identifier("AccepterTransitGatewayAttachmentId")
    requester = try fields.required("RequesterTgwInfo") { value throws(MalformedJSON) in try Side(value) }
    accepter = try fields.required("AccepterTgwInfo") { value throws(MalformedJSON) in try Side(value) }
    let told = try fields.string("State")
    if told == nil { remarks.noteLack(of: "State") }
    state = told ?? "available"
    name = try fields.nameTag()
    try fields.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayPeeringAttachment) }
  }

  /// The end of one side, which lies at `other` from there.
  func end(_ id: Identifier<TransitGatewayAttachment>, of side: Side, to other: Side) -> TransitGatewayAttachment {
    TransitGatewayAttachment(
      id: id, name: name, transitGateway: side.transitGateway, state: state,
      attached: .peering(other.transitGateway, other.scope))
  }
}

extension TransitGatewayPeering: Describable {
  static let noun = "transit gateway peering"

  // Each side describes it, with tags of its own, and not always the id that the accepter's end has.
  static let members: [Member<TransitGatewayPeering>] = [
    Member("State", \.state, "the state", .required),
    Member("RequesterTgwInfo", \.requester, "the requester", .elidable) { $0.transitGateway.text },
    Member("AccepterTgwInfo", \.accepter, "the accepter", .elidable) { $0.transitGateway.text },
    Member("AccepterTransitGatewayAttachmentId", known: \.accepterID, "the accepter’s id", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]

  var idText: String { id.text }
}

extension TransitGatewayPeering.Side {
  /// Reads `RequesterTgwInfo` or `AccepterTgwInfo`.
  fileprivate init(_ value: JSONValue) throws(MalformedJSON) {
    var fields = try value.object()
    transitGateway = try fields.requiredIdentifier("TransitGatewayId")
    scope = Scope(account: try fields.string("OwnerId"), region: try fields.string("Region"))
  }
}
