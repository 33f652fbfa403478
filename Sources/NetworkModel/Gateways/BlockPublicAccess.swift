/// VPC Block Public Access of one account and Region (`DescribeVpcBlockPublicAccessOptions`, UG/security-vpc-bpa-basics).
public struct BlockPublicAccess: Hashable, Sendable {
  /// What it blocks.
  public enum Mode: String, Hashable, Sendable {
    /// Nothing.
    case off
    /// All traffic through internet gateways and egress-only internet gateways.
    case bidirectional = "block-bidirectional"
    /// The same, but for connections out of the VPC by NAT gateways and egress-only internet gateways.
    case ingress = "block-ingress"
  }

  /// Where it applies; an account or Region that the snapshot does not name is any.
  public var scope: Scope
  /// What it blocks.
  public var mode: Mode

  /// Makes the setting.
  public init(scope: Scope, mode: Mode) {
    self.scope = scope
    self.mode = mode
  }
}

/// An exemption of a VPC or subnet from VPC Block Public Access (`DescribeVpcBlockPublicAccessExclusions`).
public struct BlockPublicAccessExclusion: Resource {
  /// What the exemption lets through.
  public enum Mode: String, Hashable, Sendable {
    /// Traffic of both directions.
    case bidirectional = "allow-bidirectional"
    /// Connections out of the VPC.
    case egress = "allow-egress"
  }

  /// `vpcbpa-exclude-…`
  public let id: Identifier<BlockPublicAccessExclusion>
  /// The id of the VPC or subnet.
  public var resource: String
  /// What it lets through.
  public var mode: Mode

  /// Makes an exemption.
  public init(id: Identifier<BlockPublicAccessExclusion>, resource: String, mode: Mode) {
    self.id = id
    self.resource = resource
    self.mode = mode
  }
}
