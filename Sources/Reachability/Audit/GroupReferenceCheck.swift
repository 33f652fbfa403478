internal import NetworkModel

/// Looks for rules that refer to a security group which is not there, or which can stand for nobody where the rule is asked
/// (PEER/vpc-peering-security-groups): the rule stays, shown as stale, and matches nothing.
///
/// A group that the snapshot does not describe may be a peer's, of an account that was not asked, so it is worth knowing and no fault. It is a
/// fault, if a small one, where the snapshot describes both VPCs and every way between them, and neither peering nor a transit gateway is one.
enum GroupReferenceCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    let network = inspection.network
    let ways = VPCLinks(network)
    let carriers = Dictionary(
      grouping: network.networkInterfaces.flatMap { interface in
        (interface.securityGroups ?? []).map { (group: $0, vpc: interface.vpc) }
      }, by: \.group
    ).mapValues { Set($0.map(\.vpc)) }
    return network.securityGroups.flatMap { group in
      group.rules.compactMap { rule -> Audit.Finding? in
        guard case .securityGroup(let other) = rule.peer else { return nil }
        guard let target = network.securityGroups[other] else {
          return finding(
            rule, group, .info,
            "refers to \(other), which the snapshot does not describe: it is gone, or another account's.",
            "See whether it is stale (aws ec2 describe-stale-security-groups); if so, remove the rule.", inspection)
        }
        guard let here = group.vpc, let there = target.vpc, here != there else { return nil }
        let mine = (carriers[group.id] ?? []).union([here])
        let theirs = (carriers[other] ?? []).union([there])
        if mine.contains(where: { one in theirs.contains { ways.mayLink(one, $0) } }) { return nil }
        return finding(
          rule, group, .low,
          "refers to \(target.name) of \(network.vpcs[there]?.name ?? there.text), a VPC to which neither peering nor a "
            + "transit gateway leads: it matches nobody.",
          "Remove the rule, or name the block of the far VPC.", inspection)
      }
    }
  }

  private static func finding(
    _ rule: SecurityGroup.Rule, _ group: SecurityGroup, _ severity: Audit.Severity, _ what: String, _ cure: String,
    _ inspection: Inspection
  ) -> Audit.Finding {
    Audit.Finding(
      .staleGroupReference, severity, at: inspection.component(of: group), rule.direction,
      rule: .securityGroup(group.id, rule),
      "The rule “\(inspection.network.describe(rule))” \(what)",
      cure: Audit.Cure(cure, edits: [.removeRule(group.id, rule)]))
  }
}

/// Between which VPCs references to groups may stand.
private struct VPCLinks {
  private var links: Set<[Identifier<VPC>]> = []
  private var isUncertain: Set<Identifier<VPC>> = []

  init(_ network: Network) {
    for peering in network.vpcPeeringConnections where peering.status == "active" {
      links.insert([peering.requester.vpc, peering.accepter.vpc].sorted())
    }
    var attached: [Identifier<TransitGateway>: Set<Identifier<VPC>>] = [:]
    for attachment in network.transitGatewayAttachments {
      if case .vpc(let vpc) = attachment.attached { attached[attachment.transitGateway, default: []].insert(vpc.vpc) }
    }
    for vpcs in attached.values {
      for one in vpcs { for other in vpcs where one < other { links.insert([one, other]) } }
    }
    // A route to something that the snapshot does not describe may lead anywhere.
    for table in network.routeTables {
      for route in table.routes {
        switch route.target {
        case .vpcPeeringConnection(let id) where network.vpcPeeringConnections[id] == nil: isUncertain.insert(table.vpc)
        case .transitGateway(let id) where attached[id]?.contains(table.vpc) != true: isUncertain.insert(table.vpc)
        default: break
        }
      }
    }
  }

  func mayLink(_ one: Identifier<VPC>, _ other: Identifier<VPC>) -> Bool {
    one == other || links.contains([one, other].sorted()) || isUncertain.contains(one) || isUncertain.contains(other)
  }
}
