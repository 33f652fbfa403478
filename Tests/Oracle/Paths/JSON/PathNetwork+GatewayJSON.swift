extension PathNetwork.NATGateway {
  var described: JSONValue {
    .members([
      "NatGatewayId": .string(id),
      "VpcId": .string(vpcID),
      "SubnetId": subnetID.map(JSONValue.string),
      "State": .string(state),
      "ConnectivityType": .string(isPublic ? "public" : "private"),
      "AvailabilityMode": .string(isRegional ? "regional" : "zonal"),
      "RouteTableId": tableID.map(JSONValue.string),
      "NatGatewayAddresses": .array(
        addresses.enumerated().map { index, own in
          .members([
            "AllocationId": own.publicAddress.map { _ in .string(RandomNetwork.relatedID("eipalloc", id)) },
            "NetworkInterfaceId": own.interfaceID.map(JSONValue.string),
            "PrivateIp": own.privateAddress.map { .string($0.description) },
            "PublicIp": own.publicAddress.map { .string($0.description) },
            "IsPrimary": .boolean(index == 0),
            "Status": .string("succeeded"),
          ])
        }),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.Peering {
  var described: JSONValue {
    .members([
      "VpcPeeringConnectionId": .string(id),
      "Status": .members(["Code": .string(status), "Message": .string(status)]),
      "RequesterVpcInfo": requester.described,
      "AccepterVpcInfo": accepter.described,
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.Peering.Side {
  var described: JSONValue {
    let ipv4 = prefixes.filter { !$0.isIPv6 }
    return .members([
      "VpcId": .string(vpcID),
      "OwnerId": .string(RandomNetwork.account),
      "Region": region.map(JSONValue.string),
      "CidrBlock": ipv4.first.map { .string($0.description) },
      "CidrBlockSet": .array(ipv4.map { .members(["CidrBlock": .string($0.description)]) }),
      "Ipv6CidrBlockSet": .array(
        prefixes.filter(\.isIPv6).map { .members(["Ipv6CidrBlock": .string($0.description)]) }),
    ])
  }
}

extension PathNetwork.VPNGateway {
  var described: JSONValue {
    .members([
      "VpnGatewayId": .string(id),
      "State": .string("available"),
      "Type": .string("ipsec.1"),
      "AmazonSideAsn": .integer(64512),
      "VpcAttachments": .array(
        vpcID.map { [.members(["State": .string("attached"), "VpcId": .string($0)])] } ?? []),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.VPNConnection {
  var described: JSONValue {
    .members([
      "VpnConnectionId": .string(id),
      "State": .string(state),
      "Type": .string("ipsec.1"),
      "CustomerGatewayId": .string(RandomNetwork.relatedID("cgw", id)),
      "VpnGatewayId": gatewayID.map(JSONValue.string),
      "TransitGatewayId": transitGatewayID.map(JSONValue.string),
      "Routes": .array(
        prefixes.map { prefix in
          .members(["DestinationCidrBlock": .string(prefix.description), "State": .string("available")])
        }),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.Endpoint {
  var described: JSONValue {
    .members([
      "VpcEndpointId": .string(id),
      "VpcEndpointType": .string(kind.rawValue),
      "VpcId": .string(vpcID),
      "ServiceName": .string(
        kind == .gateway ? "com.amazonaws.eu-west-1.s3" : "com.amazonaws.vpce.eu-west-1.vpce-svc-01"),
      "State": .string(state),
      "SubnetIds": .strings(subnetID.map { [$0] } ?? []),
      "NetworkInterfaceIds": .array([]),
      "Groups": .array([]),
      "DnsEntries": .array([]),
      "OwnerId": .string(RandomNetwork.account),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.EgressOnlyGateway {
  var described: JSONValue {
    .members([
      "EgressOnlyInternetGatewayId": .string(id),
      "Attachments": .array(
        vpcID.map { [.members(["State": .string("attached"), "VpcId": .string($0)])] } ?? []),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}

extension PathNetwork.PublicAccess {
  var described: JSONValue {
    .members([
      "AwsAccountId": .string(RandomNetwork.account),
      "AwsRegion": .string("eu-west-1"),
      "State": .string("update-complete"),
      "InternetGatewayBlockMode": .string(mode.rawValue),
      "ManagedBy": .string("account"),
      "ExclusionsAllowed": .string("allowed"),
    ])
  }
}

extension PathNetwork.PublicAccess.Exclusion {
  var described: JSONValue {
    let kind = resourceID.prefix { $0 != "-" }
    return .members([
      "ExclusionId": .string(id),
      "InternetGatewayExclusionMode": .string(isBidirectional ? "allow-bidirectional" : "allow-egress"),
      "ResourceArn": .string("arn:aws:ec2:eu-west-1:\(RandomNetwork.account):\(kind)/\(resourceID)"),
      "State": .string("create-complete"),
      "Tags": RandomNetwork.tags(id),
    ])
  }
}
