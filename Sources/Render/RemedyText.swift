internal import Network
internal import Ports
internal import Reachability

/// How edits read.
struct RemedyText {
  let network: Network

  /// An edit in one line: `data, outbound rule 100: 32768–40000 → 32768–60999`.
  func callAsFunction(_ edit: Remedy.Edit) -> String {
    let rule = RuleText(network: network)
    switch edit {
    case .widen(let acl, let entry, let ports):
      return "\(name(acl)), \(entry.direction.rawValue) rule \(entry.number): "
        + "\(pretty(entry.pattern.selectors)) → \(pretty(ports))"
    case .addEntry(let acl, let entry):
      return "\(name(acl)), add \(entry.direction.rawValue) rule \(entry.number): allow \(rule.describe(entry))"
    case .addRule(let group, let added):
      let name = network.securityGroups[group]?.name ?? group.text
      return "security group \(name), add \(added.direction.rawValue): \(rule.describe(added))"
    }
  }

  private func name(_ acl: Identifier<NetworkACL>) -> String { network.networkACLs[acl]?.name ?? acl.text }
}
