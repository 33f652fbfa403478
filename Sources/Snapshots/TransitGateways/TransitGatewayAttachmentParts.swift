internal import NetworkModel

/// What three calls say of the attachments of transit gateways, from every account that may ask, until all of it is read.
struct TransitGatewayAttachmentParts {
  /// Where an attachment meets a transit gateway. Two peered ones may call their attachment by one id, which then has two ends.
  struct End: Hashable {
    let id: Identifier<TransitGatewayAttachment>
    let transitGateway: Identifier<TransitGateway>

    fileprivate init(_ attachment: TransitGatewayAttachment) {
      self.init(attachment.id, attachment.transitGateway)
    }

    init(_ id: Identifier<TransitGatewayAttachment>, _ transitGateway: Identifier<TransitGateway>) {
      self.id = id
      self.transitGateway = transitGateway
    }
  }

  private var general: [End: TransitGatewayAttachment] = [:]
  private var vpcs: [End: TransitGatewayAttachment] = [:]
  private var peerings: [Identifier<TransitGatewayAttachment>: TransitGatewayPeering] = [:]

  /// Reads a `TransitGatewayAttachments` list.
  mutating func read(_ list: JSONValue, _ notices: inout Notices) throws(MalformedJSON) {
    try Self.read(list, into: &general, &notices) { fields throws(MalformedJSON) in
      try TransitGatewayAttachment(&fields)
    }
  }

  /// Reads a `TransitGatewayVpcAttachments` list.
  mutating func readVPCs(_ list: JSONValue, _ notices: inout Notices) throws(MalformedJSON) {
    try Self.read(list, into: &vpcs, &notices) { fields throws(MalformedJSON) in
      try TransitGatewayAttachment(vpc: &fields)
    }
  }

  /// Reads a `TransitGatewayPeeringAttachments` list.
  mutating func readPeerings(_ list: JSONValue, _ notices: inout Notices) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let peering = try TransitGatewayPeering(&fields)
      guard let known = peerings.updateValue(peering, forKey: peering.id) else { return }
      if known.merged(with: peering) == nil { notices.noteConflict(peering.id.text) }
      peerings[peering.id] = known.merged(with: peering) ?? known
    }
  }

  /// The accounts at both ends of an attachment describe it, each with its own tags, and not each with its association.
  private static func read(
    _ list: JSONValue, into parts: inout [End: TransitGatewayAttachment], _ notices: inout Notices,
    _ read: (inout JSONObject) throws(MalformedJSON) -> TransitGatewayAttachment
  ) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let attachment = try read(&fields)
      let end = End(attachment)
      guard let known = parts[end] else {
        parts[end] = attachment
        return
      }
      let both = known.completed(by: attachment)
      let other = attachment.completed(by: known)
      if both.state != other.state || both.attached != other.attached || both.routeTable != other.routeTable {
        notices.noteConflict(end.id.text)
      }
      parts[end] = both
    }
  }

  /// An end and the attachment it makes in the network.
  typealias Composed = (end: End, attachment: TransitGatewayAttachment)

  /// The attachments, in the order of their ids: what the call for one kind says, with the associations that the call for
  /// all kinds tells.
  func composed(for transitGateways: Table<TransitGateway>) -> [Composed] {
    var ends = general
    for (end, attachment) in vpcs {
      ends[end] = ends[end].map(attachment.completed(by:)) ?? attachment
    }
    var firsts: [Identifier<TransitGatewayAttachment>: Identifier<TransitGateway>] = [:]
    addPeerings(to: &ends, firsts: &firsts, transitGateways)
    let sorted = ends.sorted { left, right in
      func order(_ end: End) -> (String, Int, String) {
        (end.id.text, firsts[end.id] == end.transitGateway ? 0 : 1, end.transitGateway.text)
      }
      return order(left.key) < order(right.key)
    }
    return sorted.enumerated().map { position, entry in
      let (end, attachment) = entry
      guard position > 0, sorted[position - 1].key.id == end.id else { return (end, attachment) }
      return (end, attachment.renamed(Identifier("\(end.id)@\(end.transitGateway)")))
    }
  }

  /// Adds both ends of each peering, as far as their transit gateways are in the snapshot; of one between two that are not,
  /// the requester's end. `firsts` says whose end keeps the id that both have.
  private func addPeerings(
    to ends: inout [End: TransitGatewayAttachment],
    firsts: inout [Identifier<TransitGatewayAttachment>: Identifier<TransitGateway>],
    _ transitGateways: Table<TransitGateway>
  ) {
    // An end that the call for all kinds lists under an id of its own is not made up under the other end's id.
    struct Pair: Hashable { let own, other: Identifier<TransitGateway> }
    var listed: [Pair: Identifier<TransitGatewayAttachment>] = [:]
    for (end, attachment) in general {
      guard case .peering(let other, _) = attachment.attached else { continue }
      listed[Pair(own: end.transitGateway, other: other)] = end.id
    }
    let accepterIDs = Set(peerings.values.compactMap { $0.accepterID == $0.id ? nil : $0.accepterID })
    for peering in peerings.values {
      let (requester, accepter) = (peering.requester, peering.accepter)
      var both = [peering.end(peering.accepterID ?? peering.id, of: accepter, to: requester)]
      // Told under the accepter's own id, a peering tells nothing of what the requester calls it.
      if !accepterIDs.contains(peering.id) {
        both.insert(peering.end(peering.id, of: requester, to: accepter), at: 0)
        firsts[peering.id] = requester.transitGateway
      }
      var isPlaced = false
      for attachment in both {
        guard case .peering(let other, _) = attachment.attached else { continue }
        let end = End(attachment)
        if let known = ends[end] {
          ends[end] = attachment.completed(by: known)
        } else if transitGateways.position(of: end.transitGateway) != nil,
          listed[Pair(own: end.transitGateway, other: other), default: end.id] == end.id
        {
          ends[end] = attachment
        } else {
          continue
        }
        isPlaced = true
      }
      if !isPlaced, let first = both.first { ends[End(first)] = first }
    }
  }
}
