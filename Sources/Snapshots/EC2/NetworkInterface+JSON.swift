internal import NetworkModel

extension NetworkInterface {
  /// Reads one element of `NetworkInterfaces`, or of an instance's `NetworkInterfaces` when `instance` is given.
  init(_ fields: inout JSONObject, instance: Identifier<Instance>? = nil) throws(MalformedJSON) {
    let association = try fields.optional("Association") { value throws(MalformedJSON) in
      try value.publicAddress()
    }
    var attachedInstance = instance
    var deviceIndex = 0
    _ = try fields.optional("Attachment") { value throws(MalformedJSON) in
      var attachment = try value.object()
      deviceIndex = try attachment.int("DeviceIndex", in: 0...1_000) ?? 0
      let id = try attachment.optional("InstanceId") { value throws(MalformedJSON) -> Identifier<Instance> in
        try value.identifier(isRecurring: false)
      }
      if let id { attachedInstance = id }
    }
    let zone = try fields.recurringString("AvailabilityZone")
    let deniesInternetTraffic = try fields.bool("DenyAllIgwTraffic") ?? false
    let description = try fields.string("Description")
    var groups = try fields.optional("Groups") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) -> Identifier<SecurityGroup> in
        var group = try value.object()
        return try group.requiredIdentifier("GroupId")
      }
    }
    let type = try fields.recurringString("InterfaceType")
    let addressesV6 = try fields.each(of: "Ipv6Addresses", "Ipv6Address") { value throws(MalformedJSON) in
      Address(try value.address())
    }
    let id = try fields.required("NetworkInterfaceId") { value throws(MalformedJSON) -> Identifier<NetworkInterface> in
      try value.identifier(isRecurring: false)
    }
    let single = try fields.address("PrivateIpAddress")
    let addresses = try fields.optional("PrivateIpAddresses") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in
        var fields = try value.object()
        let publicAddress = try fields.optional("Association") { value throws(MalformedJSON) in
          try value.publicAddress()
        }
        let primary = try fields.bool("Primary")
        let address = try fields.required("PrivateIpAddress") { value throws(MalformedJSON) in
          try value.address()
        }
        return Address(
          address, isPrimary: primary ?? (address == single),
          publicAddress: publicAddress.flatMap(\.self) ?? (address == single ? association.flatMap(\.self) : nil))
      }
    }
    let requester = try fields.recurringString("RequesterId")
    let sourceDestCheck = try fields.bool("SourceDestCheck") ?? true
    let subnet: Identifier<Subnet> = try fields.requiredIdentifier("SubnetId")
    let tags = try fields.tags("TagSet")
    var all = addresses ?? []
    if all.isEmpty, let single {
      all = [Address(single, isPrimary: true, publicAddress: association.flatMap(\.self))]
    }
    if all.count > 1 { all.sort { ($0.isPrimary ? 0 : 1, $0.address) < ($1.isPrimary ? 0 : 1, $1.address) } }
    if !addressesV6.isEmpty { all += addressesV6.sorted { $0.address < $1.address } }
    groups?.sort()
    self.init(
      id: id, name: tags.name, tags: tags.others, interfaceDescription: description ?? "", type: type ?? "interface",
      subnet: subnet,
      vpc: try fields.requiredIdentifier("VpcId"), availabilityZone: zone,
      addresses: all, securityGroups: groups, sourceDestCheck: sourceDestCheck,
      deniesInternetTraffic: deniesInternetTraffic, instance: attachedInstance, deviceIndex: deviceIndex,
      requester: requester)
  }
}

extension JSONValue {
  /// The public address of an `Association`; nil for one that carries only a customer-owned or carrier address.
  fileprivate func publicAddress() throws(MalformedJSON) -> IPAddress? {
    var association = try object()
    return try association.address("PublicIp")
  }
}
