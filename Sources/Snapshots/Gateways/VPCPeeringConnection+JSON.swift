internal import NetworkModel

extension VPCPeeringConnection {
  /// Reads one element of `VpcPeeringConnections`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let accepter = try fields.required("AccepterVpcInfo") { value throws(MalformedJSON) in try Side(value) }
    let requester = try fields.required("RequesterVpcInfo") { value throws(MalformedJSON) in try Side(value) }
    let status = try fields.string("Code", in: "Status")
    if status == nil { remarks.noteLack(of: "Status") }
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

extension VPCPeeringConnection: Describable {
  static let noun = "VPC peering connection"

  // Both accounts describe it, each with its own tags, and AWS tells the blocks and Region of the other side not to each.
  static let members: [Member<VPCPeeringConnection>] = [
    Member("Status", \.status, "the status", .required),
    Member("RequesterVpcInfo.VpcId", \.requester.vpc, "the requester", .elidable),
    Member("AccepterVpcInfo.VpcId", \.accepter.vpc, "the accepter", .elidable),
    Member("RequesterVpcInfo.CidrBlockSet", known: \.requester.knownBlocks, "the requester’s blocks", .elidable) {
      $0.map { "\($0)" }.joined(separator: ", ")
    },
    Member("AccepterVpcInfo.CidrBlockSet", known: \.accepter.knownBlocks, "the accepter’s blocks", .elidable) {
      $0.map { "\($0)" }.joined(separator: ", ")
    },
    Member("RequesterVpcInfo.OwnerId", known: \.requester.scope.account, "the requester’s account", .elidable),
    Member("AccepterVpcInfo.OwnerId", known: \.accepter.scope.account, "the accepter’s account", .elidable),
    Member("RequesterVpcInfo.Region", known: \.requester.scope.region, "the requester’s Region", .elidable),
    Member("AccepterVpcInfo.Region", known: \.accepter.scope.region, "the accepter’s Region", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}

extension VPCPeeringConnection.Side {
  fileprivate var knownBlocks: [CIDRBlock]? {
    get { cidrBlocks.isEmpty ? nil : cidrBlocks }
    set { cidrBlocks = newValue ?? [] }
  }
}
