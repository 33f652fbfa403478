internal import Network

extension InternetGateway {
  /// Reads one element of `InternetGateways`. An attachment carries packets once AWS calls it `available` (or `attached`).
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    var vpc: Identifier<VPC>?
    _ = try fields.optional("Attachments") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var attachment = try value.object()
        let state = try attachment.string("State")
        if state == nil || state == "available" || state == "attached" {
          vpc = try attachment.identifier("VpcId")
        }
      }
    }
    self.init(id: try fields.requiredIdentifier("InternetGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}
