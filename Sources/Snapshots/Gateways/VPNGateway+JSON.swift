internal import NetworkModel

extension VPNGateway {
  /// Reads one element of `VpnGateways`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let vpc = try fields.attachedVPC("VpcAttachments")
    self.init(id: try fields.requiredIdentifier("VpnGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}
