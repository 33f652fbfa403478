/// A virtual private cloud.
public struct VPC: Resource {
  /// `vpc-…`
  public let id: Identifier<VPC>
  /// The `Name` tag.
  public var name: String?
  /// Every associated block, IPv4 and IPv6.
  public var cidrBlocks: [CIDRBlock]
  /// Where the VPC is.
  public var scope: Scope
  /// What it says of Block Public Access itself; AWS's documentation does not say whether an exclusion shows here.
  public var blockPublicAccess: BlockPublicAccess.Mode?

  /// Makes a VPC.
  public init(
    id: Identifier<VPC>, name: String? = nil, cidrBlocks: [CIDRBlock], scope: Scope = Scope(),
    blockPublicAccess: BlockPublicAccess.Mode? = nil
  ) {
    self.id = id
    self.name = name
    self.cidrBlocks = cidrBlocks
    self.scope = scope
    self.blockPublicAccess = blockPublicAccess
  }
}

/// The account and Region that a resource belongs to, as far as the snapshot tells.
public struct Scope: Hashable, Sendable {
  /// The twelve digits of the account.
  public var account: String?
  /// The Region, such as `eu-west-1`.
  public var region: String?

  /// Makes a scope.
  public init(account: String? = nil, region: String? = nil) {
    self.account = account
    self.region = region
  }
}
