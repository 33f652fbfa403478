internal import AWSCatalogue

/// Which network ACL and which route table act on each subnet of a network, as far as its snapshot tells.
///
/// AWS lists each subnet with its ACL, the default one too: what no listed ACL claims has one that was not listed. A subnet without a table
/// of its own uses its VPC's main table (trap 15), which counts only where all tables are listed. What is in doubt is as good as not listed.
public struct SubnetAssociations: Sendable {
  private var networkACLs: [Identifier<Subnet>: Int] = [:]
  private var routeTables: [Identifier<Subnet>: Int] = [:]
  private var mainTables: [Identifier<VPC>: Int] = [:]
  private var doubtfulTables: Set<Int> = []

  /// Indexes the associations of `network`.
  public init(_ network: Network) {
    for (position, acl) in network.networkACLs.enumerated() where network.doubts[acl.id.text] == nil {
      for subnet in acl.subnets { networkACLs[subnet] = position }
    }
    for (position, table) in network.routeTables.enumerated() {
      if table.isMain, network.isWhole(.describeRouteTables, for: table.vpc) { mainTables[table.vpc] = position }
      for subnet in table.subnets { routeTables[subnet] = position }
      if network.doubts[table.id.text] != nil { doubtfulTables.insert(position) }
    }
  }

  /// The subnets that an ACL or a table claims.
  public var claimedSubnets: Set<Identifier<Subnet>> { Set(networkACLs.keys).union(routeTables.keys) }

  /// The position of a subnet's network ACL; nil where the snapshot does not tell.
  public func networkACL(of subnet: Identifier<Subnet>) -> Int? { networkACLs[subnet] }

  /// The position of the route table of a subnet of a VPC; nil where the snapshot does not tell.
  public func routeTable(of subnet: Identifier<Subnet>, in vpc: Identifier<VPC>) -> Int? {
    guard let table = routeTables[subnet] ?? mainTables[vpc], !doubtfulTables.contains(table) else { return nil }
    return table
  }

  /// The position of the route table that claims a subnet, in doubt or not.
  public func ownRouteTable(of subnet: Identifier<Subnet>) -> Int? { routeTables[subnet] }
}
