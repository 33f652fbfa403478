internal import NetworkModel

extension LoadBalancer {
  /// Reads one element of `LoadBalancers`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<LoadBalancer> = try fields.requiredIdentifier("LoadBalancerArn")
    let dnsName = try fields.string("DNSName")
    let name = try fields.requiredString("LoadBalancerName")
    let scheme = try fields.string("Scheme")
    let vpc: Identifier<VPC>? = try fields.identifier("VpcId")
    let state = try fields.string("Code", in: "State")
    let kind = try fields.required("Type") { value throws(MalformedJSON) in
      guard let kind = Kind(rawValue: try value.string()), kind != .classic else {
        throw value.isNot("application, network or gateway")
      }
      return kind
    }
    let zones = try fields.optional("AvailabilityZones") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in try Zone(value) }
    }
    if kind == .application, fields.value("SecurityGroups") == nil { remarks.noteLack(of: "SecurityGroups") }
    let groups: [Identifier<SecurityGroup>] = try fields.identifiers("SecurityGroups")
    let addressType = try fields.string("IpAddressType")
    if state == nil { remarks.noteLack(of: "State") }
    remarks.noteUnless(state, of: "State", isOneOf: ["active", "provisioning", "active_impaired", "failed"])
    remarks.noteUnless(scheme, of: "Scheme", isOneOf: ["internal", "internet-facing"])
    if zones == nil { remarks.noteLack(of: "AvailabilityZones") }
    // Nobody reaches a Gateway Load Balancer by an address, so it has neither.
    if kind != .gateway {
      if scheme == nil { remarks.noteLack(of: "Scheme") }
      if addressType == nil { remarks.noteLack(of: "IpAddressType") }
    }
    self.init(
      id: id, name: name, dnsName: dnsName, kind: kind, isInternetFacing: scheme == "internet-facing", vpc: vpc,
      state: state ?? "active", zones: zones ?? [], securityGroups: groups,
      isDualStack: addressType?.hasPrefix("dualstack") ?? false, knowsAttributes: false)
  }

  /// The load balancer with its attributes.
  func having(isCrossZone: Bool?, deniesInternetTraffic: Bool) -> Self {
    Self(
      id: id, name: name, dnsName: dnsName, kind: kind, isInternetFacing: isInternetFacing, vpc: vpc, state: state,
      zones: zones, securityGroups: securityGroups, isDualStack: isDualStack, isCrossZone: isCrossZone,
      deniesInternetTraffic: deniesInternetTraffic, knowsAttributes: true)
  }
}

extension LoadBalancer: Describable {
  static let noun = "load balancer"

  static let members: [Member<LoadBalancer>] = [
    Member("State", \.state, "the state", .required),
    Member("Type", \.kind, "the type", .required) { $0.rawValue },
    Member("Scheme", \.isInternetFacing, "the scheme", .required) { $0 ? "internet-facing" : "internal" },
    Member("AvailabilityZones", list: \.zones, "the subnets", .required) { $0.subnet.text },
    Member("IpAddressType", \.isDualStack, "the address type", .required) { $0 ? "dualstack" : "ipv4" },
    // Gateway and many Network Load Balancers have none, and are told without.
    Member("SecurityGroups", list: \.securityGroups, "the security groups", .required),
    Member("VpcId", known: \.vpc, "the VPC", .elidable),
    // What a Classic Load Balancer's own description tells of its listeners and targets.
    Member("ListenerDescriptions", empty: "the listeners"),
    Member("Instances", empty: "the instances"),
    Member("DNSName", known: \.dnsName, "the DNS name", .label),
  ]
}

extension LoadBalancer.Zone {
  /// Reads one element of `AvailabilityZones`.
  fileprivate init(_ value: JSONValue) throws(MalformedJSON) {
    var fields = try value.object()
    let zone = try fields.string("ZoneName")
    let subnet: Identifier<Subnet> = try fields.requiredIdentifier("SubnetId")
    let addresses = try fields.optional("LoadBalancerAddresses") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in
        var fields = try value.object()
        let publicAddress = try fields.address("IpAddress")
        let privateAddress = try fields.address("PrivateIPv4Address")
        let addressV6 = try fields.address("IPv6Address")
        return LoadBalancer.Address(
          privateAddress: privateAddress, publicAddress: publicAddress, addressV6: addressV6)
      }
    }
    self.init(subnet: subnet, availabilityZone: zone, addresses: (addresses ?? []).sorted(by: Self.precedes))
  }

  private static func precedes(_ left: LoadBalancer.Address, _ right: LoadBalancer.Address) -> Bool {
    let none = IPAddress.v4(0)
    func order(_ address: LoadBalancer.Address) -> (IPAddress, IPAddress, IPAddress) {
      (address.privateAddress ?? none, address.publicAddress ?? none, address.addressV6 ?? none)
    }
    return order(left) < order(right)
  }
}
