extension RandomNetwork {
  /// A VPC and its address blocks.
  public struct VPC: Sendable {
    /// `vpc-…`
    public let id: String
    /// All blocks, IPv4 first; every route table of the VPC has a `local` route for each.
    public let prefixes: [Prefix]

    package init(id: String, prefixes: [Prefix]) {
      self.id = id
      self.prefixes = prefixes
    }
  }

  /// A subnet.
  public struct Subnet: Sendable {
    /// `subnet-…`
    public let id: String
    /// The VPC it is part of.
    public let vpcID: String
    /// The Availability Zone.
    public let zone: String
    /// Its IPv4 block.
    public let ipv4: Prefix
    /// Its IPv6 block, if it has one.
    public let ipv6: Prefix?

    package init(id: String, vpcID: String, zone: String, ipv4: Prefix, ipv6: Prefix? = nil) {
      self.id = id
      self.vpcID = vpcID
      self.zone = zone
      self.ipv4 = ipv4
      self.ipv6 = ipv6
    }
  }

  /// An internet gateway the snapshot describes.
  public struct InternetGateway: Sendable {
    /// `igw-…`
    public let id: String
    /// The VPC it is attached to; nil when detached.
    public let vpcID: String?

    package init(id: String, vpcID: String?) {
      self.id = id
      self.vpcID = vpcID
    }
  }

  /// A prefix list with its entries, all of one family.
  public struct PrefixList: Sendable {
    /// `pl-…`
    public let id: String
    /// Its entries.
    public let prefixes: [Prefix]

    package init(id: String, prefixes: [Prefix]) {
      self.id = id
      self.prefixes = prefixes
    }
  }
}
