public import NetworkModel
internal import Ports

extension Edit {
  /// The command of the `aws` CLI that makes the edit, ready to be pasted into a shell.
  ///
  /// - Parameter network: The network it is of, for the Region to make it in.
  public func command(in network: Network) -> String {
    (["aws ec2", verb, target(in: network)] + details).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var verb: String {
    switch self {
    case .addEntry: "create-network-acl-entry"
    case .replaceEntry: "replace-network-acl-entry"
    case .removeEntry: "delete-network-acl-entry"
    case .addRule(_, let rule): "authorize-security-group-\(rule.direction.inEC2)"
    case .removeRule(_, let rule): "revoke-security-group-\(rule.direction.inEC2)"
    case .addRoute: "create-route"
    case .replaceRoute: "replace-route"
    case .removeRoute: "delete-route"
    }
  }

  private func target(in network: Network) -> String {
    let region = scope(in: network)?.region.map { " --region \(ShellWord.quoted($0))" } ?? ""
    return switch self {
    case .addEntry(let acl, _), .replaceEntry(let acl, _, _), .removeEntry(let acl, _):
      "--network-acl-id \(ShellWord.quoted(acl.text))\(region)"
    case .addRule(let group, _), .removeRule(let group, _): "--group-id \(ShellWord.quoted(group.text))\(region)"
    case .addRoute(let table, _), .replaceRoute(let table, _, _), .removeRoute(let table, _):
      "--route-table-id \(ShellWord.quoted(table.text))\(region)"
    }
  }

  private var details: [String] {
    switch self {
    case .addEntry(_, let entry), .replaceEntry(_, _, let entry): Self.key(entry) + Self.details(entry)
    case .removeEntry(_, let entry): Self.key(entry)
    case .addRule(_, let rule), .removeRule(_, let rule):
      ["--ip-permissions \(ShellWord.quoted(Self.permission(rule)))"]
    case .addRoute(_, let route), .replaceRoute(_, _, let route): Self.details(route)
    case .removeRoute(_, let route): [Self.destination(route)]
    }
  }

  private static func key(_ entry: NetworkACL.Entry) -> [String] {
    ["--\(entry.direction.inEC2)", "--rule-number \(entry.number)"]
  }

  private static func details(_ entry: NetworkACL.Entry) -> [String] {
    let pattern = entry.pattern
    let ports =
      pattern.bounds.map { bounds in
        pattern.ipProtocol?.hasPorts ?? false
          ? "--port-range From=\(bounds.from),To=\(bounds.to)"
          : "--icmp-type-code Type=\(bounds.from),Code=\(bounds.to)"
      } ?? ""
    return [
      "--rule-action \(entry.action.rawValue)", "--protocol \(pattern.ipProtocol.map { "\($0.rawValue)" } ?? "-1")",
      ports,
      "--\(entry.cidrBlock.family == .v4 ? "cidr-block" : "ipv6-cidr-block") \(entry.cidrBlock)",
    ]
  }

  private static func permission(_ rule: SecurityGroup.Rule) -> String {
    let ports = rule.pattern.bounds.map { ",FromPort=\($0.from),ToPort=\($0.to)" } ?? ""
    let peer =
      switch rule.peer {
      case .cidrBlock(let block) where block.family == .v4: "IpRanges=[{CidrIp=\(block)}]"
      case .cidrBlock(let block): "Ipv6Ranges=[{CidrIpv6=\(block)}]"
      case .prefixList(let list): "PrefixListIds=[{PrefixListId=\(list)}]"
      case .securityGroup(let group): "UserIdGroupPairs=[{GroupId=\(group)}]"
      }
    return "IpProtocol=\(rule.pattern.ipProtocol.map(\.nameInSecurityGroups) ?? "-1")\(ports),\(peer)"
  }

  private static func details(_ route: Route) -> [String] {
    guard let option = route.target.field?.option else { return [destination(route)] }
    return [destination(route), "--\(option) \(ShellWord.quoted(route.target.text))"]
  }

  private static func destination(_ route: Route) -> String {
    switch route.destination {
    case .cidrBlock(let block) where block.family == .v4: "--destination-cidr-block \(block)"
    case .cidrBlock(let block): "--destination-ipv6-cidr-block \(block)"
    case .prefixList(let list): "--destination-prefix-list-id \(ShellWord.quoted(list.text))"
    }
  }
}

extension Edit {
  /// Where what it changes is.
  func scope(in network: Network) -> Scope? {
    let vpc: Identifier<VPC>? =
      switch self {
      case .addEntry(let acl, _), .replaceEntry(let acl, _, _), .removeEntry(let acl, _): network.networkACLs[acl]?.vpc
      case .addRule(let group, _), .removeRule(let group, _): network.securityGroups[group]?.vpc
      case .addRoute(let table, _), .replaceRoute(let table, _, _), .removeRoute(let table, _):
        network.routeTables[table]?.vpc
      }
    return vpc.flatMap { network.vpcs[$0]?.scope }
  }
}

extension Direction {
  /// What EC2 calls it.
  var inEC2: String { self == .inbound ? "ingress" : "egress" }
}

extension IPProtocol {
  /// What security groups call it: a name for the four that have one there, else the number (BOTO:ec2 `IpPermission`).
  var nameInSecurityGroups: String {
    switch self {
    case .tcp, .udp, .icmp, .icmpv6: "\(self)"
    default: "\(rawValue)"
    }
  }
}
