/// A network interface.
struct SketchedInterface: Sketched {
  let id: String
  var vpc = "vpc-1"
  var subnet: String
  /// The private IPv4 addresses, the primary one first.
  var addresses: [String]
  var addressesV6: [String] = []
  /// The public address paired with the primary private one.
  var publicAddress: String?
  var groups: [String]?
  var instance: String?
  var type = "interface"
  var details = ""
  /// Members that few interfaces have.
  var more: KeyValuePairs<String, JSONText?> = [:]

  var json: JSONText {
    let association: JSONText? = publicAddress.map { ["PublicIp": "\($0)"] }
    let interface: JSONText = [
      "NetworkInterfaceId": "\(id)", "VpcId": "\(vpc)", "SubnetId": "\(subnet)", "InterfaceType": "\(type)",
      "Description": "\(details)", "Status": "in-use", "SourceDestCheck": true,
      "PrivateIpAddresses": .list(
        addresses.enumerated().map { index, address in
          let entry: JSONText = ["PrivateIpAddress": "\(address)", "Primary": .bool(index == 0)]
          return entry.with(["Association": index == 0 ? association : nil])
        }),
      "Ipv6Addresses": .list(addressesV6.map { ["Ipv6Address": "\($0)"] }),
    ]
    return interface.with([
      "PrivateIpAddress": addresses.first.map { "\($0)" }, "Association": association,
      "Groups": groups.map { .list($0.map { ["GroupId": "\($0)", "GroupName": "\($0.dropFirst(3))"] }) },
      "Attachment": instance.map { ["InstanceId": "\($0)", "DeviceIndex": 0, "Status": "attached"] }
        ?? ["InstanceOwnerId": "amazon-aws", "Status": "attached"],
    ]).with(more)
  }
}

/// An instance; its Name tag is its id without `i-`.
struct SketchedInstance: Sketched {
  let id: String
  var state = "running"
  var platformDetails: String? = "Linux/UNIX"
  var platform: String?
  var name: String?

  var json: JSONText {
    let instance: JSONText = [
      "InstanceId": "\(id)", "State": ["Name": "\(state)"],
      "Tags": [["Key": "Name", "Value": "\(name ?? "\(id.dropFirst(2))")"]],
    ]
    return instance.with([
      "PlatformDetails": platformDetails.map { "\($0)" }, "Platform": platform.map { "\($0)" },
    ])
  }
}

/// A database.
struct SketchedDatabase: Sketched {
  let id: String
  var subnets: [String]
  var groups: [String]

  var json: JSONText {
    [
      "DBInstanceIdentifier": "\(id)", "Endpoint": ["Port": 5432],
      "DBSubnetGroup": ["VpcId": "vpc-1", "Subnets": .list(subnets.map { ["SubnetIdentifier": "\($0)"] })],
      "VpcSecurityGroups": .list(groups.map { ["VpcSecurityGroupId": "\($0)", "Status": "active"] }),
    ]
  }
}
