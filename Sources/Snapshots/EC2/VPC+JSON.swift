internal import NetworkModel

extension VPC {
  /// Reads one element of `Vpcs`.
  init(_ fields: inout JSONObject, scope: Scope, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let primary = try fields.cidrBlock("CidrBlock")
    let blocks = try fields.each(
      of: "CidrBlockAssociationSet", "CidrBlock", associatedBy: "CidrBlockState"
    ) { value throws(MalformedJSON) in
      try value.cidrBlock()
    }
    let blocksV6 = try fields.each(
      of: "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", associatedBy: "Ipv6CidrBlockState"
    ) { value throws(MalformedJSON) in try value.cidrBlock()
    }
    if primary == nil, blocks.isEmpty { remarks.noteLack(of: "CidrBlock") }
    // AWS did not print the set before 2017. A second block stands in every route table of the VPC all the same.
    if fields.value("CidrBlockAssociationSet") == nil { remarks.noteLack(of: "CidrBlockAssociationSet") }
    let owner = try fields.string("OwnerId")
    let all = ([primary].compactMap(\.self) + blocks + blocksV6).sorted()
    self.init(
      id: try fields.requiredIdentifier("VpcId"), name: try fields.nameTag(),
      cidrBlocks: all.enumerated().filter { $0 == 0 || all[$0 - 1] != $1 }.map(\.element),
      scope: Scope(account: owner ?? scope.account, region: scope.region),
      blockPublicAccess: try fields.blockPublicAccess(&remarks))
    try fields.visit { key, value in remarks.notePassing(key, value, in: .vpc) }
  }
}

extension VPC: Describable {
  static let noun = "VPC"

  static let members: [Member<VPC>] = [
    Member("CidrBlock", firstOf: \.cidrBlocks, "the CIDR blocks"),
    Member("CidrBlockAssociationSet", list: \.cidrBlocks, "the CIDR blocks", .elidable),
    Member("BlockPublicAccessStates", known: \.blockPublicAccess, "the Block Public Access mode", .elidable) {
      $0.rawValue
    },
    Member("Tags", known: \.name, "the name", .label),
    Member("OwnerId", known: \.scope.account, "the account", .label),
    Member("Region", known: \.scope.region, "the Region", .label),
  ]
}
