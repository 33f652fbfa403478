internal import NetworkModel

extension InternetGateway {
  /// Reads one element of `InternetGateways`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let vpc = try fields.attachedVPC("Attachments")
    self.init(id: try fields.requiredIdentifier("InternetGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}
