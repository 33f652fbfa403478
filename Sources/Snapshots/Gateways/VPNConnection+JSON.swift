internal import NetworkModel

extension VPNConnection {
  /// Reads one element of `VpnConnections`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    var blocks: [CIDRBlock] = []
    _ = try fields.optional("Routes") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var route = try value.object()
        let block = try route.required("DestinationCidrBlock") { value throws(MalformedJSON) in
          try value.cidrBlock()
        }
        let state = try route.string("State")
        if state == nil || state == "available" { blocks.append(block) }
      }
    }
    let state = try fields.string("State")
    if state == nil { remarks.noteLack(of: "State") }
    remarks.noteUnless(state, of: "State", isOneOf: ["available", "pending", "deleting", "deleted"])
    self.init(
      id: try fields.requiredIdentifier("VpnConnectionId"), name: try fields.nameTag(),
      state: state ?? "available", vpnGateway: try fields.identifier("VpnGatewayId"),
      transitGateway: try fields.identifier("TransitGatewayId"), cidrBlocks: blocks.sorted())
  }
}

extension VPNConnection: Describable {
  static let noun = "VPN connection"

  static let members: [Member<VPNConnection>] = [
    Member("State", \.state, "the state", .required),
    Member("VpnGatewayId", known: \.vpnGateway, "the virtual private gateway", .elidable),
    Member("TransitGatewayId", known: \.transitGateway, "the transit gateway", .elidable),
    // One that learns its routes by BGP has none of its own.
    Member("Routes", list: \.cidrBlocks, "the static routes", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}
