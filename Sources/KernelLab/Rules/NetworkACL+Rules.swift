internal import NetworkModel

extension NetworkACL {
  /// The entries of one direction as rules of nftables, one by one in AWS's order: an allowed packet returns, a denied one falls.
  func rules(_ direction: Direction, in ruleset: inout Ruleset) -> [String] {
    let place = "network ACL \(name ?? id.text) \(direction.rawValue)"
    var rules: [String] = []
    for entry in entries(direction) {
      let text = "\(place) rule \(entry.isImplicitDeny ? "*" : "\(entry.number)")"
      for match in entry.pattern.matches {
        let end = entry.action == .allow ? Ruleset.pass("return", text) : ruleset.drop(text)
        rules.append([entry.cidrBlock.match(direction), match, end].filter { !$0.isEmpty }.joined(separator: " "))
      }
    }
    return rules + [ruleset.drop("\(place) rule *")]
  }
}
