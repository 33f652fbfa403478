internal import NetworkModel

/// Looks for lists that are near the longest that AWS allows (UG/amazon-vpc-limits), so that the next rule may not fit: 20 entries of a network
/// ACL in each direction and family, up to 40 on request; 60 rules of a security group in each direction and family; 5 groups of an interface, up
/// to 16, with 1,000 rules in all.
///
/// A prefix list counts as many rules as it has room for; the snapshot tells the blocks it has, which is the least it counts. Near is nine
/// tenths. Worth knowing; low where the list is full. A list that is longer than the default has had its quota raised: then only the
/// highest that AWS grants is looked at.
enum QuotaCheck {
  private struct Quota {
    let name: String
    let usual: Int
    let most: Int

    static let entries = Quota(name: "entries", usual: 20, most: 40)
    static let rules = Quota(name: "rules", usual: 60, most: 1_000)
    static let groups = Quota(name: "groups", usual: 5, most: 16)
    static let rulesOfInterface = Quota(name: "rules of all its groups", usual: 1_000, most: 1_000)

    /// The limit that applies to a list of a length: the usual one, unless it has been raised.
    func limit(for count: Int) -> Int { count > usual ? most : usual }

    func isNear(_ count: Int) -> Bool { count * 10 >= limit(for: count) * 9 }
  }

  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    let network = inspection.network
    var findings: [Audit.Finding] = []
    for acl in network.networkACLs {
      for direction in [Direction.inbound, .outbound] {
        let counts = [IPAddress.Family.v4, .v6].map { family in
          acl.entries(direction).count { $0.cidrBlock.family == family && !$0.isImplicitDeny }
        }
        findings += finding(counts.max() ?? 0, .entries, inspection.component(of: acl), direction)
      }
    }
    var sizes: [Identifier<SecurityGroup>: Int] = [:]
    for group in network.securityGroups {
      for direction in [Direction.inbound, .outbound] {
        let count = [IPAddress.Family.v4, .v6].map { network.weight(of: group, direction, $0) }.max() ?? 0
        sizes[group.id] = max(sizes[group.id] ?? 0, count)
        findings += finding(count, .rules, inspection.component(of: group), direction)
      }
    }
    var seen: Set<[Identifier<SecurityGroup>]> = []
    for host in inspection.hosts {
      guard let groups = host.interface.securityGroups, seen.insert(groups).inserted else { continue }
      findings += finding(groups.count, .groups, inspection.component(of: host), nil)
      let rules = groups.reduce(0) { $0 + (sizes[$1] ?? 0) }
      findings += finding(rules, .rulesOfInterface, inspection.component(of: host), nil)
    }
    return findings
  }

  private static func finding(
    _ count: Int, _ quota: Quota, _ component: Hop.Component, _ direction: Direction?
  ) -> [Audit.Finding] {
    guard quota.isNear(count) else { return [] }
    let limit = quota.limit(for: count)
    let where_ = direction.map { " \($0.rawValue)" } ?? ""
    let most =
      limit == quota.usual && quota.most > quota.usual
      ? " AWS raises it to \(Phrase.number(quota.most)) on request." : ""
    return [
      Audit.Finding(
        .quotaHeadroom, count >= limit ? .low : .info, at: component, direction,
        "It has \(Phrase.number(count)) of \(Phrase.number(limit)) \(quota.name)\(where_).\(most)",
        cure: Audit.Cure(
          "Put blocks together, remove what does nothing, or ask for more before the next rule does not fit."))
    ]
  }
}

extension Network {
  /// How many rules of a family a group counts; a reference to a group counts one in each.
  fileprivate func weight(of group: SecurityGroup, _ direction: Direction, _ family: IPAddress.Family) -> Int {
    group.rules(direction).reduce(0) { sum, rule in
      switch rule.peer {
      case .cidrBlock(let block): sum + (block.family == family ? 1 : 0)
      case .securityGroup: sum + 1
      case .prefixList(let list): sum + (prefixLists[list]?.cidrBlocks?.count { $0.family == family } ?? 1)
      }
    }
  }
}
