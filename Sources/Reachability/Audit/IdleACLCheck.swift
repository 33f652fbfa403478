internal import NetworkModel

/// Looks for network ACLs that let everything through in both directions, of each family that their subnets have: they filter nothing, and the
/// security groups alone decide. So does every VPC's default ACL until somebody changes it (UG/default-network-acl). Only worth knowing.
///
/// ACLs without an interface in their subnets are left out, and so are subnets of a transit gateway's attachments alone, whose ACL AWS advises
/// to keep open (TGW/tgw-best-design-practices).
enum IdleACLCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    inspection.network.networkACLs.enumerated().compactMap { position, acl -> Audit.Finding? in
      let hosts = inspection.hostsOfACL[position]
      let families = Set(hosts.map(\.address.address.family))
      guard !hosts.isEmpty, families.allSatisfy({ acl.allowsAll($0) }) else { return nil }
      let subnets = Set(hosts.map(\.site.subnet)).sorted().map { inspection.network.subnets[$0]?.name ?? $0.text }
      return Audit.Finding(
        .aclFiltersNothing, .info, at: inspection.component(of: acl), nil,
        "\(acl.isDefault ? "The default ACL of the VPC" : "The ACL") lets everything through: in "
          + "\(Phrase.names(subnets)) only security groups filter.",
        cure: Audit.Cure("Nothing, if security groups are meant to decide alone."))
    }
  }
}

extension NetworkACL {
  /// Whether no packet of a family is denied in either direction.
  fileprivate func allowsAll(_ family: IPAddress.Family) -> Bool {
    [Direction.inbound, .outbound].allSatisfy { direction in
      // The `*` that ends it, which not every snapshot lists.
      let last = Entry(
        number: .max, direction: direction, action: .deny, cidrBlock: family == .v4 ? .anyIPv4 : .anyIPv6, pattern: .all
      )
      let closed = NetworkACL(
        id: id, vpc: vpc, entries: entries(direction).filter { $0.cidrBlock.family == family } + [last])
      let order = EntryOrder(closed, direction)
      return order.entries.indices.allSatisfy {
        order.entries[$0].action == .allow || order.packet(decidedBy: $0) == nil
      }
    }
  }
}
