internal import NetworkModel

extension VPCPeeringConnection {
  /// Reads one element of `VpcPeeringConnections`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let accepter = try fields.required("AccepterVpcInfo") { value throws(MalformedJSON) in try Side(value) }
    let requester = try fields.required("RequesterVpcInfo") { value throws(MalformedJSON) in try Side(value) }
    let status = try fields.string("Code", in: "Status")
    self.init(
      id: try fields.requiredIdentifier("VpcPeeringConnectionId"), name: try fields.nameTag(),
      status: status ?? "active", requester: requester, accepter: accepter)
  }
}

extension VPCPeeringConnection.Side {
  /// Reads `RequesterVpcInfo` or `AccepterVpcInfo`.
  fileprivate init(_ value: JSONValue) throws(MalformedJSON) {
    var fields = try value.object()
    let primary = try fields.cidrBlock("CidrBlock")
    let blocksV6 = try fields.each(of: "Ipv6CidrBlockSet", "Ipv6CidrBlock") { value throws(MalformedJSON) in
      try value.cidrBlock()
    }
    let blocks = try fields.each(of: "CidrBlockSet", "CidrBlock") { value throws(MalformedJSON) in
      try value.cidrBlock()
    }
    let account = try fields.string("OwnerId")
    let vpc: Identifier<VPC> = try fields.requiredIdentifier("VpcId")
    let region = try fields.string("Region")
    self.init(
      vpc: vpc, cidrBlocks: Set([primary].compactMap(\.self) + blocks + blocksV6).sorted(),
      scope: Scope(account: account, region: region))
  }
}
