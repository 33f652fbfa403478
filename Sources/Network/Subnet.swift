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
  /// Its IPv4 block and its IPv6 blocks.
  public let cidrBlocks: [CIDRBlock]

  /// Makes a subnet.
  public init(
    id: Identifier<Subnet>, name: String? = nil, vpc: Identifier<VPC>, availabilityZone: String? = nil,
    cidrBlocks: [CIDRBlock]
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.availabilityZone = availabilityZone
    self.cidrBlocks = cidrBlocks
  }
}
