/// A small AWS network as plain values, made from a seed.
///
/// What is not listed here is not described by the snapshot: an identifier that occurs as a
/// reference only (a group, a prefix list, a gateway) stands for something whose content nobody
/// looked up.
public struct RandomNetwork: Sendable {
  /// The VPCs.
  public package(set) var vpcs: [VPC] = []
  /// The subnets of all VPCs.
  public package(set) var subnets: [Subnet] = []
  /// The network ACLs the snapshot describes.
  public package(set) var networkACLs: [NetworkACL] = []
  /// The security groups the snapshot describes.
  public package(set) var securityGroups: [SecurityGroup] = []
  /// The route tables the snapshot describes.
  public package(set) var routeTables: [RouteTable] = []
  /// The network interfaces.
  public package(set) var interfaces: [Interface] = []
  /// The internet gateways the snapshot describes.
  public package(set) var internetGateways: [InternetGateway] = []
  /// The instances, of any state.
  public package(set) var instances: [Instance] = []
  /// The prefix lists whose content the snapshot knows.
  public package(set) var prefixLists: [PrefixList] = []
  /// Addresses outside every VPC that questions may use as the far end; rules and routes are
  /// drawn around them.
  public package(set) var outsideAddresses: [Address] = []

  /// A network with nothing in it, to be filled by hand.
  package init() {}

  /// The network that belongs to `seed`.
  public init(seed: UInt64) {
    var maker = NetworkMaker(random: SplitMix64(seed: seed))
    maker.makeEverything()
    self = maker.network
  }
}
