internal import NetworkModel

extension VPC {
  /// Reads one element of `Vpcs`.
  init(_ fields: inout JSONObject, scope: Scope) throws(MalformedJSON) {
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
    let owner = try fields.string("OwnerId")
    let all = ([primary].compactMap(\.self) + blocks + blocksV6).sorted()
    self.init(
      id: try fields.requiredIdentifier("VpcId"), name: try fields.nameTag(),
      cidrBlocks: all.enumerated().filter { $0 == 0 || all[$0 - 1] != $1 }.map(\.element),
      scope: Scope(account: owner ?? scope.account, region: scope.region))
  }
}
