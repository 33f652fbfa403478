extension RandomNetwork {
  func described(_ interface: Interface) -> JSONValue {
    .members([
      "Association": interface.ipv4.first?.association,
      "Attachment": interface.attachment,
      "AvailabilityZone": subnets.first { $0.id == interface.subnetID }.map { .string($0.zone) },
      "Description": .string(interface.about ?? (interface.instanceID == nil ? "RDSNetworkInterface" : "")),
      "Groups": .array(
        interface.groupIDs.map { group in
          .members(["GroupId": .string(group), "GroupName": .string("name of \(group)")])
        }),
      "InterfaceType": .string(interface.type),
      "Ipv6Addresses": .array(
        interface.ipv6.map { address in
          .members([
            "Ipv6Address": .string(address.description),
            "IsPrimaryIpv6": .boolean(false),
          ])
        }),
      "MacAddress": .string("06:00:00:00:00:01"),
      "NetworkInterfaceId": .string(interface.id),
      "OwnerId": .string(RandomNetwork.account),
      "PrivateIpAddress": interface.ipv4.first.map { .string($0.address.description) },
      "PrivateIpAddresses": .array(
        interface.ipv4.enumerated().map { index, own in
          .members([
            "Association": own.association,
            "Primary": .boolean(index == 0),
            "PrivateIpAddress": .string(own.address.description),
          ])
        }),
      "RequesterManaged": .boolean(interface.instanceID == nil),
      "SourceDestCheck": .boolean(interface.checksSource),
      "Status": .string("in-use"),
      "SubnetId": .string(interface.subnetID),
      "TagSet": RandomNetwork.tags(interface.id),
      "VpcId": .string(interface.vpcID),
    ])
  }

  /// A reservation of its own for each instance.
  func reservation(_ instance: Instance) -> JSONValue {
    let carried = interfaces.filter { $0.instanceID == instance.id }
    let codes: [Instance.State: Int] = [.running: 16, .stopped: 80, .terminated: 48]
    let described = JSONValue.members([
      "InstanceId": .string(instance.id),
      "InstanceType": .string("m5.large"),
      "State": .members([
        "Code": codes[instance.state].map(JSONValue.integer),
        "Name": .string(instance.state.rawValue),
      ]),
      "VpcId": .string(instance.vpcID),
      "SubnetId": .string(instance.subnetID),
      "PrivateIpAddress": carried.first?.ipv4.first.map { .string($0.address.description) },
      "NetworkInterfaces": .array(carried.map(described)),
      "SecurityGroups": .array(
        (carried.first?.groupIDs ?? []).map { group in
          .members(["GroupId": .string(group), "GroupName": .string("name of \(group)")])
        }),
      "Tags": RandomNetwork.tags(instance.id),
    ])
    return .members([
      "Groups": .array([]),
      "Instances": .array([described]),
      "OwnerId": .string(RandomNetwork.account),
      "ReservationId": .string(RandomNetwork.relatedID("r", instance.id)),
    ])
  }

  func elasticAddresses(_ interface: Interface) -> [JSONValue] {
    interface.ipv4.filter { $0.publicAddress != nil }.map { own in
      .members([
        "AllocationId": own.relatedID("eipalloc"),
        "AssociationId": own.relatedID("eipassoc"),
        "Domain": .string("vpc"),
        "InstanceId": interface.instanceID.map(JSONValue.string),
        "NetworkInterfaceId": .string(interface.id),
        "NetworkInterfaceOwnerId": .string(RandomNetwork.account),
        "PrivateIpAddress": .string(own.address.description),
        "PublicIp": own.publicAddress.map { .string($0.description) },
      ])
    }
  }
}

extension RandomNetwork.Interface {
  private var owner: String {
    if instanceID != nil { return RandomNetwork.account }
    return about == nil ? "amazon-rds" : "amazon-elb"
  }

  fileprivate var attachment: JSONValue {
    .members([
      "AttachmentId": .string(RandomNetwork.relatedID("eni-attach", id)),
      "DeleteOnTermination": .boolean(true),
      "DeviceIndex": .integer(0),
      "InstanceId": instanceID.map(JSONValue.string),
      "InstanceOwnerId": .string(owner),
      "Status": .string("attached"),
    ])
  }
}

extension RandomNetwork.Interface.PrivateIPv4 {
  fileprivate func relatedID(_ kind: String) -> JSONValue {
    let digits = String(publicAddress?.bits ?? 0, radix: 16)
    return .string(kind + "-0" + String(repeating: "0", count: 16 - digits.count) + digits)
  }

  fileprivate var association: JSONValue? {
    publicAddress.map { address in
      .members([
        "AllocationId": relatedID("eipalloc"),
        "AssociationId": relatedID("eipassoc"),
        "IpOwnerId": .string(RandomNetwork.account),
        "PublicDnsName": .string(""),
        "PublicIp": .string(address.description),
      ])
    }
  }
}
