internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of transit gateways, or of what belongs to them; false when `key` is none of theirs.
  mutating func readTransitGateways(
    _ key: String, _ value: JSONValue, from source: Source
  ) throws(MalformedJSON) -> Bool {
    switch key {
    case "TransitGateways":
      try read(value, into: \.transitGateways, from: source, TransitGateway.init)
    case "TransitGatewayAttachments":
      try transitGatewayAttachments.read(value, from: source, &sightings, &notices)
    case "TransitGatewayVpcAttachments":
      try transitGatewayAttachments.readVPCs(value, from: source, &sightings, &notices)
    case "TransitGatewayPeeringAttachments":
      try transitGatewayAttachments.readPeerings(value, from: source, &sightings, &notices)
    case "TransitGatewayRouteTables":
      try transitGatewayRouteTables.read(value, from: source, &sightings, &notices)
    case "TransitGatewayRoutes":
      try transitGatewayRouteTables.readRoutes(value, from: source, &sightings, &notices)
    case "TransitGatewayStaticRoutes":
      try transitGatewayRouteTables.readRoutes(value, areStatic: true, from: source, &sightings, &notices)
    case "TransitGatewayAssociations":
      try transitGatewayRouteTables.readAssociations(value, from: source, &sightings, &notices)
    case "TransitGatewayPropagations":
      try transitGatewayRouteTables.readPropagations(value, from: source, &sightings, &notices)
    case "TransitGatewayPrefixListReferences":
      try transitGatewayRouteTables.readPrefixListReferences(value, from: source, &sightings, &notices)
    case "TransitGatewayPolicyTables":
      try readPolicyTables(value, from: source)
    default:
      return false
    }
    return true
  }

  private mutating func readPolicyTables(_ list: JSONValue, from source: Source) throws(MalformedJSON) {
    try list.forEach { element throws(MalformedJSON) in
      var fields = try element.object()
      policyTables[try fields.requiredIdentifier("TransitGatewayId")] = source.file
    }
  }

  /// Brings together what several calls say of attachments and route tables.
  mutating func composeTransitGateways() {
    transitGatewayAttachments.noteLacks(in: &sightings, &notices)
    let attachments = transitGatewayAttachments.composed(for: network.transitGateways)
    for (end, attachment) in attachments {
      _ = network.transitGatewayAttachments.insert(attachment)
      // Of a peering whose two ends have one id, what is said of it is said of both.
      if attachment.id != end.id {
        for doubt in sightings.doubts[end.id.text] ?? [] { sightings.note(doubt, of: attachment.id.text) }
      }
    }
    let ids = Dictionary(uniqueKeysWithValues: attachments.map { ($0.end, $0.attachment.id) })
    network.transitGatewayRouteTables = transitGatewayRouteTables.composed(
      attachments: ids, &sightings, &notices)
    notePolicyTables()
  }

  /// Notes as a doubt that a policy table may route an attachment that has no route table (BOTO:ec2 `TransitGatewayAttachmentAssociation`).
  private mutating func notePolicyTables() {
    if policyTables.isEmpty { return }
    let associated = network.transitGatewayRouteTables.reduce(into: Set()) { $0.formUnion($1.associations ?? []) }
    for attachment in network.transitGatewayAttachments
    where attachment.routeTable == nil && !associated.contains(attachment.id)
      && sightings.doubts[attachment.id.text] == nil
    {
      guard let file = policyTables[attachment.transitGateway] else { continue }
      let doubt = Doubt(
        what: "which table acts on transit gateway attachment \(attachment.id.text.abbreviated)",
        why:
          "no route table is associated with it, and \(file) describes policy tables, which Portolan does not follow yet"
          .onOneLine)
      notices.noteDoubt(doubt)
      sightings.note(doubt, of: attachment.id.text)
    }
  }
}
