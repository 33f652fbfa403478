public import NetworkModel
internal import Ports

extension Edit {
  /// Terraform configuration that makes the edit (hashicorp/aws, `aws_network_acl_rule`, `aws_vpc_security_group_ingress_rule`,
  /// `aws_vpc_security_group_egress_rule`, `aws_route`).
  ///
  /// What is there already is imported, so that applying changes it in place. What is to go, Terraform can only take out of a configuration
  /// that has it: then a comment says so, with the command for one that has not.
  public func terraform(in network: Network) -> String {
    switch self {
    case .addEntry(let acl, let entry):
      Self.block("aws_network_acl_rule", Self.label(acl, entry), Self.arguments(acl, entry))
    case .replaceEntry(let acl, let old, let new):
      """
      import {
        to = aws_network_acl_rule.\(Self.label(acl, new))
        id = \(Self.string("\(acl):\(old.number):\(Self.number(old.pattern.ipProtocol)):\(old.direction == .outbound)"))
      }


      """ + Self.block("aws_network_acl_rule", Self.label(acl, new), Self.arguments(acl, new))
    case .addRule(let group, let rule):
      Self.block(
        "aws_vpc_security_group_\(rule.direction.inEC2)_rule", Self.label(group, rule), Self.arguments(group, rule))
    case .addRoute(let table, let route):
      Self.block("aws_route", Self.label(table, route), Self.arguments(table, route))
    case .replaceRoute(let table, _, let new):
      """
      import {
        to = aws_route.\(Self.label(table, new))
        id = \(Self.string("\(table)_\(Self.destination(new).value)"))
      }


      """ + Self.block("aws_route", Self.label(table, new), Self.arguments(table, new))
    case .removeEntry, .removeRule, .removeRoute:
      """
      # Take this out of the configuration that declares it:
      #   \(EditText(network: network, isPlain: true)(self).onOneLine)
      # or, where none does:
      #   \(command(in: network))

      """
    }
  }

  private static func block(_ type: String, _ label: String, _ arguments: [(String, String)]) -> String {
    let width = arguments.map(\.0.count).max() ?? 0
    let lines = arguments.map { "  \($0.0.padded(to: width)) = \($0.1)" }
    return "resource \"\(type)\" \"\(label)\" {\n\(lines.joined(separator: "\n"))\n}\n"
  }

  // MARK: Network ACLs

  private static func label(_ acl: Identifier<NetworkACL>, _ entry: NetworkACL.Entry) -> String {
    name("\(acl)_\(entry.direction.rawValue)_\(entry.number)")
  }

  private static func arguments(_ acl: Identifier<NetworkACL>, _ entry: NetworkACL.Entry) -> [(String, String)] {
    let isICMP = entry.pattern.ipProtocol?.hasTypeAndCode ?? false
    let bounds = entry.pattern.bounds.map { bounds in
      isICMP
        ? [("icmp_type", "\(bounds.from)"), ("icmp_code", "\(bounds.to)")]
        : [("from_port", "\(bounds.from)"), ("to_port", "\(bounds.to)")]
    }
    return [
      ("network_acl_id", string("\(acl)")), ("rule_number", "\(entry.number)"),
      ("egress", "\(entry.direction == .outbound)"), ("protocol", "\"\(number(entry.pattern.ipProtocol))\""),
      ("rule_action", "\"\(entry.action.rawValue)\""),
      (entry.cidrBlock.family == .v4 ? "cidr_block" : "ipv6_cidr_block", "\"\(entry.cidrBlock)\""),
    ] + (bounds ?? [])
  }

  private static func number(_ ipProtocol: IPProtocol?) -> String { ipProtocol.map { "\($0.rawValue)" } ?? "-1" }

  // MARK: Security groups

  private static func label(_ group: Identifier<SecurityGroup>, _ rule: SecurityGroup.Rule) -> String {
    name("\(group)_\(rule.direction.rawValue)_\(rule.pattern)")
  }

  private static func arguments(_ group: Identifier<SecurityGroup>, _ rule: SecurityGroup.Rule) -> [(String, String)] {
    let peer =
      switch rule.peer {
      case .cidrBlock(let block): (block.family == .v4 ? "cidr_ipv4" : "cidr_ipv6", "\"\(block)\"")
      case .prefixList(let list): ("prefix_list_id", string("\(list)"))
      case .securityGroup(let other): ("referenced_security_group_id", string("\(other)"))
      }
    let bounds = rule.pattern.bounds.map { [("from_port", "\($0.from)"), ("to_port", "\($0.to)")] }
    return [
      ("security_group_id", string("\(group)")),
      ("ip_protocol", "\"\(rule.pattern.ipProtocol.map(\.nameInSecurityGroups) ?? "-1")\""),
    ] + (bounds ?? []) + [peer]
  }

  // MARK: Routes

  private static func label(_ table: Identifier<RouteTable>, _ route: Route) -> String {
    name("\(table)_\(destination(route).value)")
  }

  private static func arguments(_ table: Identifier<RouteTable>, _ route: Route) -> [(String, String)] {
    let (argument, value) = destination(route)
    let target = route.target.field.map { [($0.argument, string(route.target.text))] } ?? []
    return [("route_table_id", string("\(table)")), (argument, string("\(value)"))] + target
  }

  private static func destination(_ route: Route) -> (argument: String, value: String) {
    switch route.destination {
    case .cidrBlock(let block) where block.family == .v4: ("destination_cidr_block", "\(block)")
    case .cidrBlock(let block): ("destination_ipv6_cidr_block", "\(block)")
    case .prefixList(let list): ("destination_prefix_list_id", "\(list)")
    }
  }

  /// A text as a quoted template of Terraform's (its configuration syntax, "Strings and Templates").
  private static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.onOneLine.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\"
      case "{" where quoted.last == "$" || quoted.last == "%": quoted.append(quoted.last ?? "$")
      default: break
      }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// A text as a name of Terraform's: letters, digits and underscores.
  private static func name(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
