internal import NetworkModel

extension NATGateway {
  /// Reads one element of `NatGateways`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<NATGateway> = try fields.requiredIdentifier("NatGatewayId")
    if fields.value("NatGatewayAddresses") == nil { remarks.noteLack(of: "NatGatewayAddresses") }
    let addresses = try Address.inUse(&fields, &remarks)
    let connectivity = try fields.optional("ConnectivityType") { value throws(MalformedJSON) in
      guard let known = Connectivity(rawValue: try value.string()) else { throw value.isNot("public or private") }
      return known
    }
    if connectivity == nil { remarks.noteLack(of: "ConnectivityType") }
    let state = try fields.string("State")
    if state == nil { remarks.noteLack(of: "State") }
    remarks.noteUnless(state, of: "State", isOneOf: ["available", "pending", "failed", "deleting", "deleted"])
    // One that AWS is still making has no address yet.
    if connectivity == .public, state ?? "available" == "available",
      addresses.contains(where: { $0.publicAddress == nil })
    {
      remarks.noteDoubt(of: "an address", "has no “PublicIp”, which AWS always prints for a public NAT gateway")
    }
    // Gateways of one zone are told without a mode by answers that are older than regional ones.
    let isRegional = try fields.string("AvailabilityMode") == "regional"
    let scaling = try fields.string("AutoScalingIps")
    self.init(
      id: id, name: try fields.nameTag(), vpc: try fields.identifier("VpcId"),
      subnet: try fields.identifier("SubnetId"), state: state ?? "available",
      connectivity: connectivity ?? .public, isRegional: isRegional,
      takesAddresses: scaling.map { $0 == "enabled" }, routeTable: try fields.identifier("RouteTableId"),
      addresses: addresses)
  }
}

extension NATGateway.Address {
  /// Reads `NatGatewayAddresses`, the primary one first. AWS lists those that it has yet to assign, or failed to, as well
  /// (BOTO:ec2 `NatGatewayAddressStatus`).
  fileprivate static func inUse(
    _ fields: inout JSONObject, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) -> [Self] {
    var addresses: [(isSecondary: Int, address: Self)] = []
    _ = try fields.optional("NatGatewayAddresses") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        let interface: Identifier<NetworkInterface>? = try fields.identifier("NetworkInterfaceId")
        let zone = try fields.string("AvailabilityZone")
        let zoneID = try fields.string("AvailabilityZoneId")
        let address = Self(
          privateAddress: try fields.address("PrivateIp"), publicAddress: try fields.address("PublicIp"),
          networkInterface: interface, zone: zone ?? zoneID)
        let isPrimary = try fields.bool("IsPrimary") ?? false
        let status = try fields.string("Status")
        remarks.noteUnless(
          status, of: "Status",
          isOneOf: ["succeeded", "assigning", "associating", "unassigning", "disassociating", "failed"])
        guard status == nil || status == "succeeded" else { return }
        addresses.append((isPrimary ? 0 : 1, address))
      }
    }
    let none = IPAddress.v4(0)
    func order(_ entry: (isSecondary: Int, address: Self)) -> (Int, IPAddress, IPAddress) {
      (entry.isSecondary, entry.address.privateAddress ?? none, entry.address.publicAddress ?? none)
    }
    return addresses.sorted { order($0) < order($1) }.map(\.address)
  }
}

extension NATGateway: Describable {
  static let noun = "NAT gateway"

  static let members: [Member<NATGateway>] = [
    Member("State", \.state, "the state", .required),
    Member("NatGatewayAddresses", list: \.addresses, "the addresses", .required) { $0.shortText },
    Member("ConnectivityType", \.connectivity, "the connectivity", .required) { $0.rawValue },
    Member("SubnetId", known: \.subnet, "the subnet", .elidable),
    Member("VpcId", known: \.vpc, "the VPC", .elidable),
    Member("AvailabilityMode", \.isRegional, "the availability mode", .elidable, idle: false) {
      $0 ? "regional" : "zonal"
    },
    Member("AutoScalingIps", known: \.takesAddresses, "whether it takes addresses", .elidable),
    Member("RouteTableId", known: \.routeTable, "the route table", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}

extension NATGateway.Address {
  fileprivate var shortText: String {
    [privateAddress, publicAddress].compactMap { $0.map { "\($0)" } }.joined(separator: " as ")
  }
}
