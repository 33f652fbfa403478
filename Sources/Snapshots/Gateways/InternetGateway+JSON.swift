internal import NetworkModel

extension InternetGateway {
  /// Reads one element of `InternetGateways`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let vpc = try fields.attachedVPC("Attachments", &remarks)
    self.init(id: try fields.requiredIdentifier("InternetGatewayId"), name: try fields.nameTag(), vpc: vpc)
  }
}

extension InternetGateway: Describable {
  static let noun = "internet gateway"

  static let members: [Member<InternetGateway>] = [
    Member("Attachments", \.vpc, "the VPC", .required) { $0?.text ?? "none" },
    Member("Tags", known: \.name, "the name", .label),
  ]
}
