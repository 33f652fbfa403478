internal import NetworkModel

extension TransitGateway {
  /// Reads one element of `TransitGateways`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<TransitGateway> = try fields.requiredIdentifier("TransitGatewayId")
    let state = try fields.string("State")
    if state == nil { remarks.noteLack(of: "State") }
    remarks.noteUnless(
      state, of: "State", isOneOf: ["available", "modifying", "pending", "deleting", "deleted"])
    // AWS prints it since 2024.
    var supportsReferencing: Bool?
    let options: Void? = try fields.optional("Options") { value throws(MalformedJSON) in
      try value.object().visit { key, value throws(MalformedJSON) in
        if case "SecurityGroupReferencingSupport" = key { supportsReferencing = try value.isString("enable") }
        remarks.notePassing(key, value, in: .transitGatewayOptions)
      }
    }
    if options == nil { remarks.noteLack(of: "Options") }
    self.init(
      id: id, name: try fields.nameTag(), state: state ?? "available",
      supportsSecurityGroupReferencing: supportsReferencing)
    try fields.visit { key, value in remarks.notePassing(key, value, in: .transitGateway) }
  }
}

extension TransitGateway: Describable {
  static let noun = "transit gateway"

  // Every account that it is shared with describes it, with tags of its own.
  static let members: [Member<TransitGateway>] = [
    Member("State", \.state, "the state", .required),
    Member("Options", known: \.supportsSecurityGroupReferencing, "security group referencing", .required) {
      $0 ? "on" : "off"
    },
    Member("Tags", known: \.name, "the name", .label),
  ]
}
