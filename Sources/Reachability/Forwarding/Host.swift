public import NetworkModel

/// One address of one network interface: an end of a connection inside a VPC.
///
/// A class, because a host is looked at on every path that passes it and is dear to copy.
public final class Host: Sendable {
  /// What AWS has an interface for, when it carries the connections of others.
  enum Role: Hashable, Sendable {
    /// A NAT gateway, by its position.
    case natGateway(Int)
    /// A node of a load balancer, by the load balancer's position.
    case loadBalancer(Int)
  }

  /// The interface; for a stand-in, one made up for an interface that the snapshot does not list.
  public let interface: NetworkInterface
  /// Which of its addresses the connection uses.
  public let address: NetworkInterface.Address
  /// The name of the instance the interface is attached to, or its own.
  public let name: String?
  /// The addresses it stands for alike, where AWS lists no interface but only subnets; nil for an interface of the snapshot.
  public let standsFor: AddressSet?
  /// What acts on its subnet.
  let site: SubnetSite
  /// The numbers of the security groups it carries, −1 for one that nothing describes or names; nil when the snapshot does not say.
  let groups: [Int]?
  /// What it carries the connections of others as.
  let role: Role?
  /// Whether it is an interface's primary private IPv4 address, for which references to its groups surely stand.
  let isPrimaryV4: Bool
  /// Whether packets to and from the interface meet no security group at all: a NAT gateway's interface has none
  /// (UG/nat-gateway-basics), and an AWS-managed one may have none.
  let hasNoSecurityGroups: Bool
  /// Whether AWS puts it there to carry the connections of others.
  let isGateway: Bool
  /// Whether it takes part in connections at all.
  let presence: HostPresence

  /// Makes the host that uses `address` of `interface`.
  public convenience init(_ interface: NetworkInterface, _ address: NetworkInterface.Address, on terrain: Terrain) {
    self.init(interface, address, at: terrain.site(of: interface), standsFor: nil, on: terrain)
  }

  /// Makes a host at a site of its own, perhaps one that stands for others.
  init(
    _ interface: NetworkInterface, _ address: NetworkInterface.Address, at site: SubnetSite, standsFor: AddressSet?,
    name: String? = nil, role: Role? = nil, on terrain: Terrain
  ) {
    let role = role ?? terrain.role(of: interface.id)
    let instance = interface.instance.flatMap { terrain.network.instances[$0] }
    self.interface = interface
    self.address = address
    self.standsFor = standsFor
    self.site = site
    self.role = role
    self.name = name ?? instance?.name ?? interface.name ?? role.map { terrain.name(of: $0, at: site) }
    let isInDoubt = !terrain.network.doubts.isEmpty && terrain.network.doubts[interface.id.text] != nil
    groups = isInDoubt ? nil : interface.securityGroups.map { $0.map { terrain.number(of: $0) ?? -1 } }
    presence = terrain.network.presence(of: interface)
    isPrimaryV4 = address.isPrimary && address.address.family == .v4
    isGateway = role != nil || interface.isGateway
    if case .natGateway = role {
      hasNoSecurityGroups = true
    } else {
      hasNoSecurityGroups = interface.isNATGateway || interface.securityGroups?.isEmpty ?? false
    }
  }

  /// Whether it has a public address that the snapshot does not tell: it stands for a node of an internet-facing load balancer.
  var hasUnknownPublicAddress: Bool { standsFor != nil && address.publicAddress == Self.somePublicAddress }

  /// A public address in place of one that the snapshot does not tell, for ways on which only that it is public matters.
  static let somePublicAddress = IPAddress("198.51.100.1")

  /// Whether it is a load balancer's node.
  var isLoadBalancer: Bool {
    if case .loadBalancer = role { true } else { false }
  }

  /// Whether AWS has it for a load balancer that the snapshot does not describe.
  var isUndescribedLoadBalancer: Bool {
    role == nil
      && (interface.interfaceDescription.hasPrefix("ELB ")
        || interface.type == "load_balancer" || interface.type == "network_load_balancer")
  }

  /// Whether connections that come to it may go on from there.
  var takesForOthers: Bool { isGateway || isUndescribedLoadBalancer }

  /// Whether it is a NAT gateway's.
  var isNATGateway: Bool {
    if case .natGateway = role { true } else { interface.isNATGateway }
  }

  /// The address by which the internet knows the host: the paired public address for IPv4, its own for IPv6.
  public var outsideAddress: IPAddress? {
    address.address.family == .v6 ? address.address : address.publicAddress
  }

  /// Why the host takes part in no connection, as server or as client, whatever the filters say; nil when it does.
  func refusal(asServer: Bool) -> (code: Finding.Code, reason: String)? {
    if case .absent(let code, let reason) = presence { return (code, reason) }
    // A NAT gateway forwards what others begin: it forwards no port and answers no ping (UG/nat-gateway-basics).
    if !asServer, interface.type == "vpc_endpoint" {
      return (.endpointBeginsNothing, "a VPC endpoint begins no connections")
    }
    if asServer, isNATGateway { return (.natGatewayIsNoEnd, "a NAT gateway takes no connections of its own") }
    return nil
  }

  /// Whether it is the same end as another: that address, or another that an unlisted interface may have.
  func isSameEnd(as other: Host) -> Bool {
    self == other || (standsFor != nil && other.standsFor != nil && interface.id == other.interface.id)
  }

  /// Whether the host shares its subnet with another, so that packets between them meet no ACL and no route table (trap 11).
  func isNeighbour(of other: Host) -> Bool { site.isSameSubnet(as: other.site) }

  /// Whether the host is in the same VPC as another.
  func sharesVPC(with other: Host) -> Bool { site.sharesVPC(with: other.site) }
}

extension Host: Hashable {
  /// Whether two hosts are the same address of the same interface.
  public static func == (left: Host, right: Host) -> Bool {
    left === right || (left.interface.id == right.interface.id && left.address == right.address)
  }

  /// Hashes the interface's id and the address.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(interface.id)
    hasher.combine(address)
  }
}
