package import NetworkModel
internal import Ports
internal import Reachability

/// How edits read.
package struct EditText {
  package let network: Network
  /// Whether in ASCII, for places where not everything can be written.
  var isPlain = false

  package init(network: Network, isPlain: Bool = false) {
    self.network = network
    self.isPlain = isPlain
  }

  /// An edit in one line: `data, outbound rule 100: 32768–40000 → 32768–60999`.
  package func callAsFunction(_ edit: Edit) -> String {
    isPlain
      ? String(
        describe(edit).flatMap { character -> String in
          switch character {
          case "→": "->"
          case "←": "<-"
          case "–": "-"
          default: String(character)
          }
        }) : describe(edit)
  }

  private func describe(_ edit: Edit) -> String {
    let rule = RuleText(network: network)
    switch edit {
    case .addEntry(let acl, let entry):
      return "\(name(acl)), add \(entry.direction.rawValue) rule \(entry.number): "
        + "\(entry.action.rawValue) \(rule.describe(entry))"
    case .replaceEntry(let acl, let old, let new):
      return "\(name(acl)), \(old.direction.rawValue) rule \(old.number): \(change(from: old, to: new, rule))"
    case .removeEntry(let acl, let entry):
      return "\(name(acl)), remove \(entry.direction.rawValue) rule \(entry.number): "
        + "\(entry.action.rawValue) \(rule.describe(entry))"
    case .addRule(let group, let added):
      return "security group \(name(group)), add \(added.direction.rawValue): \(rule.describe(added))"
    case .removeRule(let group, let removed):
      return "security group \(name(group)), remove \(removed.direction.rawValue): \(rule.describe(removed))"
    case .addRoute(let table, let route):
      return "route table \(name(table)), add \(rule.describe(route.destination)) via \(route.target.text)"
    case .replaceRoute(let table, let old, let new):
      return "route table \(name(table)), \(rule.describe(old.destination)): "
        + "\(old.target.text)\(old.state == .blackhole ? " (blackhole)" : "") → \(new.target.text)"
    case .removeRoute(let table, let route):
      return "route table \(name(table)), remove \(rule.describe(route.destination)) via \(route.target.text)"
    }
  }

  /// What becomes of an entry: where only its ports differ, those alone.
  private func change(from old: NetworkACL.Entry, to new: NetworkACL.Entry, _ rule: RuleText) -> String {
    var same = new
    same.pattern = old.pattern
    if same == old, old.pattern.ipProtocol == new.pattern.ipProtocol, old.pattern.ipProtocol?.hasPorts ?? false {
      return "\(pretty(old.pattern.selectors)) → \(pretty(new.pattern.selectors))"
    }
    return "\(old.action.rawValue) \(rule.describe(old)) → \(new.action.rawValue) \(rule.describe(new))"
  }

  private func name(_ acl: Identifier<NetworkACL>) -> String { network.networkACLs[acl]?.name ?? acl.text }
  private func name(_ group: Identifier<SecurityGroup>) -> String { network.securityGroups[group]?.name ?? group.text }
  private func name(_ table: Identifier<RouteTable>) -> String { network.routeTables[table]?.name ?? table.text }
}
