internal import NetworkModel

extension NetworkInterface {
  /// Reads one element of `NetworkInterfaces`, or of an instance's `NetworkInterfaces` when `instance` is given.
  init(_ fields: inout JSONObject, instance: Identifier<Instance>? = nil) throws(MalformedJSON) {
    var id: Identifier<NetworkInterface>?
    var attachment = (instance: instance, deviceIndex: 0)
    var subnet: Identifier<Subnet>?
    var vpc: Identifier<VPC>?
    var zone: String?
    var single: IPAddress?
    var association: IPAddress?
    var addressesV6: [Address] = []
    var groups: [Identifier<SecurityGroup>]?
    var tags: (name: String?, others: [Tag]) = (nil, [])
    var description = ""
    var type = "interface"
    var requester: String?
    var sourceDestCheck = true
    var deniesInternetTraffic = false
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "Association": association = try value.publicAddress()
      case "Attachment": try value.readAttachment(&attachment)
      case "AvailabilityZone": zone = try value.recurringString()
      case "DenyAllIgwTraffic": deniesInternetTraffic = try value.bool()
      case "Description": description = try value.string()
      case "Groups":
        var list = try value.list { value throws(MalformedJSON) -> Identifier<SecurityGroup> in
          var group = try value.object()
          return try group.requiredIdentifier("GroupId")
        }
        list.sort()
        groups = list
      case "InterfaceType": type = try value.recurringString()
      case "Ipv6Addresses":
        addressesV6 = try value.list { value throws(MalformedJSON) in
          var fields = try value.object()
          return Address(try fields.required("Ipv6Address") { value throws(MalformedJSON) in try value.address() })
        }
      case "NetworkInterfaceId": id = try value.identifier(isRecurring: false)
      case "PrivateIpAddress": single = try value.address()
      case "RequesterId": requester = try value.recurringString()
      case "SourceDestCheck": sourceDestCheck = try value.bool()
      case "SubnetId": subnet = try value.identifier()
      case "TagSet": tags = try value.tags()
      case "VpcId": vpc = try value.identifier()
      default: break
      }
    }
    // Needs `PrivateIpAddress` and `Association`, wherever they stand.
    var addresses =
      try fields.visited("PrivateIpAddresses") { list throws(MalformedJSON) in
        try list.list { value throws(MalformedJSON) in try value.privateAddress(single, association) }
      } ?? []
    if addresses.isEmpty, let single { addresses = [Address(single, isPrimary: true, publicAddress: association)] }
    if addresses.count > 1 {
      addresses.sort { ($0.isPrimary ? 0 : 1, $0.address) < ($1.isPrimary ? 0 : 1, $1.address) }
    }
    if !addressesV6.isEmpty { addresses += addressesV6.sorted { $0.address < $1.address } }
    self.init(
      id: try JSONObject.required(id, "NetworkInterfaceId"), name: tags.name, tags: tags.others,
      interfaceDescription: description, type: type, subnet: try JSONObject.required(subnet, "SubnetId"),
      vpc: try JSONObject.required(vpc, "VpcId"), availabilityZone: zone, addresses: addresses,
      securityGroups: groups, sourceDestCheck: sourceDestCheck, deniesInternetTraffic: deniesInternetTraffic,
      instance: attachment.instance, deviceIndex: attachment.deviceIndex, requester: requester)
  }
}

extension JSONValue {
  /// The public address of an `Association`; nil for one that carries only a customer-owned or carrier address.
  fileprivate func publicAddress() throws(MalformedJSON) -> IPAddress? {
    var association = try object()
    return try association.address("PublicIp")
  }

  /// Reads an `Attachment`.
  fileprivate func readAttachment(
    _ attachment: inout (instance: Identifier<Instance>?, deviceIndex: Int)
  ) throws(MalformedJSON) {
    try object().visit { key, value throws(MalformedJSON) in
      switch key {
      case "DeviceIndex": attachment.deviceIndex = try value.int(in: 0...1_000)
      case "InstanceId": attachment.instance = try value.identifier(isRecurring: false)
      default: break
      }
    }
  }

  /// Reads an element of `PrivateIpAddresses`, of an interface whose own address is `single` with the public address `association`.
  fileprivate func privateAddress(
    _ single: IPAddress?, _ association: IPAddress?
  ) throws(MalformedJSON) -> NetworkInterface.Address {
    var address: IPAddress?
    var publicAddress: IPAddress?
    var isPrimary: Bool?
    try object().visit { key, value throws(MalformedJSON) in
      switch key {
      case "Association": publicAddress = try value.publicAddress()
      case "Primary": isPrimary = try value.bool()
      case "PrivateIpAddress": address = try value.address()
      default: break
      }
    }
    let isSingle = address == single
    return NetworkInterface.Address(
      try JSONObject.required(address, "PrivateIpAddress"), isPrimary: isPrimary ?? isSingle,
      publicAddress: publicAddress ?? (isSingle ? association : nil))
  }
}
