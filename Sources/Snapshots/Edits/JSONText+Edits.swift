internal import NetworkModel

extension JSONText {
  /// Makes an edit in the text, if it describes what the edit is of; false when it does not.
  mutating func apply(_ edit: Edit) -> Bool {
    switch edit {
    case .addEntry(let id, let entry):
      return change("NetworkAcls", "NetworkAclId", id.text, "Entries") {
        $0.append(to: $1) { entry.json.text(indent: $0) }
      }
    case .replaceEntry(let id, let old, let new):
      return change("NetworkAcls", "NetworkAclId", id.text, "Entries") { text, list in
        guard let element = text.entry(old, in: list) else { return }
        text.replace(element, with: new.json.text(indent: text.indent(of: element)))
      }
    case .removeEntry(let id, let entry):
      return change("NetworkAcls", "NetworkAclId", id.text, "Entries") { text, list in
        if let element = text.entry(entry, in: list) { text.remove(element, from: list) }
      }
    case .addRule(let id, let rule):
      return change("SecurityGroups", "GroupId", id.text, rule.listKey) {
        $0.append(to: $1) { rule.json.text(indent: $0) }
      }
    case .removeRule(let id, let rule):
      return change("SecurityGroups", "GroupId", id.text, rule.listKey) { $0.remove(rule, from: $1) }
    case .addRoute(let id, let route):
      return change("RouteTables", "RouteTableId", id.text, "Routes") {
        $0.append(to: $1) { route.json.text(indent: $0) }
      }
    case .replaceRoute(let id, let old, let new):
      return change("RouteTables", "RouteTableId", id.text, "Routes") { text, list in
        guard let element = text.route(old, in: list) else { return }
        text.replace(element, with: new.json.text(indent: text.indent(of: element)))
      }
    case .removeRoute(let id, let route):
      return change("RouteTables", "RouteTableId", id.text, "Routes") { text, list in
        if let element = text.route(route, in: list) { text.remove(element, from: list) }
      }
    }
  }

  /// Hands the list `member` of the resource with an id to `body`; false when the text has no such resource.
  private mutating func change(
    _ lists: String, _ idKey: String, _ id: String, _ member: String, _ body: (inout JSONText, Range<Int>) -> Void
  ) -> Bool {
    for list in values(of: lists, in: root) {
      for element in elements(list) where string(of: idKey, in: element) == id {
        if let list = value(of: member, in: element) {
          body(&self, list)
        } else {
          insert(member, "[]", into: element)
          return change(lists, idKey, id, member, body)
        }
        return true
      }
    }
    return false
  }

  /// The space before a value where it begins a line; nil elsewhere.
  private func indent(of value: Range<Int>) -> String? {
    guard let line = bytes[..<value.lowerBound].lastIndex(of: 0x0A) else { return nil }
    let before = bytes[line + 1..<value.lowerBound]
    return before.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? String(decoding: before, as: UTF8.self) : nil
  }

  private func entry(_ entry: NetworkACL.Entry, in list: Range<Int>) -> Range<Int>? {
    elements(list).first { element in
      value(of: "RuleNumber", in: element).map(text) == "\(entry.number)"
        && value(of: "Egress", in: element).map(text) == "\(entry.direction == .outbound)"
    }
  }

  private func route(_ route: Route, in list: Range<Int>) -> Range<Int>? {
    elements(list).first { element in
      let isPropagated = string(of: "Origin", in: element) == "EnableVgwRoutePropagation"
      guard isPropagated == route.isPropagated else { return false }
      return switch route.destination {
      case .cidrBlock(let block):
        ["DestinationCidrBlock", "DestinationIpv6CidrBlock"].contains { names(block, $0, element) }
      case .prefixList(let list): string(of: "DestinationPrefixListId", in: element) == list.text
      }
    }
  }

  private func names(_ block: CIDRBlock, _ key: String, _ element: Range<Int>) -> Bool {
    string(of: key, in: element).flatMap { CIDRBlock($0) } == block
  }

  /// Takes the peer of a rule out of the permission that has it, and the permission with it when it has no other.
  private mutating func remove(_ rule: SecurityGroup.Rule, from list: Range<Int>) {
    for permission in elements(list) where isOf(rule, permission) {
      let lists = ["IpRanges", "Ipv6Ranges", "UserIdGroupPairs", "PrefixListIds"].compactMap {
        value(of: $0, in: permission)
      }
      for peers in lists {
        guard let peer = elements(peers).first(where: { isPeer(rule.peer, $0) }) else { continue }
        if lists.reduce(0, { $0 + elements($1).count }) == 1 {
          remove(permission, from: list)
        } else {
          remove(peer, from: peers)
        }
        return
      }
    }
  }

  private func isOf(_ rule: SecurityGroup.Rule, _ permission: Range<Int>) -> Bool {
    guard let name = string(of: "IpProtocol", in: permission) else { return false }
    let ipProtocol = name == "-1" ? nil : IPProtocol(name)
    guard ipProtocol == rule.pattern.ipProtocol else { return false }
    guard let bounds = rule.pattern.bounds, let ipProtocol else { return true }
    func number(_ key: String) -> Int? { value(of: key, in: permission).flatMap { Int(text($0)) } }
    let (from, to) = (number("FromPort"), number("ToPort"))
    if ipProtocol.hasPorts { return (from ?? 0) == bounds.from && (to ?? 65_535) == bounds.to }
    return (from ?? -1) == bounds.from && (bounds.from == -1 || (to ?? -1) == bounds.to)
  }

  private func isPeer(_ peer: SecurityGroup.Rule.Peer, _ element: Range<Int>) -> Bool {
    switch peer {
    case .cidrBlock(let block): ["CidrIp", "CidrIpv6"].contains { names(block, $0, element) }
    case .prefixList(let list): string(of: "PrefixListId", in: element) == list.text
    case .securityGroup(let group): string(of: "GroupId", in: element) == group.text
    }
  }
}

extension SecurityGroup.Rule {
  fileprivate var listKey: String { direction == .inbound ? "IpPermissions" : "IpPermissionsEgress" }
}
