internal import NetworkModel

extension VPNConnection {
  /// Reads one element of `VpnConnections`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
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
    self.init(
      id: try fields.requiredIdentifier("VpnConnectionId"), name: try fields.nameTag(),
      state: try fields.string("State") ?? "available", vpnGateway: try fields.identifier("VpnGatewayId"),
      transitGateway: try fields.identifier("TransitGatewayId"), cidrBlocks: blocks.sorted())
  }
}
