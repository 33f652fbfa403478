internal import Network

/// Which network ACL and which route table act on a subnet, by their positions in the network's tables; nil where the snapshot
/// does not say.
struct SubnetSite: Sendable {
  var networkACL: Int?
  var routeTable: Int?
}

/// The sites of all subnets that anything in a network claims, and what subnets that nothing claims fall back to.
struct SubnetSites: Sendable {
  private var claimed: [Identifier<Subnet>: SubnetSite] = [:]
  private var fallback: [Identifier<VPC>: SubnetSite] = [:]

  /// A subnet has the ACL and the table that claim it, else the VPC's default ACL and main table (trap 15).
  init(_ network: Network) {
    for (position, acl) in network.networkACLs.enumerated() {
      if acl.isDefault { fallback[acl.vpc, default: SubnetSite()].networkACL = position }
      for subnet in acl.subnets { claimed[subnet, default: SubnetSite()].networkACL = position }
    }
    for (position, table) in network.routeTables.enumerated() {
      if table.isMain { fallback[table.vpc, default: SubnetSite()].routeTable = position }
      for subnet in table.subnets { claimed[subnet, default: SubnetSite()].routeTable = position }
    }
  }

  /// What acts on a subnet of a VPC.
  func site(of subnet: Identifier<Subnet>, in vpc: Identifier<VPC>) -> SubnetSite {
    let own = claimed[subnet] ?? SubnetSite()
    if own.networkACL != nil && own.routeTable != nil { return own }
    let shared = fallback[vpc] ?? SubnetSite()
    return SubnetSite(
      networkACL: own.networkACL ?? shared.networkACL, routeTable: own.routeTable ?? shared.routeTable)
  }
}
