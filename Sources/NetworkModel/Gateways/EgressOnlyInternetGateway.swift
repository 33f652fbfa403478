/// An egress-only internet gateway (`DescribeEgressOnlyInternetGateways`): IPv6 connections out of a VPC, and none into it.
public struct EgressOnlyInternetGateway: Resource {
  /// `eigw-…`
  public let id: Identifier<EgressOnlyInternetGateway>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is attached to.
  public var vpc: Identifier<VPC>?

  /// Makes an egress-only internet gateway.
  public init(id: Identifier<EgressOnlyInternetGateway>, name: String? = nil, vpc: Identifier<VPC>?) {
    self.id = id
    self.name = name
    self.vpc = vpc
  }
}
