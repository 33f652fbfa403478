internal import NetworkModel

extension TransitGatewayRoute {
  /// Reads one route of `SearchTransitGatewayRoutes`; nil for one that is not in force yet or any more.
  ///
  /// The search lists the blocks of a prefix list one by one, each beside the list's id: the block counts.
  init?(inForce fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let block = try fields.cidrBlock("DestinationCidrBlock")
    let list: Identifier<PrefixList>? = try fields.identifier("PrefixListId")
    let attachments = try fields.each(of: "TransitGatewayAttachments", "TransitGatewayAttachmentId") {
      value throws(MalformedJSON) -> Identifier<TransitGatewayAttachment> in try value.identifier()
    }
    let type = try fields.string("Type")
    let state = try fields.string("State")
    try fields.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayRoute) }
    let destination: Route.Destination
    if let block {
      destination = .cidrBlock(block)
    } else if let list {
      destination = .prefixList(list)
    } else {
      throw MalformedJSON("lacks a destination: “DestinationCidrBlock” or “PrefixListId”")
    }
    if state == nil { remarks.noteDoubt(of: "a route", "has no “State”, which AWS always prints") }
    remarks.noteUnless(
      state, of: "State", isOneOf: ["active", "blackhole", "pending", "deleting", "deleted"])
    switch type {
    case "static", "propagated": break
    case nil: remarks.noteDoubt(of: "a route", "has no “Type”, which AWS always prints")
    // What ranks before what is not documented; the only ones known lead to translated addresses.
    case .some(let type): remarks.noteDoubt(of: "a route", "is of the type “\(type.abbreviated)”")
    }
    guard state == nil || state == "active" || state == "blackhole" else { return nil }
    let isBlackhole = state == "blackhole"
    self.init(
      destination: destination, attachments: isBlackhole ? [] : Set(attachments).sorted(), isBlackhole: isBlackhole,
      isPropagated: type == "propagated")
  }

  /// Reads one element of `TransitGatewayPrefixListReferences`; nil for one that is being deleted.
  init?(reference fields: inout JSONObject) throws(MalformedJSON) {
    let list: Identifier<PrefixList> = try fields.requiredIdentifier("PrefixListId")
    let state = try fields.string("State")
    let isBlackhole = try fields.bool("Blackhole") ?? false
    let attachment = try fields.optional("TransitGatewayAttachment") { value throws(MalformedJSON) in
      var attachment = try value.object()
      return try attachment.requiredIdentifier("TransitGatewayAttachmentId", of: TransitGatewayAttachment.self)
    }
    if state == "deleting" { return nil }
    self.init(
      destination: .prefixList(list), attachments: isBlackhole ? [] : [attachment].compactMap(\.self),
      isBlackhole: isBlackhole)
  }

  /// Where it stands among the routes of its table: blocks in their order, then prefix lists; static before propagated.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    Route(destination: left.destination, target: .none, isPropagated: left.isPropagated)
      < Route(destination: right.destination, target: .none, isPropagated: right.isPropagated)
  }

  /// The route with its attachments replaced.
  func replacingAttachments(
    _ replace: (Identifier<TransitGatewayAttachment>) -> Identifier<TransitGatewayAttachment>
  ) -> Self {
    Self(
      destination: destination, attachments: attachments.map(replace), isBlackhole: isBlackhole,
      isPropagated: isPropagated)
  }
}
