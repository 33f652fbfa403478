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

  private typealias Parts = [End: Description<TransitGatewayAttachment>]

  private var general: Parts = [:]
  private var vpcs: Parts = [:]
  private var peerings: [Identifier<TransitGatewayAttachment>: Description<TransitGatewayPeering>] = [:]

  /// Reads a `TransitGatewayAttachments` list.
  mutating func read(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let described = try list.described(TransitGatewayAttachment.init(_:_:))
    Self.add(described, to: &general, from: source, &sightings, &notices) { End($0) }
  }

  /// Reads a `TransitGatewayVpcAttachments` list.
  mutating func readVPCs(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let described = try list.described(TransitGatewayAttachment.init(vpc:_:))
    Self.add(described, to: &vpcs, from: source, &sightings, &notices) { End($0) }
  }

  /// Reads a `TransitGatewayPeeringAttachments` list.
  mutating func readPeerings(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let described = try list.described(TransitGatewayPeering.init)
    Self.add(described, to: &peerings, from: source, &sightings, &notices) { $0.id }
  }

  private static func add<Key: Hashable, Element: Describable>(
    _ described: Described<Element>, to parts: inout [Key: Description<Element>], from source: Source,
    _ sightings: inout Sightings, _ notices: inout Notices, by key: (Element) -> Key
  ) {
    sightings.note(described, in: source.file, &notices)
    let lacks = Dictionary(grouping: described.remarks.lacks, by: \.element)
    for (place, element) in described.elements.enumerated() {
      let other = Description(element, in: source.file, lacking: Set(lacks[place, default: []].map(\.key)))
      let key = key(element)
      guard var known = parts[key] else {
        parts[key] = other
        continue
      }
      for contradiction in known.merge(other) { sightings.note(contradiction, of: element.idText, &notices) }
      parts[key] = known
    }
  }

  /// Notes what attachments lack in all that describes them.
  func noteLacks(in sightings: inout Sightings, _ notices: inout Notices) {
    // Where the call for VPCs describes an attachment too, its word counts.
    for (end, part) in general.sorted(by: { $0.key.id < $1.key.id }) where vpcs[end] == nil {
      sightings.noteLacks(of: part, &notices)
    }
    for (_, part) in vpcs.sorted(by: { $0.key.id < $1.key.id }) { sightings.noteLacks(of: part, &notices) }
    for (_, part) in peerings.sorted(by: { $0.key < $1.key }) { sightings.noteLacks(of: part, &notices) }
  }

  /// An end and the attachment it makes in the network.
  typealias Composed = (end: End, attachment: TransitGatewayAttachment)

  /// The attachments, in the order of their ids: what the call for one kind says, with the associations that the call for
  /// all kinds tells.
  func composed(for transitGateways: Table<TransitGateway>) -> [Composed] {
    var ends = general.mapValues(\.element)
    for (end, attachment) in vpcs.mapValues(\.element) {
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
    for (end, attachment) in general.mapValues(\.element) {
      guard case .peering(let other, _) = attachment.attached else { continue }
      listed[Pair(own: end.transitGateway, other: other)] = end.id
    }
    let accepterIDs = Set(peerings.values.map(\.element).compactMap { $0.accepterID == $0.id ? nil : $0.accepterID })
    for peering in peerings.values.map(\.element) {
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
