internal import NetworkModel
internal import Ports

/// Looks for rules of a security group that allow nothing which the group's other rules do not allow: a group is the union of its rules, so
/// nobody gains by them, and nobody loses when they go (UG/security-group-rules). Whoever reads them may think that they restrict something.
///
/// Rules for blocks are covered by others for blocks, one or several together. A reference to a group is covered by one to the same group, or
/// by rules for every address of both families. A prefix list covers nothing, since its blocks change. Only worth knowing.
enum CoveredRuleCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    inspection.network.securityGroups.flatMap { group in
      [Direction.inbound, .outbound].flatMap { direction -> [Audit.Finding] in
        var kept = Array(group.rules(direction))
        if kept.count < 2 { return [] }
        // Narrow rules come first, so that of two that cover each other one stays.
        return kept.compactMap { rule in
          let others = kept.filter { $0 != rule }
          guard let covering = inspection.network.rules(others, covering: rule) else { return nil }
          kept = others
          return finding(rule, covering, group, inspection)
        }
      }
    }
  }

  private static func finding(
    _ rule: SecurityGroup.Rule, _ covering: [SecurityGroup.Rule], _ group: SecurityGroup, _ inspection: Inspection
  ) -> Audit.Finding {
    let network = inspection.network
    let others = Phrase.names(covering.map { network.describe($0) }, limit: 3)
    return Audit.Finding(
      .ruleCovered, .info, at: inspection.component(of: group), rule.direction,
      rule: .securityGroup(group.id, rule), ipProtocol: rule.pattern.ipProtocol,
      ports: rule.pattern.ipProtocol?.hasPorts ?? false ? rule.pattern.selectors : nil,
      "The rule “\(network.describe(rule))” allows nothing that “\(others)” does not.",
      cure: Audit.Cure(
        "Remove it, or the wider one if the narrow one was meant.", edits: [.removeRule(group.id, rule)]))
  }
}

extension Network {
  /// Which of `others` together allow all that a rule does; nil when they do not.
  fileprivate func rules(
    _ others: [SecurityGroup.Rule], covering rule: SecurityGroup.Rule
  ) -> [SecurityGroup.Rule]? {
    let near = others.filter { $0.pattern.meets(rule.pattern) }
    if let same = near.first(where: { $0.peer == rule.peer && $0.pattern.covers(rule.pattern) }) { return [same] }
    let blocks: [CIDRBlock]
    switch rule.peer {
    case .cidrBlock(let block): blocks = [block]
    case .prefixList(let list):
      guard let members = prefixLists[list]?.cidrBlocks, !members.isEmpty else { return nil }
      blocks = members
    case .securityGroup: blocks = [.anyIPv4, .anyIPv6]
    }
    let boxes = near.compactMap { other -> (block: CIDRBlock, rule: SecurityGroup.Rule)? in
      guard case .cidrBlock(let block) = other.peer,
        blocks.contains(where: { $0.contains(block) || block.contains($0) })
      else { return nil }
      return (block, other)
    }
    // Rules of one protocol cover one for any protocol never: there are protocols that nothing names.
    let ipProtocols = rule.pattern.ipProtocol.map { [$0] } ?? [IPProtocol(rawValue: 253)]
    let isCovered = blocks.allSatisfy { block in
      ipProtocols.allSatisfy { ipProtocol in
        Self.pieces(of: block, boxes.map(\.block)).allSatisfy { start in
          let allowed = boxes.reduce(into: PortSet.empty) { allowed, box in
            if box.block.contains(start) { allowed.formUnion(box.rule.pattern.selectors(for: ipProtocol)) }
          }
          return rule.pattern.selectors(for: ipProtocol).isSubset(of: allowed)
        }
      }
    }
    return isCovered ? boxes.map(\.rule) : nil
  }

  /// Where the pieces of a block begin that other blocks cut it into.
  private static func pieces(of block: CIDRBlock, _ others: [CIDRBlock]) -> Set<IPAddress> {
    var starts: Set<IPAddress> = [block.address]
    for other in others where block.contains(other) {
      starts.insert(other.address)
      if let next = other.range.upper.successor, block.contains(next) { starts.insert(next) }
    }
    return starts
  }

  /// A rule in a few words: `tcp 5432 ← web`.
  func describe(_ rule: SecurityGroup.Rule) -> String {
    let peer =
      switch rule.peer {
      case .cidrBlock(let block): "\(block)"
      case .prefixList(let list): prefixLists[list]?.name ?? list.text
      case .securityGroup(let group): securityGroups[group]?.name ?? group.text
      }
    return "\(Phrase.match(rule.pattern)) \(Phrase.arrow(rule.direction)) \(peer)"
  }
}
