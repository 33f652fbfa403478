extension RandomNetwork {
  /// The subnets that AWS lists with an ACL: its own, and with a default ACL those that no other claims.
  func associatedSubnets(_ acl: NetworkACL) -> [String] {
    let isFirst = networkACLs.first { $0.vpcID == acl.vpcID && $0.isDefault }?.id == acl.id
    guard isFirst else { return acl.subnetIDs }
    let claimed = Set(networkACLs.flatMap(\.subnetIDs))
    let own = Set(subnets.filter { $0.vpcID == acl.vpcID }.map(\.id))
      .union(interfaces.filter { $0.vpcID == acl.vpcID }.map(\.subnetID))
    return acl.subnetIDs + own.subtracting(claimed).sorted()
  }
}

extension RandomNetwork.NetworkACL {
  func described(of subnets: [String]) -> JSONValue {
    .members([
      "Associations": .array(
        subnets.map { subnet in
          .members([
            "NetworkAclAssociationId": .string(RandomNetwork.relatedID("aclassoc", subnet)),
            "NetworkAclId": .string(id),
            "SubnetId": .string(subnet),
          ])
        }),
      "Entries": .array(entries.map(\.described)),
      "IsDefault": .boolean(isDefault),
      "NetworkAclId": .string(id),
      "Tags": RandomNetwork.tags(id),
      "VpcId": .string(vpcID),
      "OwnerId": .string(RandomNetwork.account),
    ])
  }
}

extension RandomNetwork.NetworkACL.Entry {
  fileprivate var described: JSONValue {
    .members([
      "CidrBlock": peer.isIPv6 ? nil : .string(peer.description),
      "Ipv6CidrBlock": peer.isIPv6 ? .string(peer.description) : nil,
      "Egress": .boolean(isEgress),
      "IcmpTypeCode": icmp.map { icmp in
        .members(["Code": .integer(icmp.code), "Type": .integer(icmp.type)])
      },
      "PortRange": ports.map { ports in
        .members(["From": .integer(ports.lowerBound), "To": .integer(ports.upperBound)])
      },
      "Protocol": .string(protocolText),
      "RuleAction": .string(allows ? "allow" : "deny"),
      "RuleNumber": .integer(number),
    ])
  }
}

extension RandomNetwork.SecurityGroup {
  var described: JSONValue {
    .members([
      "Description": .string("group of \(vpcID)"),
      "GroupId": .string(id),
      "GroupName": .string("name of \(id)"),
      "IpPermissions": .array(ingress.map(\.described)),
      "IpPermissionsEgress": .array(egress.map(\.described)),
      "OwnerId": .string(RandomNetwork.account),
      "Tags": RandomNetwork.tags(id),
      "VpcId": .string(vpcID),
    ])
  }
}

extension RandomNetwork.SecurityGroup.Permission {
  fileprivate var described: JSONValue {
    .members([
      "FromPort": from.map(JSONValue.integer),
      "IpProtocol": .string(protocolText),
      "IpRanges": .array(
        peers.filter { !$0.isIPv6 }.map { .members(["CidrIp": .string($0.description)]) }),
      "Ipv6Ranges": .array(
        peers.filter(\.isIPv6).map { .members(["CidrIpv6": .string($0.description)]) }),
      "PrefixListIds": .array(
        prefixListIDs.map { .members(["PrefixListId": .string($0)]) }),
      "ToPort": to.map(JSONValue.integer),
      "UserIdGroupPairs": .array(
        groupIDs.map { group in
          .members([
            "GroupId": .string(group),
            "UserId": .string(RandomNetwork.account),
          ])
        }),
    ])
  }
}
