/// One change of a rule: what one call of the EC2 API does to a network ACL, a security group or a route table.
public enum Edit: Hashable, Sendable {
  /// Add an entry to a network ACL (`CreateNetworkAclEntry`).
  case addEntry(Identifier<NetworkACL>, NetworkACL.Entry)
  /// Put another entry in the place of one with the same number and direction (`ReplaceNetworkAclEntry`).
  case replaceEntry(Identifier<NetworkACL>, NetworkACL.Entry, with: NetworkACL.Entry)
  /// Take an entry out of a network ACL (`DeleteNetworkAclEntry`).
  case removeEntry(Identifier<NetworkACL>, NetworkACL.Entry)
  /// Add a rule to a security group (`AuthorizeSecurityGroupIngress`, `AuthorizeSecurityGroupEgress`).
  case addRule(Identifier<SecurityGroup>, SecurityGroup.Rule)
  /// Take a rule out of a security group (`RevokeSecurityGroupIngress`, `RevokeSecurityGroupEgress`).
  case removeRule(Identifier<SecurityGroup>, SecurityGroup.Rule)
  /// Add a route to a route table (`CreateRoute`).
  case addRoute(Identifier<RouteTable>, Route)
  /// Let a route of the same destination lead elsewhere (`ReplaceRoute`).
  case replaceRoute(Identifier<RouteTable>, Route, with: Route)
  /// Take a route out of a route table (`DeleteRoute`).
  case removeRoute(Identifier<RouteTable>, Route)
}

extension Edit {
  /// What it changes, by the id that AWS gave it.
  public var resource: String {
    switch self {
    case .addEntry(let acl, _), .replaceEntry(let acl, _, _), .removeEntry(let acl, _): acl.text
    case .addRule(let group, _), .removeRule(let group, _): group.text
    case .addRoute(let table, _), .replaceRoute(let table, _, _), .removeRoute(let table, _): table.text
    }
  }

  /// The edit that takes this one back.
  public var inverse: Edit {
    switch self {
    case .addEntry(let acl, let entry): .removeEntry(acl, entry)
    case .replaceEntry(let acl, let old, let new): .replaceEntry(acl, new, with: old)
    case .removeEntry(let acl, let entry): .addEntry(acl, entry)
    case .addRule(let group, let rule): .removeRule(group, rule)
    case .removeRule(let group, let rule): .addRule(group, rule)
    case .addRoute(let table, let route): .removeRoute(table, route)
    case .replaceRoute(let table, let old, let new): .replaceRoute(table, new, with: old)
    case .removeRoute(let table, let route): .addRoute(table, route)
    }
  }
}
