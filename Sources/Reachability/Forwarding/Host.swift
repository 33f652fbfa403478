public import Network

/// One address of one network interface: an end of a connection inside a VPC.
///
/// A class, so that the checkpoints of a course share it: copying the interface, which holds a dozen texts, into each of them
/// took most of a verdict's time.
public final class Host: Sendable {
  /// The interface.
  public let interface: NetworkInterface
  /// Which of its addresses the connection uses.
  public let address: NetworkInterface.Address
  /// The name of the instance the interface is attached to, or its own.
  public let name: String?
  /// The state of the instance the interface is attached to; nil when there is none, or the snapshot does not describe it.
  public let instanceState: Instance.State?
  /// What acts on its subnet.
  let site: SubnetSite
  /// The numbers of the security groups it carries, −1 for one that nothing describes or names; nil when the snapshot does not say.
  let groups: [Int]?

  private let isStopped: Bool
  private let isNATGateway: Bool
  /// Whether packets to and from the interface meet no security group at all: a NAT gateway's interface has none
  /// (UG/nat-gateway-basics), and an AWS-managed one may have none.
  let hasNoSecurityGroups: Bool
  // Most ids differ, and their hashes tell so at once.
  private let subnetHash: Int
  private let vpcHash: Int

  /// Makes the host that uses `address` of `interface`.
  public init(_ interface: NetworkInterface, _ address: NetworkInterface.Address, on terrain: Terrain) {
    self.interface = interface
    self.address = address
    subnetHash = interface.subnet.hashValue
    vpcHash = interface.vpc.hashValue
    site = terrain.site(of: interface)
    groups = interface.securityGroups.map { $0.map { terrain.number(of: $0) ?? -1 } }
    let instance = interface.instance.flatMap { terrain.network.instances[$0] }
    name = instance?.name ?? interface.name
    instanceState = instance?.state
    isStopped = instance.map { $0.state != .running } ?? false
    isNATGateway = interface.isNATGateway
    hasNoSecurityGroups = interface.securityGroups?.isEmpty ?? false
  }

  /// The address by which the internet knows the host: the paired public address for IPv4, its own for IPv6.
  public var outsideAddress: IPAddress? {
    address.address.family == .v6 ? address.address : address.publicAddress
  }

  /// Why the host takes part in no connection, as server or as client, whatever the filters say; nil when it does.
  func refusal(asServer: Bool) -> (code: Finding.Code, reason: String)? {
    if isStopped, case .other(let state)? = instanceState { return (.instanceNotRunning, "the instance is \(state)") }
    // A NAT gateway forwards what others begin: it forwards no port and answers no ping (UG/nat-gateway-basics).
    if asServer, isNATGateway { return (.natGatewayIsNoEnd, "a NAT gateway takes no connections of its own") }
    return nil
  }

  /// Whether the host shares its subnet with another, so that packets between them meet no ACL and no route table (trap 11).
  func isNeighbour(of other: Host) -> Bool {
    subnetHash == other.subnetHash && interface.subnet == other.interface.subnet
  }

  /// Whether the host is in the same VPC as another.
  func sharesVPC(with other: Host) -> Bool {
    vpcHash == other.vpcHash && interface.vpc == other.interface.vpc
  }
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
