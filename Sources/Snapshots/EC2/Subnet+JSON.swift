internal import NetworkModel

extension Subnet {
  /// Reads one element of `Subnets`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let zone = try fields.string("AvailabilityZone")
    let zoneID = try fields.string("AvailabilityZoneId")
    let block = try fields.cidrBlock("CidrBlock")
    let blocksV6 = try fields.each(
      of: "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", associatedBy: "Ipv6CidrBlockState"
    ) { value throws(MalformedJSON) in try value.cidrBlock()
    }
    self.init(
      id: try fields.requiredIdentifier("SubnetId"), name: try fields.nameTag(),
      vpc: try fields.requiredIdentifier("VpcId"), availabilityZone: zone, availabilityZoneID: zoneID,
      cidrBlocks: [block].compactMap(\.self) + blocksV6.sorted())
  }
}
