internal import NetworkModel

extension TransitGatewayAttachment {
  /// BOTO:ec2 `TransitGatewayAttachmentState`.
  private static let states = [
    "available", "modifying", "pending", "pendingAcceptance", "initiating", "initiatingRequest", "rollingBack",
    "rejected", "rejecting", "failed", "failing", "deleting", "deleted",
  ]

  /// Reads one element of `TransitGatewayAttachments`, which tells of every kind the same few facts.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<TransitGatewayAttachment> = try fields.requiredIdentifier("TransitGatewayAttachmentId")
    let transitGateway: Identifier<TransitGateway> = try fields.requiredIdentifier("TransitGatewayId")
    let owner = try fields.string("ResourceOwnerId")
    let type = try fields.requiredString("ResourceType")
    let resource = try fields.string("ResourceId")
    let state = try fields.string("State")
    if state == nil { remarks.noteLack(of: "State") }
    remarks.noteUnless(state, of: "State", isOneOf: Self.states)
    // AWS leaves it out where there is no association.
    let routeTable = try fields.optional("Association") { value throws(MalformedJSON) in
      var association = try value.object()
      try association.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayAttachmentAssociation) }
      let table: Identifier<TransitGatewayRouteTable>? = try association.identifier("TransitGatewayRouteTableId")
      let state = try association.string("State")
      return state == nil || state == "associated" ? table : nil
    }
    try fields.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayAttachment) }
    self.init(
      id: id, name: try fields.nameTag(), transitGateway: transitGateway, state: state ?? "available",
      attached: Attached(type: type, resource: resource ?? "", owner: owner), routeTable: routeTable.flatMap(\.self),
      isDescribedWithAssociation: true)
  }

  /// Reads one element of `TransitGatewayVpcAttachments`.
  init(vpc fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<TransitGatewayAttachment> = try fields.requiredIdentifier("TransitGatewayAttachmentId")
    let transitGateway: Identifier<TransitGateway> = try fields.requiredIdentifier("TransitGatewayId")
    let vpc: Identifier<VPC> = try fields.requiredIdentifier("VpcId")
    let owner = try fields.string("VpcOwnerId")
    let state = try fields.string("State")
    if state == nil { remarks.noteLack(of: "State") }
    remarks.noteUnless(state, of: "State", isOneOf: Self.states)
    let hasSubnets = fields.value("SubnetIds") != nil
    let subnets: [Identifier<Subnet>] = try fields.identifiers("SubnetIds")
    var attached = VPCAttachment(
      vpc: vpc, account: owner, subnets: hasSubnets ? subnets.sorted() : nil, supportsSecurityGroupReferencing: nil)
    // AWS leaves none of them out, but for answers that are older than an option: what it did before is the default. When it came to
    // refer to groups across transit gateways, that was on for attachments and off for transit gateways, whatever they are now.
    let options: Void? = try fields.optional("Options") { value throws(MalformedJSON) in
      var options = try value.object()
      let referencing = try options.string("SecurityGroupReferencingSupport")
      attached.supportsSecurityGroupReferencing = referencing.map { $0 == "enable" }
      if let support = try options.string("Ipv6Support") { attached.supportsIPv6 = support == "enable" }
      if let support = try options.string("ApplianceModeSupport") {
        attached.isApplianceMode = support == "enable"
      } else {
        remarks.noteDoubt(of: nil, "has no “ApplianceModeSupport”, which AWS always prints")
      }
      try options.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayVPCAttachmentOptions) }
    }
    if options == nil { remarks.noteLack(of: "Options") }
    try fields.visit { key, value in remarks.notePassing(key, value, in: .transitGatewayVPCAttachment) }
    self.init(
      id: id, name: try fields.nameTag(), transitGateway: transitGateway, state: state ?? "available",
      attached: .vpc(attached))
  }

  /// The attachment with the name and route table that `other`, a description of the same one, adds.
  func completed(by other: Self) -> Self {
    Self(
      id: id, name: name ?? other.name, transitGateway: transitGateway, state: state, attached: attached,
      routeTable: routeTable ?? other.routeTable,
      isDescribedWithAssociation: isDescribedWithAssociation || other.isDescribedWithAssociation)
  }

  /// The attachment under another id.
  func renamed(_ id: Identifier<TransitGatewayAttachment>) -> Self {
    Self(
      id: id, name: name, transitGateway: transitGateway, state: state, attached: attached, routeTable: routeTable,
      isDescribedWithAssociation: isDescribedWithAssociation)
  }
}

extension TransitGatewayAttachment: Describable {
  static let noun = "transit gateway attachment"

  // The accounts at both ends describe it, each with its own tags, and not each with its association.
  static let members: [Member<TransitGatewayAttachment>] = [
    Member("State", \.state, "the state", .required),
    Member("Options", \.attachedAside, "what is attached", .required) { $0.shortText },
    Member("ResourceOwnerId", known: \.attached.account, "the owner of what is attached", .elidable),
    Member("Association", known: \.routeTable, "the route table", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}

extension TransitGatewayAttachment {
  /// What is attached, but for its owner, whom not every description names.
  private var attachedAside: Attached {
    get {
      var attached = attached
      attached.account = nil
      return attached
    }
    set {
      let account = attached.account
      attached = newValue
      attached.account = account
    }
  }
}

extension TransitGatewayAttachment.Attached {
  /// The owner of what is attached, where AWS tells it with the attachment.
  fileprivate var account: String? {
    get {
      switch self {
      case .vpc(let attached): attached.account
      case .peering(_, let scope): scope.account
      default: nil
      }
    }
    set {
      switch self {
      case .vpc(var attached):
        attached.account = newValue
        self = .vpc(attached)
      case .peering(let other, let scope):
        self = .peering(other, Scope(account: newValue, region: scope.region))
      default: break
      }
    }
  }

  fileprivate var shortText: String {
    switch self {
    case .vpc(let attached):
      "\(attached.vpc) in \(attached.subnets.map { $0.map(\.text).joined(separator: ", ") } ?? "unknown subnets")"
        + (attached.isApplianceMode ? ", appliance mode" : "")
    case .vpn(let id), .directConnectGateway(let id): id
    case .peering(let other, _): other.text
    case .other(let type, let id): "\(type) \(id)"
    }
  }
}

extension TransitGatewayAttachment.Attached {
  /// What `ResourceType` and `ResourceId` name (BOTO:ec2 `TransitGatewayAttachmentResourceType`).
  fileprivate init(type: String, resource: String, owner: String?) {
    switch type {
    case "vpc" where !resource.isEmpty:
      self = .vpc(TransitGatewayAttachment.VPCAttachment(vpc: Identifier(resource), account: owner, subnets: nil))
    case "vpn": self = .vpn(resource)
    case "direct-connect-gateway": self = .directConnectGateway(resource)
    case "peering" where !resource.isEmpty: self = .peering(Identifier(resource), Scope(account: owner))
    default: self = .other(type, resource)
    }
  }
}
