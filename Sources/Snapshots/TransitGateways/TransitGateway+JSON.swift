internal import NetworkModel

extension TransitGateway {
  /// Reads one element of `TransitGateways`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<TransitGateway> = try fields.requiredIdentifier("TransitGatewayId")
    let state = try fields.string("State")
    let referencing = try fields.string("SecurityGroupReferencingSupport", in: "Options")
    self.init(
      id: id, name: try fields.nameTag(), state: state ?? "available",
      supportsSecurityGroupReferencing: referencing == "enable")
  }
}
