/// An internet gateway: 1:1 translation between private and public IPv4 addresses, and plain routing for IPv6 (UG/VPC_Internet_Gateway).
public struct InternetGateway: Resource {
  /// `igw-…`
  public let id: Identifier<InternetGateway>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is attached to; nil when detached.
  public var vpc: Identifier<VPC>?

  /// Makes an internet gateway.
  public init(id: Identifier<InternetGateway>, name: String? = nil, vpc: Identifier<VPC>?) {
    self.id = id
    self.name = name
    self.vpc = vpc
  }
}
