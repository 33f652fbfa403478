public import NetworkModel
internal import Ports

extension Edit {
  /// The edit in the language that `EditSyntax` reads, with ids for names, so that it means the same wherever it is read.
  public var syntax: String {
    switch self {
    case .addEntry(let acl, let entry):
      "\(acl) \(entry.direction.rawValue) add \(entry.number) \(Self.words(entry))"
    case .replaceEntry(let acl, let old, let new):
      "\(acl) \(old.direction.rawValue) \(old.number) \(Self.words(new))"
    case .removeEntry(let acl, let entry): "\(acl) \(entry.direction.rawValue) remove \(entry.number)"
    case .addRule(let group, let rule): "\(group) \(rule.direction.rawValue) add \(Self.words(rule))"
    case .removeRule(let group, let rule): "\(group) \(rule.direction.rawValue) remove \(Self.words(rule))"
    case .addRoute(let table, let route): "\(table) add \(Self.words(route.destination)) via=\(Self.words(route))"
    case .replaceRoute(let table, _, let route): "\(table) \(Self.words(route.destination)) via=\(Self.words(route))"
    case .removeRoute(let table, let route): "\(table) remove \(Self.words(route.destination))"
    }
  }

  private static func words(_ entry: NetworkACL.Entry) -> String {
    let preposition = entry.direction == .inbound ? "from" : "to"
    return "\(entry.action.rawValue) \(words(entry.pattern)) \(preposition)=\(entry.cidrBlock)"
  }

  /// What tells a rule of a security group apart: `protocol=6 ports=22 from=10.0.0.0/8`.
  package static func words(_ rule: SecurityGroup.Rule) -> String {
    "\(words(rule.pattern)) \(rule.direction == .inbound ? "from" : "to")=\(words(rule.peer))"
  }

  /// A peer by block or id.
  package static func words(_ peer: SecurityGroup.Rule.Peer) -> String {
    switch peer {
    case .cidrBlock(let block): "\(block)"
    case .prefixList(let list): list.text
    case .securityGroup(let group): group.text
    }
  }

  private static func words(_ pattern: TrafficPattern) -> String {
    guard let ipProtocol = pattern.ipProtocol else { return "all" }
    let name = "protocol=\(ipProtocol.rawValue)"
    guard let bounds = pattern.bounds else { return name }
    return ipProtocol.hasPorts
      ? "\(name) ports=\(pattern.selectors)" : "\(name) type=\(bounds.from) code=\(bounds.to)"
  }

  /// A destination by block or id.
  package static func words(_ destination: Route.Destination) -> String {
    switch destination {
    case .cidrBlock(let block): "\(block)"
    case .prefixList(let list): list.text
    }
  }

  /// What a route leads to.
  package static func words(_ route: Route) -> String {
    route.state == .blackhole || route.target == .none ? "blackhole" : route.target.text
  }
}
