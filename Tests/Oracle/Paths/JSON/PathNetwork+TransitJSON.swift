extension PathNetwork.TransitGateway {
  var described: JSONValue {
    .members([
      "TransitGatewayId": .string(id),
      "State": .string(state),
      "OwnerId": .string(RandomNetwork.account),
      "Options": .members([
        "AmazonSideAsn": .integer(64512),
        "SecurityGroupReferencingSupport": .string(supportsReferences ? "enable" : "disable"),
      ]),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.Attachment {
  /// `ResourceType` and `ResourceId`.
  var resource: (type: String, id: String) {
    switch kind {
    case .vpc(let attached): ("vpc", attached.vpcID)
    case .vpn(let id): ("vpn", id)
    case .directConnect(let id): ("direct-connect-gateway", id)
    case .peering(let id): ("peering", id)
    }
  }

  /// As DescribeTransitGatewayAttachments prints every kind.
  var described: JSONValue {
    .members([
      "TransitGatewayAttachmentId": .string(id),
      "TransitGatewayId": .string(gatewayID),
      "TransitGatewayOwnerId": .string(RandomNetwork.account),
      "ResourceOwnerId": .string(RandomNetwork.account),
      "ResourceType": .string(resource.type),
      "ResourceId": .string(resource.id),
      "State": .string(state),
      "Association": tableID.map {
        .members(["TransitGatewayRouteTableId": .string($0), "State": .string("associated")])
      },
      "Tags": RandomNetwork.tags(id),
    ])
  }

  /// As DescribeTransitGatewayVpcAttachments prints it, if it was called.
  var describedForVPC: JSONValue? {
    guard case .vpc(let attached) = kind, let subnets = attached.subnetIDs else { return nil }
    func word(_ flag: Bool) -> JSONValue { .string(flag ? "enable" : "disable") }
    return .members([
      "TransitGatewayAttachmentId": .string(id),
      "TransitGatewayId": .string(gatewayID),
      "VpcId": .string(attached.vpcID),
      "VpcOwnerId": .string(RandomNetwork.account),
      "State": .string(state),
      "SubnetIds": .strings(subnets),
      "Options": .members([
        "DnsSupport": .string("enable"),
        "SecurityGroupReferencingSupport": word(attached.supportsReferences),
        "Ipv6Support": word(attached.supportsIPv6),
        "ApplianceModeSupport": word(attached.isApplianceMode),
      ]),
      "Tags": RandomNetwork.tags(id),
    ])
  }

  /// The members that lists of a route table have for each attachment.
  var reference: KeyValuePairs<String, JSONValue?> {
    [
      "TransitGatewayAttachmentId": .string(id),
      "ResourceId": .string(resource.id),
      "ResourceType": .string(resource.type),
    ]
  }
}

extension PathNetwork.TransitTable {
  var described: JSONValue {
    .members([
      "TransitGatewayRouteTableId": .string(id),
      "TransitGatewayId": .string(gatewayID),
      "State": .string("available"),
      "DefaultAssociationRouteTable": .boolean(false),
      "DefaultPropagationRouteTable": .boolean(false),
      "Tags": RandomNetwork.tags(id),
    ])
  }

  private func reference(_ id: String, _ attachments: [PathNetwork.Attachment]) -> KeyValuePairs<String, JSONValue?> {
    attachments.first { $0.id == id && $0.gatewayID == gatewayID }?.reference
      ?? ["TransitGatewayAttachmentId": .string(id)]
  }

  /// Nil when SearchTransitGatewayRoutes was not called.
  func describedRoutes(_ attachments: [PathNetwork.Attachment]) -> JSONValue? {
    routes.map { routes in
      .members([
        "TransitGatewayRouteTableId": .string(id),
        "AdditionalRoutesAvailable": .boolean(false),
        "Routes": .array(
          routes.map { route in
            .members([
              "DestinationCidrBlock": .string(route.prefix.description),
              "PrefixListId": route.listID.map(JSONValue.string),
              "TransitGatewayAttachments": .array(
                route.attachmentIDs.map { .members(reference($0, attachments)) }),
              "Type": .string(route.isPropagated ? "propagated" : "static"),
              "State": .string(route.isBlackhole ? "blackhole" : "active"),
            ])
          }),
      ])
    }
  }

  func describedPropagations(_ attachments: [PathNetwork.Attachment]) -> JSONValue {
    list("TransitGatewayRouteTablePropagations", of: propagations, "enabled", attachments)
  }

  func describedAssociations(_ attachments: [PathNetwork.Attachment]) -> JSONValue {
    list("Associations", of: associations, "associated", attachments)
  }

  private func list(
    _ name: String, of ids: [String], _ state: String, _ attachments: [PathNetwork.Attachment]
  ) -> JSONValue {
    .object([
      ("TransitGatewayRouteTableId", .string(id)),
      (
        name,
        .array(
          ids.map { id in
            var members = reference(id, attachments).compactMap { member in
              member.value.map { (name: member.key, value: $0) }
            }
            members.append(("State", .string(state)))
            return .object(members)
          })
      ),
    ])
  }
}
