internal import NetworkModel

extension VPCEndpoint {
  /// Reads one element of `VpcEndpoints`. Without a type it is a gateway endpoint, as in requests (BOTO:ec2 `CreateVpcEndpoint`).
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<VPCEndpoint> = try fields.requiredIdentifier("VpcEndpointId")
    let type = try fields.string("VpcEndpointType")
    if type == nil { remarks.noteLack(of: "VpcEndpointType") }
    let vpc: Identifier<VPC>? = try fields.identifier("VpcId")
    let service = try fields.string("ServiceName")
    let state = try fields.string("State")
    if state == nil { remarks.noteLack(of: "State") }
    let subnets: [Identifier<Subnet>] = try fields.identifiers("SubnetIds")
    let groups = try fields.each(of: "Groups", "GroupId") {
      value throws(MalformedJSON) -> Identifier<SecurityGroup> in try value.identifier()
    }
    let interfaces: [Identifier<NetworkInterface>] = try fields.identifiers("NetworkInterfaceIds")
    var names: Set<String> = []
    _ = try fields.optional("DnsEntries") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var entry = try value.object()
        if let name = try entry.string("DnsName") { names.insert(name) }
      }
    }
    self.init(
      id: id, name: try fields.nameTag(), kind: Kind(rawValue: type ?? Kind.gateway.rawValue), vpc: vpc,
      serviceName: service ?? "",
      state: state?.lowercased() ?? "available", subnets: subnets.sorted(), networkInterfaces: interfaces.sorted(),
      securityGroups: groups.sorted(), dnsNames: names.sorted())
  }
}

extension VPCEndpoint: Describable {
  static let noun = "VPC endpoint"

  // A gateway endpoint has no subnets, interfaces, groups and names.
  static let members: [Member<VPCEndpoint>] = [
    Member("VpcEndpointType", \.kind, "the type", .required) { $0?.rawValue ?? "one that is not known" },
    Member("State", \.state, "the state", .required),
    Member("VpcId", known: \.vpc, "the VPC", .elidable),
    Member("ServiceName", \.serviceName, "the service", .elidable, idle: ""),
    Member("SubnetIds", list: \.subnets, "the subnets", .elidable),
    Member("NetworkInterfaceIds", list: \.networkInterfaces, "the interfaces", .elidable),
    Member("Groups", list: \.securityGroups, "the security groups", .elidable),
    Member("DnsEntries", list: \.dnsNames, "the DNS names", .label),
    Member("Tags", known: \.name, "the name", .label),
  ]
}
