internal import NetworkModel

extension VPCEndpoint {
  /// Reads one element of `VpcEndpoints`. Without a type it is a gateway endpoint, as in requests (BOTO:ec2 `CreateVpcEndpoint`).
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<VPCEndpoint> = try fields.requiredIdentifier("VpcEndpointId")
    let type = try fields.string("VpcEndpointType") ?? Kind.gateway.rawValue
    let vpc: Identifier<VPC>? = try fields.identifier("VpcId")
    let service = try fields.string("ServiceName")
    let state = try fields.string("State")
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
      id: id, name: try fields.nameTag(), kind: Kind(rawValue: type), vpc: vpc, serviceName: service ?? "",
      state: state?.lowercased() ?? "available", subnets: subnets.sorted(), networkInterfaces: interfaces.sorted(),
      securityGroups: groups.sorted(), dnsNames: names.sorted())
  }
}
