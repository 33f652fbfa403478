public import NetworkModel
internal import Ports

/// A network compiled for one protocol: every filter as a map from peer address to port set, every route table as a map from
/// destination to route. Made once; every question about the protocol is answered from it.
///
/// A class, because every packet of a question looks at it.
public final class Plane: Sendable {
  /// What of the network is the same for all protocols.
  let terrain: Terrain
  /// The protocol it was made for.
  public let ipProtocol: IPProtocol

  private let networkACLs: [NetworkACLFilter]
  private let securityGroups: [SecurityGroupFilter]

  /// Compiles the filters of a network for `ipProtocol`.
  ///
  /// - Complexity: Linear in the number of rules, times the number of distinct blocks that one ACL or group names.
  public init(_ terrain: Terrain, for ipProtocol: IPProtocol) {
    self.terrain = terrain
    self.ipProtocol = ipProtocol
    networkACLs = terrain.network.networkACLs.map { NetworkACLFilter($0, for: ipProtocol) }
    securityGroups = terrain.network.securityGroups.map { SecurityGroupFilter($0, on: terrain, for: ipProtocol) }
  }

  /// The same for a network in which the network ACL at a position has other entries of some directions.
  init(_ other: Plane, replacing acl: NetworkACL, at position: Int, in directions: [Direction]) {
    var network = other.network
    network.networkACLs.update(acl)
    terrain = Terrain(other.terrain, of: network, withOtherGroups: false)
    ipProtocol = other.ipProtocol
    var networkACLs = other.networkACLs
    networkACLs[position] = NetworkACLFilter(acl, after: networkACLs[position], in: directions, for: ipProtocol)
    self.networkACLs = networkACLs
    securityGroups = other.securityGroups
  }

  /// The network it was made of.
  var network: Network { terrain.network }

  /// What of `selectors` gets through a checkpoint.
  func passage(of selectors: PortSet, at checkpoint: Checkpoint) -> Passage {
    switch checkpoint {
    case .securityGroups(let host, let direction, let peer):
      return allowed(selectors, by: host, direction, peer: peer)
    case .networkACL(let site, let direction, let peer):
      return admitted(selectors, by: site, direction, peer: peer)
    case .disputedNetworkACL(let site, let direction, let peer):
      let admitted = site.networkACL.map { networkACLs[$0].admitted(direction, peer: peer).intersection(selectors) }
      return Passage(sure: admitted ?? .empty, undecided: selectors)
    case .mailLimit:
      return Passage(
        sure: selectors.subtracting(Self.limitedPorts), undecided: selectors.intersection(Self.limitedPorts))
    default:
      return (checkpoint.gate ?? .open).passage.intersection(selectors)
    }
  }

  /// What the network ACL of a subnet lets through; one that the snapshot lacks might do anything.
  func admitted(_ selectors: PortSet, by site: SubnetSite, _ direction: Direction, peer: IPAddress) -> Passage {
    guard let position = site.networkACL else { return Passage(sure: .empty, undecided: selectors) }
    return Passage(sure: networkACLs[position].admitted(direction, peer: peer).intersection(selectors))
  }

  /// The network ACL at a position, compiled.
  func filter(ofNetworkACL position: Int) -> NetworkACLFilter { networkACLs[position] }

  /// What EC2 keeps instances from sending to public addresses by default, outside any filter (EC2 User Guide, ec2-resource-limits).
  static let limitedPorts = PortSet(25)

  /// The union of what the groups of an interface allow; a group that the snapshot does not describe might allow anything.
  func allowed(_ selectors: PortSet, by host: Host, _ direction: Direction, peer: Peer) -> Passage {
    guard let groups = host.groups else { return Passage(sure: .empty, undecided: selectors) }
    var allowed = Passage.closed
    for group in groups {
      let part =
        securityGroups.indices.contains(group)
        ? securityGroups[group].allowed(selectors, direction, peer: peer)
        : Passage(sure: .empty, undecided: selectors)
      if part.sure == selectors { return part }
      if !part.isClosed { allowed = allowed.union(part) }
    }
    return allowed
  }
}
