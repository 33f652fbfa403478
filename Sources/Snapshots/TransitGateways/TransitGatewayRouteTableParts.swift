internal import NetworkModel

/// What several calls say of the route tables of transit gateways, until all of it is read.
///
/// The calls for one table do not print whose routes, associations or propagations they list, so snapshots carry them inside
/// the table, or in lists of a name of their own beside the table's id, such as `TransitGatewayRoutes`.
struct TransitGatewayRouteTableParts {
  private typealias ID = Identifier<TransitGatewayRouteTable>

  /// What is told of one table.
  private struct Part {
    var routes: [Key: TransitGatewayRoute] = [:]
    /// Prefix lists whose blocks are among the routes.
    var listsInFull: Set<Identifier<PrefixList>> = []
    var references: [Identifier<PrefixList>: TransitGatewayRoute] = [:]
    var associations: Set<Identifier<TransitGatewayAttachment>>?
    var propagations: Set<Identifier<TransitGatewayAttachment>> = []
    var tellsStatic = false
    var tellsPropagated = false
    var tellsPropagations = false
    var isCutShort = false

    /// Whether a route that is not told is one that the table lacks: static routes and propagations say as much as routes do.
    var isComplete: Bool { tellsStatic && (tellsPropagated || tellsPropagations) && !isCutShort }
  }

  private struct Key: Hashable {
    let destination: Route.Destination
    let isPropagated: Bool
  }

  private var tables = Table<TransitGatewayRouteTable>()

  /// The ids of the tables that are described.
  var ids: [String] { tables.map(\.id.text) }

  private var parts: [ID: Part] = [:]

