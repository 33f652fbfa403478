internal import NetworkModel

extension Subnet {
  /// Reads one element of `Subnets`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let zone = try fields.string("AvailabilityZone")
    let zoneID = try fields.string("AvailabilityZoneId")
    let block = try fields.cidrBlock("CidrBlock")
    let blocksV6 = try fields.each(
      of: "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", associatedBy: "Ipv6CidrBlockState"
    ) { value throws(MalformedJSON) in try value.cidrBlock()
    }
    // A subnet for IPv6 alone has no IPv4 block, and AWS did not always print the set of IPv6 blocks.
    if block == nil, blocksV6.isEmpty { remarks.noteLack(of: "CidrBlock") }
    if fields.value("Ipv6CidrBlockAssociationSet") == nil { remarks.noteLack(of: "Ipv6CidrBlockAssociationSet") }
    self.init(
      id: try fields.requiredIdentifier("SubnetId"), name: try fields.nameTag(),
      vpc: try fields.requiredIdentifier("VpcId"), availabilityZone: zone, availabilityZoneID: zoneID,
      cidrBlocks: [block].compactMap(\.self) + blocksV6.sorted(),
      blockPublicAccess: try fields.blockPublicAccess(&remarks))
    try fields.visit { key, value in remarks.notePassing(key, value, in: .subnet) }
  }
}

extension Subnet: Describable {
  static let noun = "subnet"

  static let members: [Member<Subnet>] = [
    Member("CidrBlock", firstOf: \.cidrBlocks, "the CIDR blocks"),
    Member("Ipv6CidrBlockAssociationSet", list: \.cidrBlocks, "the CIDR blocks", .elidable),
    Member("VpcId", \.vpc, "the VPC", .elidable),
    Member("AvailabilityZone", known: \.availabilityZone, "the Availability Zone", .elidable),
    Member("AvailabilityZoneId", known: \.availabilityZoneID, "the zone’s id", .elidable),
    Member("BlockPublicAccessStates", known: \.blockPublicAccess, "the Block Public Access mode", .elidable) {
      $0.rawValue
    },
    Member("Tags", known: \.name, "the name", .label),
  ]
}
