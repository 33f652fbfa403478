extension RandomNetwork.RouteTable {
  var described: JSONValue {
    .members([
      "Associations": .array(associations),
      "PropagatingVgws": .array([]),
      "RouteTableId": .string(id),
      "Routes": .array(routes.map(\.described)),
      "Tags": RandomNetwork.tags(id),
      "VpcId": .string(vpcID),
      "OwnerId": .string(RandomNetwork.account),
    ])
  }

  /// The association of a main table names no subnet.
  private var associations: [JSONValue] {
    var result: [JSONValue] = subnetIDs.map { subnet in
      association(isMain: false, of: subnet, named: "SubnetId")
    }
    if isMain { result.append(association(isMain: true, of: id, named: nil)) }
    if let gateway = edgeGatewayID {
      result.append(association(isMain: false, of: gateway, named: "GatewayId"))
    }
    return result
  }

  private func association(isMain: Bool, of owner: String, named name: String?) -> JSONValue {
    var members: [(name: String, value: JSONValue)] = [
      ("Main", .boolean(isMain)),
      ("RouteTableAssociationId", .string(RandomNetwork.relatedID("rtbassoc", owner))),
      ("RouteTableId", .string(id)),
    ]
    if let name { members.append((name, .string(owner))) }
    members.append(("AssociationState", .members(["State": .string("associated")])))
    return .object(members)
  }
}

extension RandomNetwork.RouteTable.Route {
  fileprivate var described: JSONValue {
    .object([
      destinationMember,
      (targetMember, .string(target)),
      ("Origin", .string(origin.rawValue)),
      ("State", .string(isBlackhole ? "blackhole" : "active")),
    ])
  }

  private var destinationMember: (name: String, value: JSONValue) {
    switch destination {
    case .prefix(let prefix):
      let name = prefix.isIPv6 ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock"
      return (name, .string(prefix.description))
    case .list(let id):
      return ("DestinationPrefixListId", .string(id))
    }
  }

  /// The member that holds a target of its kind.
  private var targetMember: String {
    switch target.prefix(while: { $0 != "-" }) {
    case "nat": "NatGatewayId"
    case "tgw": "TransitGatewayId"
    case "pcx": "VpcPeeringConnectionId"
    case "eni": "NetworkInterfaceId"
    case "eigw": "EgressOnlyInternetGatewayId"
    default: "GatewayId"
    }
  }
}
