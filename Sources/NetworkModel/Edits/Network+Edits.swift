extension Network {
  /// The network with an edit made. What the edit is of must be there: a rule of a group, an ACL or a table that the network has not
  /// stays as little there as before.
  public func applying(_ edit: Edit) -> Network { applying([edit]) }

  /// The network with edits made, one after the other.
  public func applying(_ edits: some Sequence<Edit>) -> Network {
    var edited = self
    for edit in edits { edited.apply(edit) }
    return edited
  }

  /// Makes an edit.
  public mutating func apply(_ edit: Edit) {
    switch edit {
    case .addEntry(let id, let entry): exchange(nil, for: entry, in: id)
    case .replaceEntry(let id, let old, let new): exchange(old, for: new, in: id)
    case .removeEntry(let id, let entry): exchange(entry, for: nil, in: id)
    case .addRule(let id, let rule): exchange(nil, for: rule, in: id)
    case .removeRule(let id, let rule): exchange(rule, for: nil, in: id)
    case .addRoute(let id, let route): exchange(nil, for: route, in: id)
    case .replaceRoute(let id, let old, let new): exchange(old, for: new, in: id)
    case .removeRoute(let id, let route): exchange(route, for: nil, in: id)
    }
  }

  private mutating func exchange(
    _ old: NetworkACL.Entry?, for new: NetworkACL.Entry?, in id: Identifier<NetworkACL>
  ) {
    guard let acl = networkACLs[id] else { return }
    networkACLs.update(
      NetworkACL(
        id: id, name: acl.name, vpc: acl.vpc, isDefault: acl.isDefault, entries: acl.entries.exchanging(old, for: new),
        subnets: acl.subnets))
  }

  private mutating func exchange(
    _ old: SecurityGroup.Rule?, for new: SecurityGroup.Rule?, in id: Identifier<SecurityGroup>
  ) {
    guard var group = securityGroups[id] else { return }
    group.rules = group.rules.exchanging(old, for: new).sorted()
    securityGroups.update(group)
  }

  private mutating func exchange(_ old: Route?, for new: Route?, in id: Identifier<RouteTable>) {
    guard let table = routeTables[id] else { return }
    routeTables.update(
      RouteTable(
        id: id, name: table.name, vpc: table.vpc, isMain: table.isMain, routes: table.routes.exchanging(old, for: new),
        subnets: table.subnets, gateways: table.gateways))
  }
}

extension Array where Element: Equatable {
  /// The elements without `old` and with `new`; all of them when `old` is not among them.
  fileprivate func exchanging(_ old: Element?, for new: Element?) -> [Element] {
    var changed = self
    if let old {
      guard let position = firstIndex(of: old) else { return self }
      changed.remove(at: position)
    }
    if let new { changed.append(new) }
    return changed
  }
}
