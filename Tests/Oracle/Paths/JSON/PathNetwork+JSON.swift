extension PathNetwork {
  /// The network as one text in the shape of `aws … describe-*` output, every top-level key of the snapshot in one object.
  ///
  /// With a generator every array in it is shuffled: AWS promises no order.
  package func describeJSON(shuffling random: inout SplitMix64?) -> String {
    var value = JSONValue.object(base.describedMembers + gatewayMembers + transitMembers + balancerMembers)
    if var generator = random {
      value = value.shuffled(using: &generator)
      random = generator
    }
    var text = ""
    value.write(to: &text)
    return text + "\n"
  }

  /// The text with the arrays in the order of this value.
  package var json: String {
    var none: SplitMix64?
    return describeJSON(shuffling: &none)
  }

  private var gatewayMembers: [(name: String, value: JSONValue)] {
    var members: [(name: String, value: JSONValue)] = [
      ("NatGateways", .array(natGateways.map(\.described))),
      ("VpcPeeringConnections", .array(peerings.map(\.described))),
      ("VpnGateways", .array(vpnGateways.map(\.described))),
      ("VpnConnections", .array(vpnConnections.map(\.described))),
      ("VpcEndpoints", .array(endpoints.map(\.described))),
      ("EgressOnlyInternetGateways", .array(egressOnlyGateways.map(\.described))),
      ("VpcBlockPublicAccessExclusions", .array(exclusions.map(\.described))),
    ]
    if let publicAccess { members.append(("VpcBlockPublicAccessOptions", publicAccess.described)) }
    return members
  }

  private var transitMembers: [(name: String, value: JSONValue)] {
    [
      ("TransitGateways", .array(transitGateways.map(\.described))),
      ("TransitGatewayAttachments", .array(attachments.map(\.described))),
      ("TransitGatewayVpcAttachments", .array(attachments.compactMap(\.describedForVPC))),
      ("TransitGatewayPeeringAttachments", .array(peeringAttachments)),
      ("TransitGatewayRouteTables", .array(transitTables.map(\.described))),
      ("TransitGatewayPolicyTables", .array([])),
      ("TransitGatewayRoutes", .array(transitTables.compactMap { $0.describedRoutes(attachments) })),
      ("TransitGatewayPropagations", .array(transitTables.map { $0.describedPropagations(attachments) })),
      ("TransitGatewayAssociations", .array(transitTables.map { $0.describedAssociations(attachments) })),
    ]
  }

  private var balancerMembers: [(name: String, value: JSONValue)] {
    let modern = loadBalancers.filter { $0.kind != .classic }
    return [
      ("LoadBalancers", .array(modern.map { $0.described(base.subnets) })),
      ("LoadBalancerListeners", .array(modern.map(\.describedListeners))),
      ("Rules", .array(modern.filter { $0.kind == .application }.flatMap(\.describedRules))),
      ("LoadBalancerAttributes", .array(modern.map(\.describedAttributes))),
      ("LoadBalancerDescriptions", .array(loadBalancers.filter { $0.kind == .classic }.map(\.describedAsClassic))),
      ("TargetGroups", .array(targetGroups.map { $0.described(loadBalancers) })),
      ("TargetGroupAttributes", .array(targetGroups.map(\.describedAttributes))),
      ("LoadBalancerTargetHealth", .array(targetGroups.compactMap(\.describedHealth))),
    ]
  }

  /// Each peering once, though both transit gateways have an end of it.
  private var peeringAttachments: [JSONValue] {
    var seen: Set<String> = []
    return attachments.compactMap { attachment in
      guard case .peering(let other) = attachment.kind, seen.insert(attachment.id).inserted else { return nil }
      func side(_ id: String) -> JSONValue {
        .members([
          "TransitGatewayId": .string(id), "OwnerId": .string(RandomNetwork.account), "Region": .string("eu-west-1"),
        ])
      }
      return .members([
        "TransitGatewayAttachmentId": .string(attachment.id),
        "RequesterTgwInfo": side(attachment.gatewayID),
        "AccepterTgwInfo": side(other),
        "State": .string(attachment.state),
        "Tags": RandomNetwork.tags(attachment.id),
      ])
    }
  }
}
