/// Whether packets leave or enter: a subnet, for a network ACL; a network interface, for a security group.
public enum Direction: String, Hashable, Sendable {
  /// AWS's *ingress*; the peer is the packet's source.
  case inbound
  /// AWS's *egress*; the peer is the packet's destination.
  case outbound
}

/// A network ACL: the stateless filter on a subnet's edge (UG/vpc-network-acls).
public struct NetworkACL: Resource {
  /// `acl-…`
  public let id: Identifier<NetworkACL>
  /// The `Name` tag.
  public var name: String?
  /// The VPC it is part of.
  public var vpc: Identifier<VPC>
  /// Whether subnets of the VPC that no ACL claims have this one (trap 15).
  public var isDefault: Bool
  /// The entries, ascending by rule number whatever order AWS listed them in (trap 4).
  public var entries: [Entry]
  /// The subnets that claim it, sorted.
  public var subnets: [Identifier<Subnet>]

  /// Makes a network ACL; `entries` and `subnets` may come in any order.
  public init(
    id: Identifier<NetworkACL>, name: String? = nil, vpc: Identifier<VPC>, isDefault: Bool = false,
    entries: [Entry], subnets: [Identifier<Subnet>] = []
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.isDefault = isDefault
    self.entries = entries.sorted { $0.order < $1.order }
    self.subnets = subnets.sorted()
  }

  /// The entries of one direction, in the order in which AWS evaluates them.
  ///
  /// Inlinable, so that a loop over them copies no entry that it does not look at.
  @inlinable
  public func entries(_ direction: Direction) -> some Sequence<Entry> {
    entries.lazy.filter { $0.direction == direction }
  }
}

extension NetworkACL {
  /// One numbered rule. Rules are evaluated in ascending order and the first that matches decides (UG/nacl-rules).
  public struct Entry: Hashable, Sendable {
    /// What a rule does with the packets it matches.
    public enum Action: String, Hashable, Sendable {
      /// Lets them through.
      case allow
      /// Drops them.
      case deny
    }

    /// 1 to 32,766; 32,767 (IPv4) and 32,768 (IPv6) are the implicit denies that AWS shows as `*`.
    public var number: Int
    /// The direction the rule is for.
    public var direction: Direction
    /// What it does.
    public var action: Action
    /// The source (inbound) or destination (outbound) addresses it is for; one family only (trap 5).
    public var cidrBlock: CIDRBlock
    /// The packets it is for. Ports are destination ports in both directions (trap 3).
    public var pattern: TrafficPattern

    /// Makes an entry.
    public init(
      number: Int, direction: Direction, action: Action, cidrBlock: CIDRBlock, pattern: TrafficPattern
    ) {
      self.number = number
      self.direction = direction
      self.action = action
      self.cidrBlock = cidrBlock
      self.pattern = pattern
    }

    /// Whether this is one of the denies that end every ACL and that nobody can edit.
    public var isImplicitDeny: Bool { number >= 32_767 }

    /// Whether the rule is for packets of `peer`'s family and address.
    public func matches(_ peer: IPAddress) -> Bool { cidrBlock.contains(peer) }

    fileprivate var order: (Int, Int, CIDRBlock) {
      (number, direction == .inbound ? 0 : 1, cidrBlock)
    }
  }
}
