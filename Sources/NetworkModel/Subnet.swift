/// A subnet of a VPC.
public struct Subnet: Resource {
  /// `subnet-…`
  public let id: Identifier<Subnet>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is part of.
  public var vpc: Identifier<VPC>
  /// The Availability Zone, such as `eu-west-1a`.
  public var availabilityZone: String?
  /// The zone's id, such as `euw1-az1`, which means the same zone in every account, as its name may not.
  public var availabilityZoneID: String?
  /// Its IPv4 block and its IPv6 blocks.
  public var cidrBlocks: [CIDRBlock]
  /// What it says of Block Public Access itself; AWS's documentation does not say whether an exclusion shows here.
  public var blockPublicAccess: BlockPublicAccess.Mode?

  /// Makes a subnet.
  public init(
    id: Identifier<Subnet>, name: String? = nil, vpc: Identifier<VPC>, availabilityZone: String? = nil,
    availabilityZoneID: String? = nil, cidrBlocks: [CIDRBlock], blockPublicAccess: BlockPublicAccess.Mode? = nil
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.availabilityZone = availabilityZone
    self.availabilityZoneID = availabilityZoneID
    self.cidrBlocks = cidrBlocks
    self.blockPublicAccess = blockPublicAccess
  }

  /// What tells its zone from others: the id where the snapshot gives one, else the name.
  public var zone: String? { availabilityZoneID ?? availabilityZone }
}
