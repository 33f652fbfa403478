extension RandomNetwork.VPC {
  var described: JSONValue {
    let ipv4 = prefixes.filter { !$0.isIPv6 }
    let ipv6 = prefixes.filter(\.isIPv6)
    return .members([
      "CidrBlock": ipv4.first.map { .string($0.description) },
      "DhcpOptionsId": .string("dopt-00000000000000001"),
      "State": .string("available"),
      "VpcId": .string(id),
      "OwnerId": .string(RandomNetwork.account),
      "InstanceTenancy": .string("default"),
      "CidrBlockAssociationSet": .array(
        ipv4.map { association(of: $0, named: "CidrBlock", state: "CidrBlockState") }),
      "Ipv6CidrBlockAssociationSet": ipv6.isEmpty
        ? nil
        : .array(
          ipv6.map { association(of: $0, named: "Ipv6CidrBlock", state: "Ipv6CidrBlockState") }),
      "IsDefault": .boolean(false),
      "Tags": RandomNetwork.tags(id),
    ])
  }

  private func association(
    of prefix: RandomNetwork.Prefix, named name: String, state: String
  ) -> JSONValue {
    .object([
      ("AssociationId", .string(RandomNetwork.relatedID("vpc-cidr-assoc", id))),
      (name, .string(prefix.description)),
      (state, .members(["State": .string("associated")])),
    ])
  }
}

extension RandomNetwork.Subnet {
  var described: JSONValue {
    .members([
      "AvailabilityZone": .string(zone),
      "AvailableIpAddressCount": .integer(200),
      "CidrBlock": .string(ipv4.description),
      "DefaultForAz": .boolean(false),
      "MapPublicIpOnLaunch": .boolean(false),
      "State": .string("available"),
      "SubnetId": .string(id),
      "VpcId": .string(vpcID),
      "OwnerId": .string(RandomNetwork.account),
      "AssignIpv6AddressOnCreation": .boolean(false),
      "Ipv6CidrBlockAssociationSet": .array(
        ipv6.map { prefix in
          [
            .members([
              "AssociationId": .string(RandomNetwork.relatedID("subnet-cidr-assoc", id)),
              "Ipv6CidrBlock": .string(prefix.description),
              "Ipv6CidrBlockState": .members(["State": .string("associated")]),
            ])
          ]
        } ?? []),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension RandomNetwork.InternetGateway {
  var described: JSONValue {
    .members([
      "Attachments": .array(
        vpcID.map { vpc in
          [.members(["State": .string("available"), "VpcId": .string(vpc)])]
        } ?? []),
      "InternetGatewayId": .string(id),
      "OwnerId": .string(RandomNetwork.account),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension RandomNetwork.PrefixList {
  private var name: String { "list of \(id)" }

  /// As DescribeManagedPrefixLists prints it: without the entries.
  var described: JSONValue {
    .members([
      "PrefixListId": .string(id),
      "AddressFamily": .string(prefixes.first?.isIPv6 == true ? "IPv6" : "IPv4"),
      "State": .string("create-complete"),
      "PrefixListName": .string(name),
      "MaxEntries": .integer(20),
      "Version": .integer(1),
      "OwnerId": .string(RandomNetwork.account),
    ])
  }

  /// With the entries, in the shape of DescribePrefixLists.
  var composed: JSONValue {
    .members([
      "PrefixListId": .string(id),
      "PrefixListName": .string(name),
      "Cidrs": .strings(prefixes.map(\.description)),
    ])
  }
}
