internal import Network
internal import Ports

/// How edits of rules read.
struct EditText {
  let network: Network

  /// An edit in one line: `data, outbound rule 100: tcp 32768–40000 → tcp 32768–60999`.
  func callAsFunction(_ edit: Edit) -> String {
    let rule = RuleText(network: network)
    switch edit {
    case .addEntry(let acl, let entry):
      return "\(name(acl)), add \(entry.direction.rawValue) rule \(entry.number): \(entry.action.rawValue) "
        + rule.describe(entry)
    case .replaceEntry(let acl, let old, let new):
      return "\(name(acl)), \(old.direction.rawValue) rule \(old.number): "
        + "\(pretty(old.pattern.selectors)) → \(pretty(new.pattern.selectors))"
    case .removeEntry(let acl, let entry):
      return "\(name(acl)), remove \(entry.direction.rawValue) rule \(entry.number)"
    case .addRule(let group, let added):
      return "security group \(name(group)), add \(added.direction.rawValue): \(rule.describe(added))"
    case .removeRule(let group, let removed):
      return "security group \(name(group)), remove \(removed.direction.rawValue): \(rule.describe(removed))"
    case .addRoute(let table, let route):
      return "route table \(name(table)), add \(rule.describe(route.destination)) by \(route.target.text)"
    case .replaceRoute(let table, let old, let new):
      return "route table \(name(table)), \(rule.describe(old.destination)): \(old.target.text) → \(new.target.text)"
    case .removeRoute(let table, let route):
      return "route table \(name(table)), remove \(rule.describe(route.destination))"
    }
  }

  private func name(_ acl: Identifier<NetworkACL>) -> String { network.networkACLs[acl]?.name ?? acl.text }
  private func name(_ group: Identifier<SecurityGroup>) -> String { network.securityGroups[group]?.name ?? group.text }
  private func name(_ table: Identifier<RouteTable>) -> String { network.routeTables[table]?.name ?? table.text }
}
