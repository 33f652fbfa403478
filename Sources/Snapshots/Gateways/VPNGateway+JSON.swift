internal import NetworkModel

extension VPNGateway {
  /// Reads one element of `VpnGateways`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let vpc = try fields.attachedVPC("VpcAttachments", &remarks)
    self.init(id: try fields.requiredIdentifier("VpnGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}

extension VPNGateway: Describable {
  static let noun = "virtual private gateway"

  static let members: [Member<VPNGateway>] = [
    Member("VpcAttachments", \.vpc, "the VPC", .required) { $0?.text ?? "none" },
    Member("Tags", known: \.name, "the name", .label),
  ]
}
