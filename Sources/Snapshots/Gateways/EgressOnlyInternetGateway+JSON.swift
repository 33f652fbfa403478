internal import NetworkModel

extension EgressOnlyInternetGateway {
  /// Reads one element of `EgressOnlyInternetGateways`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let vpc = try fields.attachedVPC("Attachments")
    self.init(id: try fields.requiredIdentifier("EgressOnlyInternetGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}
