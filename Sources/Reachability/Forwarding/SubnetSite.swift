internal import AWSCatalogue
internal import NetworkModel

/// A subnet as packets find it: which network ACL and which route table act on it, by their positions in the network's tables.
///
/// A class, so that what passes through a subnet shares it.
final class SubnetSite: Sendable {
  /// The subnet.
  let subnet: Identifier<Subnet>
  /// Its VPC.
  let vpc: Identifier<VPC>
  /// Its Availability Zone, by what tells it from others.
  let zone: String?
  /// Its network ACL; nil where the snapshot does not say.
  let networkACL: Int?
  /// Its route table; nil where the snapshot does not say.
  let routeTable: Int?

  // Most ids differ, and their hashes tell so at once.
  private let subnetHash: Int
  private let vpcHash: Int

  init(subnet: Identifier<Subnet>, vpc: Identifier<VPC>, zone: String?, networkACL: Int?, routeTable: Int?) {
    self.subnet = subnet
    self.vpc = vpc
    self.zone = zone
    self.networkACL = networkACL
    self.routeTable = routeTable
    subnetHash = subnet.hashValue
    vpcHash = vpc.hashValue
  }

  /// Whether this is the same subnet as another's, so that packets between them meet no ACL and no route table (trap 11).
  func isSameSubnet(as other: SubnetSite) -> Bool {
    self === other || (subnetHash == other.subnetHash && subnet == other.subnet)
  }

  /// Whether both are in one VPC.
  func sharesVPC(with other: SubnetSite) -> Bool {
    self === other || (vpcHash == other.vpcHash && vpc == other.vpc)
  }
}

extension SubnetSite: Hashable {
  /// Whether two sites are one subnet of one VPC.
  static func == (left: SubnetSite, right: SubnetSite) -> Bool {
    left.isSameSubnet(as: right) && left.sharesVPC(with: right)
  }

  /// Hashes the subnet's id, whose hash is known.
  func hash(into hasher: inout Hasher) { hasher.combine(subnetHash) }
}

/// The sites of all subnets that a network describes or that anything in it claims.
struct SubnetSites: Sendable {
  private let associations: SubnetAssociations
  private var sites: [Identifier<Subnet>: SubnetSite] = [:]

  init(_ network: Network) {
    associations = SubnetAssociations(network)
    for subnet in network.subnets { sites[subnet.id] = makeSite(subnet.id, in: subnet.vpc, zone: subnet.zone) }
    for subnet in associations.claimedSubnets where sites[subnet] == nil {
      let vpc =
        associations.networkACL(of: subnet).map { network.networkACLs[$0].vpc }
        ?? associations.ownRouteTable(of: subnet).map { network.routeTables[$0].vpc }
      if let vpc { sites[subnet] = makeSite(subnet, in: vpc, zone: nil) }
    }
  }

  private func makeSite(_ subnet: Identifier<Subnet>, in vpc: Identifier<VPC>, zone: String?) -> SubnetSite {
    SubnetSite(
      subnet: subnet, vpc: vpc, zone: zone, networkACL: associations.networkACL(of: subnet),
      routeTable: associations.routeTable(of: subnet, in: vpc))
  }

  /// What acts on a subnet; nil when the snapshot tells nothing of it.
  func site(of subnet: Identifier<Subnet>) -> SubnetSite? { sites[subnet] }

  /// What acts on a subnet of a VPC.
  func site(of subnet: Identifier<Subnet>, in vpc: Identifier<VPC>) -> SubnetSite {
    sites[subnet] ?? makeSite(subnet, in: vpc, zone: nil)
  }
}

extension Network {
  /// Why nothing is known of the network ACL of a subnet.
  func unknownNetworkACL(of site: SubnetSite) -> Unknown {
    let what = "the network ACL of \(site.subnet)"
    if site.subnet.text.hasPrefix("nat-") {
      return Unknown(what: what, why: "AWS does not document which one, if any, acts on a regional NAT gateway")
    }
    if let doubt = networkACLs.lazy.filter({ $0.subnets.contains(site.subnet) })
      .compactMap({ doubts[$0.id.text]?.first }).first
    {
      return Unknown(doubt)
    }
    let status = status(of: .describeNetworkAcls, for: site.vpc)
    return status == .whole
      ? Unknown(
        what: what, why: "no ACL that aws ec2 describe-network-acls lists has the subnet among its associations")
      : Unknown(what, for: .describeNetworkAcls, status)
  }

  /// Why nothing is known of the route table of a subnet.
  func unknownRouteTable(of site: SubnetSite) -> Unknown {
    let what = "the route table of \(site.subnet)"
    let own = routeTables.first { $0.subnets.contains(site.subnet) }
    if let table = own ?? routeTables.first(where: { $0.isMain && $0.vpc == site.vpc }),
      let doubt = doubts[table.id.text]?.first
    {
      return Unknown(doubt)
    }
    let status = status(of: .describeRouteTables, for: site.vpc)
    return status == .whole
      ? Unknown(
        what: what,
        why:
          "neither a table of its own nor the main table of \(site.vpc) is in the snapshot (aws ec2 describe-route-tables)"
      )
      : Unknown(what, for: .describeRouteTables, status)
  }
}
