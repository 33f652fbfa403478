package import NetworkModel
package import Ports
package import Reachability

/// How rules and ports read in every kind of output.
package struct RuleText {
  package let network: Network

  package init(network: Network) { self.network = network }

  /// A rule in a few words: `rule 110 tcp 5432 → 10.20.20.0/23`, `tcp 5432 ← web`, `10.20.0.0/16`.
  package func callAsFunction(_ rule: Hop.Rule) -> String {
    [number(rule), pattern(rule)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The number of an ACL's entry as people say it, `rule 110` or `rule *`; empty for rules without one.
  package func number(_ rule: Hop.Rule) -> String {
    switch rule {
    case .entry(let entry): "rule \(entry.number)"
    case .implicitDeny: "rule *"
    case .securityGroup, .route, .transitGatewayRoute: ""
    }
  }

  /// What a rule is for, its number aside; empty for the `*` of an ACL.
  package func pattern(_ rule: Hop.Rule) -> String {
    switch rule {
    case .securityGroup(_, let rule): describe(rule)
    case .entry(let entry): describe(entry)
    case .implicitDeny: ""
    case .route(let route): describe(route.destination)
    case .transitGatewayRoute(let route): describe(route.destination)
    }
  }

  /// What an ACL's entry matches.
  package func describe(_ entry: NetworkACL.Entry) -> String {
    let block = "\(entry.cidrBlock)"
    return "\(pretty("\(entry.pattern)")) \(arrow(entry.direction)) \(block)"
  }

  /// What a security group's rule allows.
  package func describe(_ rule: SecurityGroup.Rule) -> String {
    if rule.pattern == .all, case .cidrBlock(let block) = rule.peer, block.isAny { return "all" }
    return "\(pretty("\(rule.pattern)")) \(arrow(rule.direction)) \(describe(rule.peer))"
  }

  private func describe(_ peer: SecurityGroup.Rule.Peer) -> String {
    switch peer {
    case .cidrBlock(let block): "\(block)"
    case .prefixList(let list): network.prefixLists[list]?.name ?? list.text
    case .securityGroup(let group): network.securityGroups[group]?.name ?? group.text
    }
  }

  /// The destination of a route.
  package func describe(_ destination: Route.Destination) -> String {
    switch destination {
    case .cidrBlock(let block): "\(block)"
    case .prefixList(let list): network.prefixLists[list]?.name ?? list.text
    }
  }

  private func arrow(_ direction: Direction) -> String { direction == .outbound ? "→" : "←" }
}

/// Port ranges as people read them, with a dash of the right length: `32768–60999`; long lists are cut short.
package func pretty(_ ports: PortSet, limit: Int = 6) -> String {
  let ranges = ports.ranges
  let shown = ranges.prefix(limit).map { pretty($0.description) }.joined(separator: ",")
  return ranges.count > limit ? "\(shown),… (\(ranges.count - limit) more ranges)" : shown
}

/// A text with the hyphens between digits made dashes.
package func pretty(_ text: String) -> String {
  String(text.map { $0 == "-" ? "–" : $0 })
}

/// A number with its thousands apart: `28,232`.
package func grouped(_ number: Int) -> String {
  var digits = Array(String(number))
  var position = digits.count - 3
  while position > 0 {
    digits.insert(",", at: position)
    position -= 3
  }
  return String(digits)
}
