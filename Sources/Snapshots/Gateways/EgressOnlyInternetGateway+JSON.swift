internal import NetworkModel

extension EgressOnlyInternetGateway {
  /// Reads one element of `EgressOnlyInternetGateways`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let vpc = try fields.attachedVPC("Attachments", &remarks)
    self.init(id: try fields.requiredIdentifier("EgressOnlyInternetGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}

extension EgressOnlyInternetGateway: Describable {
  static let noun = "egress-only internet gateway"

  static let members: [Member<EgressOnlyInternetGateway>] = [
    Member("Attachments", \.vpc, "the VPC", .required) { $0?.text ?? "none" },
    Member("Tags", known: \.name, "the name", .label),
  ]
}
