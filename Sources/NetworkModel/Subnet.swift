/// A subnet of a VPC.
public struct Subnet: Resource {
  /// `subnet-…`
  public let id: Identifier<Subnet>
  /// The `Name` tag.
  public let name: String?
  /// The VPC it is part of.
  public let vpc: Identifier<VPC>
  /// The Availability Zone, such as `eu-west-1a`.
  public let availabilityZone: String?
  /// The zone's id, such as `euw1-az1`, which means the same zone in every account, as its name may not.
  public let availabilityZoneID: String?
  /// Its IPv4 block and its IPv6 blocks.
  public let cidrBlocks: [CIDRBlock]

  /// Makes a subnet.
  public init(
    id: Identifier<Subnet>, name: String? = nil, vpc: Identifier<VPC>, availabilityZone: String? = nil,
    availabilityZoneID: String? = nil, cidrBlocks: [CIDRBlock]
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.availabilityZone = availabilityZone
    self.availabilityZoneID = availabilityZoneID
    self.cidrBlocks = cidrBlocks
  }

  /// What tells its zone from others: the id where the snapshot gives one, else the name.
  public var zone: String? { availabilityZoneID ?? availabilityZone }
}
