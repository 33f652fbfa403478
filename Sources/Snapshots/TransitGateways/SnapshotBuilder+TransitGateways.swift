internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of transit gateways, or of what belongs to them; false when `key` is none of theirs.
  mutating func readTransitGateways(
    _ key: String, _ value: JSONValue, from source: Source
  ) throws(MalformedJSON) -> Bool {
    switch key {
    case "TransitGateways":
      try readTransitGateways(value)
    case "TransitGatewayAttachments":
      try transitGatewayAttachments.read(value, &notices)
    case "TransitGatewayVpcAttachments":
      try transitGatewayAttachments.readVPCs(value, &notices)
    case "TransitGatewayPeeringAttachments":
      try transitGatewayAttachments.readPeerings(value, &notices)
    case "TransitGatewayRouteTables":
      try transitGatewayRouteTables.read(value, from: source, &notices)
    case "TransitGatewayRoutes":
      try transitGatewayRouteTables.readRoutes(value, from: source, &notices)
    case "TransitGatewayStaticRoutes":
      try transitGatewayRouteTables.readRoutes(value, areStatic: true, from: source, &notices)
    case "TransitGatewayAssociations":
      try transitGatewayRouteTables.readAssociations(value)
    case "TransitGatewayPropagations":
      try transitGatewayRouteTables.readPropagations(value)
    case "TransitGatewayPrefixListReferences":
      try transitGatewayRouteTables.readPrefixListReferences(value, &notices)
    default:
      return false
    }
    return true
  }

  /// Every account that a transit gateway is shared with describes it, with tags of its own.
  private mutating func readTransitGateways(_ list: JSONValue) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      network.transitGateways.insert(try TransitGateway(&fields), &notices) { known, other in
        let both = TransitGateway(
          id: known.id, name: known.name ?? other.name, state: known.state,
          supportsSecurityGroupReferencing: known.supportsSecurityGroupReferencing)
        let sameName = TransitGateway(
          id: other.id, name: both.name, state: other.state,
          supportsSecurityGroupReferencing: other.supportsSecurityGroupReferencing)
        return both == sameName ? both : nil
      }
    }
  }

  /// Brings together what several calls say of attachments and route tables.
  mutating func composeTransitGateways() {
    let attachments = transitGatewayAttachments.composed(for: network.transitGateways)
    for (_, attachment) in attachments { _ = network.transitGatewayAttachments.insert(attachment) }
    let ids = Dictionary(uniqueKeysWithValues: attachments.map { ($0.end, $0.attachment.id) })
    network.transitGatewayRouteTables = transitGatewayRouteTables.composed(attachments: ids, &notices)
  }
}
