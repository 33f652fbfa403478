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

/// The sites of all subnets that a network describes or that anything in it claims, and what others fall back to.
struct SubnetSites: Sendable {
  private var sites: [Identifier<Subnet>: SubnetSite] = [:]
  private var fallback: [Identifier<VPC>: Claim] = [:]

  private struct Claim {
    var networkACL: Int?
    var routeTable: Int?
  }

  /// A subnet has the ACL and the table that claim it, else the VPC's default ACL and main table (trap 15).
  init(_ network: Network) {
    var claims: [Identifier<Subnet>: Claim] = [:]
    for (position, acl) in network.networkACLs.enumerated() {
      if acl.isDefault { fallback[acl.vpc, default: Claim()].networkACL = position }
      for subnet in acl.subnets { claims[subnet, default: Claim()].networkACL = position }
    }
    for (position, table) in network.routeTables.enumerated() {
      if table.isMain { fallback[table.vpc, default: Claim()].routeTable = position }
      for subnet in table.subnets { claims[subnet, default: Claim()].routeTable = position }
    }
    for subnet in network.subnets {
      sites[subnet.id] = makeSite(subnet.id, in: subnet.vpc, zone: subnet.zone, claims[subnet.id])
    }
    for (subnet, claim) in claims where sites[subnet] == nil {
      let vpc =
        claim.networkACL.map { network.networkACLs[$0].vpc } ?? claim.routeTable.map { network.routeTables[$0].vpc }
      if let vpc { sites[subnet] = makeSite(subnet, in: vpc, zone: nil, claim) }
    }
  }

  private func makeSite(
    _ subnet: Identifier<Subnet>, in vpc: Identifier<VPC>, zone: String?, _ claim: Claim?
  ) -> SubnetSite {
    let shared = fallback[vpc]
    return SubnetSite(
      subnet: subnet, vpc: vpc, zone: zone, networkACL: claim?.networkACL ?? shared?.networkACL,
      routeTable: claim?.routeTable ?? shared?.routeTable)
  }

  /// What acts on a subnet; nil when the snapshot tells nothing of it.
  func site(of subnet: Identifier<Subnet>) -> SubnetSite? { sites[subnet] }

  /// What acts on a subnet of a VPC.
  func site(of subnet: Identifier<Subnet>, in vpc: Identifier<VPC>) -> SubnetSite {
    sites[subnet] ?? makeSite(subnet, in: vpc, zone: nil, nil)
  }
}
