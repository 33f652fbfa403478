import Ports

/// A security group: the stateful filter on a network interface, which can only allow (UG/vpc-security-groups).
public struct SecurityGroup: Resource {
  /// `sg-…`
  public let id: Identifier<SecurityGroup>
  /// `GroupName`; AWS demands one.
  public var name: String
  /// The VPC it was made in; an interface of another VPC may carry it too (trap 22).
  public var vpc: Identifier<VPC>?
  /// The rules, one for each peer of each of AWS's `IpPermissions`, in an order of our own.
  public var rules: [Rule]
  /// Whether a permission lacks a list of peers that AWS prints even if it is empty, so that there may be more rules (BOTO:ec2
  /// `IpPermission`).
  public var lacksPeers: Bool

  /// Makes a security group; `rules` may come in any order.
  public init(
    id: Identifier<SecurityGroup>, name: String, vpc: Identifier<VPC>?, rules: [Rule], lacksPeers: Bool = false
  ) {
    self.id = id
    self.name = name
    self.vpc = vpc
    self.rules = rules.sorted()
    self.lacksPeers = lacksPeers
  }

  /// The rules of one direction.
  ///
  /// Inlinable, so that a loop over them copies no rule that it does not look at.
  @inlinable
  public func rules(_ direction: Direction) -> some Sequence<Rule> {
    rules.lazy.filter { $0.direction == direction }
  }
}

extension SecurityGroup {
  /// One allowance.
  public struct Rule: Hashable, Sendable {
    /// Whom a rule is for: the source (inbound) or destination (outbound).
    public enum Peer: Hashable, Sendable {
      /// Any address of a block.
      case cidrBlock(CIDRBlock)
      /// Any address of a prefix list.
      case prefixList(Identifier<PrefixList>)
      /// The private addresses of the network interfaces that carry a group (trap 20).
      case securityGroup(Identifier<SecurityGroup>)
    }

    /// The direction the rule is for.
    public var direction: Direction
    /// The packets it is for.
    public var pattern: TrafficPattern
    /// Whom it is for.
    public var peer: Peer

    /// Makes a rule.
    public init(direction: Direction, pattern: TrafficPattern, peer: Peer) {
      self.direction = direction
      self.pattern = pattern
      self.peer = peer
    }
  }
}

extension SecurityGroup.Rule: Comparable {
  /// Orders narrow rules first, so that of several rules that allow a packet the most telling one is named,
  /// whatever order AWS listed them in. Rules that differ in anything are never equal in order.
  public static func < (left: Self, right: Self) -> Bool {
    if left.breadth != right.breadth { return left.breadth < right.breadth }
    if left.pattern != right.pattern { return left.pattern.precedes(right.pattern) }
    if left.peer != right.peer { return left.peer.precedes(right.peer) }
    return left.direction == .inbound && right.direction == .outbound
  }

  private var breadth: (Int, Int) {
    let peerBreadth =
      switch peer {
      case .securityGroup: 0
      case .cidrBlock(let block): 1 + block.family.width - block.prefixLength
      case .prefixList: 200
      }
    return (pattern.selectors.count, peerBreadth)
  }
}

extension SecurityGroup.Rule.Peer {
  /// The order of two peers of one breadth, which are of one kind.
  fileprivate func precedes(_ other: Self) -> Bool {
    switch (self, other) {
    case (.cidrBlock(let one), .cidrBlock(let other)): one < other
    case (.prefixList(let one), .prefixList(let other)): one < other
    case (.securityGroup(let one), .securityGroup(let other)): one < other
    default: false
    }
  }
}

extension TrafficPattern {
  /// The order of two patterns: by protocol, any protocol last, then by selectors.
  fileprivate func precedes(_ other: Self) -> Bool {
    let number = { (ipProtocol: IPProtocol?) in ipProtocol.map { Int($0.rawValue) } ?? 256 }
    if ipProtocol != other.ipProtocol { return number(ipProtocol) < number(other.ipProtocol) }
    return selectors.ranges.lexicographicallyPrecedes(other.selectors.ranges) {
      ($0.lower, $0.upper) < ($1.lower, $1.upper)
    }
  }
}