  /// Reads a `TransitGatewayRouteTables` list.
  mutating func read(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let described = try list.described { fields, remarks throws(MalformedJSON) in
      let id: ID = try fields.requiredIdentifier("TransitGatewayRouteTableId")
      let table = TransitGatewayRouteTable(
        id: id, name: try fields.nameTag(), transitGateway: try fields.requiredIdentifier("TransitGatewayId"),
        routes: nil)
      try readAssociations(of: id, in: &fields, "Associations", &remarks)
      try readPropagations(of: id, in: &fields, "Propagations", &remarks)
      if fields.value("Routes") != nil {
        try readRoutes(of: id, in: &fields, areStatic: false, source, &remarks, &notices)
      }
      try fields.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayRouteTable) }
      return table
    }
    sightings.add(described, to: &tables, from: source.file, &notices)
  }

  /// Reads a list of tables with their `Routes`: all of them, or the static ones.
  mutating func readRoutes(
    _ list: JSONValue, areStatic: Bool = false, from source: Source, _ sightings: inout Sightings,
    _ notices: inout Notices
  ) throws(MalformedJSON) {
    let tables = try Self.tables(in: list) { id, fields, remarks throws(MalformedJSON) in
      try readRoutes(of: id, in: &fields, areStatic: areStatic, source, &remarks, &notices)
    }
    sightings.note(tables, in: source.file, &notices)
  }

  /// Reads a list of tables with their `Associations`.
  mutating func readAssociations(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let tables = try Self.tables(in: list) { id, fields, remarks throws(MalformedJSON) in
      try readAssociations(of: id, in: &fields, "Associations", &remarks)
    }
    sightings.note(tables, in: source.file, &notices)
  }

  /// Reads a list of tables with their `TransitGatewayRouteTablePropagations`.
  mutating func readPropagations(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let tables = try Self.tables(in: list) { id, fields, remarks throws(MalformedJSON) in
      try readPropagations(of: id, in: &fields, "TransitGatewayRouteTablePropagations", &remarks)
    }
    sightings.note(tables, in: source.file, &notices)
  }

  /// Reads a `TransitGatewayPrefixListReferences` list.
  mutating func readPrefixListReferences(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let tables = try Self.tables(in: list) { id, fields, remarks throws(MalformedJSON) in
      guard let route = try TransitGatewayRoute(reference: &fields), case .prefixList(let list) = route.destination
      else { return }
      if let known = parts[id]?.references[list] {
        if known != route { remarks.noteDoubt(of: nil, Self.contradiction(known, route)) }
      } else {
        parts[id, default: Part()].references[list] = route
      }
    }
    sightings.note(tables, in: source.file, &notices)
  }

  /// Reads what a list tells of tables, whose ids it repeats.
  private static func tables(
    in list: JSONValue, _ read: (ID, inout JSONObject, inout DescriptionRemarks) throws(MalformedJSON) -> Void
  ) throws(MalformedJSON) -> Described<Told> {
    try list.described { fields, remarks throws(MalformedJSON) in
      let id: ID = try fields.requiredIdentifier("TransitGatewayRouteTableId")
      try read(id, &fields, &remarks)
      return Told(id: id)
    }
  }

  /// A table of which a list tells something.
  private struct Told: Describable {
    static let noun = TransitGatewayRouteTable.noun
    static let members: [Member<Told>] = []
    let id: ID
    var idText: String { id.text }
  }

  /// Why two routes for one destination cannot both be relied on.
  private static func contradiction(_ known: TransitGatewayRoute, _ other: TransitGatewayRoute) -> String {
    let ways = [known, other].map { route in
      route.isBlackhole ? "nowhere" : route.attachments.map(\.text).joined(separator: ", ")
    }
    return "leads to one destination by \(ways[1]), and by \(ways[0]) in what was read before"
  }

  private mutating func readRoutes(
    of id: ID, in fields: inout JSONObject, areStatic: Bool, _ source: Source, _ remarks: inout DescriptionRemarks,
    _ notices: inout Notices
  ) throws(MalformedJSON) {
    var count = 0
    try fields.required("Routes") { list throws(MalformedJSON) in
      count = list.count
      try list.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        guard let route = try TransitGatewayRoute(inForce: &fields, &remarks) else { return }
        if let list: Identifier<PrefixList> = try fields.identifier("PrefixListId") {
          parts[id, default: Part()].listsInFull.insert(list)
        }
        let key = Key(destination: route.destination, isPropagated: route.isPropagated)
        if let known = parts[id]?.routes[key] {
          if known != route { remarks.noteDoubt(of: nil, Self.contradiction(known, route)) }
        } else {
          parts[id, default: Part()].routes[key] = route
        }
      }
    }
    // The search ends after a thousand routes without a token to go on with, and the aws command prints only without paging that there are
    // more (findings/aws-cli-forgets-additional-routes.sh).
    let isCutShort = try fields.bool("AdditionalRoutesAvailable") ?? (count >= 1_000)
    parts[id, default: Part()].isCutShort = parts[id]?.isCutShort == true || isCutShort
    parts[id, default: Part()].tellsStatic = true
    if !areStatic { parts[id, default: Part()].tellsPropagated = true }
  }

  private mutating func readAssociations(
    of id: ID, in fields: inout JSONObject, _ key: StaticString, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) {
    guard let attachments = try Self.attachments(in: &fields, key, whereState: "associated", &remarks) else { return }
    parts[id, default: Part()].associations = (parts[id]?.associations ?? []).union(attachments)
  }

  private mutating func readPropagations(
    of id: ID, in fields: inout JSONObject, _ key: StaticString, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) {
    guard let attachments = try Self.attachments(in: &fields, key, whereState: "enabled", &remarks) else { return }
    parts[id, default: Part()].propagations.formUnion(attachments)
    parts[id, default: Part()].tellsPropagations = true
  }

  /// The attachments in the list `key` whose association or propagation is in force; nil when there is no list.
  private static func attachments(
    in fields: inout JSONObject, _ key: StaticString, whereState inForce: String, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) -> [Identifier<TransitGatewayAttachment>]? {
    try fields.optional(key) { list throws(MalformedJSON) in
      var attachments: [Identifier<TransitGatewayAttachment>] = []
      try list.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        let id = try fields.requiredIdentifier("TransitGatewayAttachmentId", of: TransitGatewayAttachment.self)
        let state = try fields.string("State")
        if state == nil { remarks.noteDoubt(of: "“\(key)”", "tells one without “State”, which AWS always prints") }
        if state == nil || state == inForce { attachments.append(id) }
      }
      return attachments
    }
  }

  /// The tables with all that is told of them; `attachments` names the attachment of each end.
  func composed(
    attachments: [TransitGatewayAttachmentParts.End: Identifier<TransitGatewayAttachment>],
    _ sightings: inout Sightings, _ notices: inout Notices
  ) -> Table<TransitGatewayRouteTable> {
    for id in parts.keys where tables.position(of: id) == nil { notices.noteStray(id.text) }
    noteRivals(&sightings, &notices)
    return Table(
      tables.map { table in
        guard let part = parts[table.id] else { return table }
        // Of a peering whose two ends have one id, a table means the end on its own transit gateway.
        func own(_ id: Identifier<TransitGatewayAttachment>) -> Identifier<TransitGatewayAttachment> {
          attachments[TransitGatewayAttachmentParts.End(id, table.transitGateway)] ?? id
        }
        let references = part.references.filter { !part.listsInFull.contains($0.key) }.values
        let routes = (Array(part.routes.values) + references).map { $0.replacingAttachments(own) }
        return TransitGatewayRouteTable(
          id: table.id, name: table.name, transitGateway: table.transitGateway,
          routes: part.isComplete ? routes.sorted(by: TransitGatewayRoute.precedes) : nil,
          associations: part.associations?.map(own), propagations: part.propagations.map(own))
      })
  }

  /// Notes the attachments that two tables of their transit gateway have as associated: one at most is (TGW/tgw-route-tables).
  private func noteRivals(_ sightings: inout Sightings, _ notices: inout Notices) {
    var owners: [TransitGatewayAttachmentParts.End: Int] = [:]
    for (position, table) in tables.enumerated() {
      for attachment in parts[table.id]?.associations ?? [] {
        let end = TransitGatewayAttachmentParts.End(attachment, table.transitGateway)
        guard let known = owners.updateValue(position, forKey: end) else { continue }
        owners[end] = known
        let doubt = Doubt(
          contradicting: "the route table of \(TransitGatewayAttachment.noun) \(attachment.text.abbreviated)",
          (sightings.file(of: known, in: tables), tables[known].id.text.abbreviated),
          (sightings.file(of: position, in: tables), table.id.text.abbreviated))
        sightings.note(contradiction: doubt, of: attachment.text, &notices)
      }
    }
  }
}

extension TransitGatewayRouteTable: Describable {
  static let noun = "transit gateway route table"

  static let members: [Member<TransitGatewayRouteTable>] = [
    Member("TransitGatewayId", \.transitGateway, "the transit gateway", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}
