public import NetworkModel
internal import Ports

extension Edit {
  /// The edits as a CloudFormation template in JSON: `AWS::EC2::NetworkAclEntry`, `AWS::EC2::SecurityGroupIngress`,
  /// `AWS::EC2::SecurityGroupEgress` and `AWS::EC2::Route`.
  ///
  /// A stack can only make what is not there and change or delete what it made: what an edit replaces or removes is told in the template's
  /// description, to be done where it is declared. Where that is all there is to do there is nothing for a stack to make, and no template.
  public static func cloudFormation(_ edits: [Edit], in network: Network) -> String? {
    var resources: [JSON.Member] = []
    var first: [String] = []
    let text = EditText(network: network, isPlain: true)
    for edit in edits {
      if let resource = edit.resource(number: resources.count + 1) { resources.append(resource) }
      if edit.needsRoom { first.append(text(edit)) }
    }
    guard !resources.isEmpty else { return nil }
    let description =
      first.isEmpty
      ? "Edits proven by Portolan."
      : "Edits proven by Portolan. To be changed or removed where they are declared, before this stack is made: "
        + first.joined(separator: "; ")
    return JSON.object([
      "AWSTemplateFormatVersion": .string("2010-09-09"), "Description": .string(String(description.prefix(1024))),
      "Resources": .object(resources),
    ]).text(indented: true) + "\n"
  }

  /// Whether something must go before it can be made.
  private var needsRoom: Bool {
    switch self {
    case .addEntry, .addRule, .addRoute: false
    case .replaceEntry, .removeEntry, .removeRule, .replaceRoute, .removeRoute: true
    }
  }

  private func resource(number: Int) -> JSON.Member? {
    func made(_ type: String, _ properties: [(String, JSON)]) -> JSON.Member {
      JSON.Member(
        key: "Edit\(number)",
        value: .object([
          "Type": .string("AWS::EC2::\(type)"),
          "Properties": .object(properties.map { JSON.Member(key: $0.0, value: $0.1) }),
        ]))
    }
    switch self {
    case .addEntry(let acl, let entry), .replaceEntry(let acl, _, let entry):
      return made("NetworkAclEntry", Self.properties(acl, entry))
    case .addRule(let group, let rule):
      return made(
        rule.direction == .inbound ? "SecurityGroupIngress" : "SecurityGroupEgress", Self.properties(group, rule))
    case .addRoute(let table, let route), .replaceRoute(let table, _, let route):
      return made("Route", Self.properties(table, route))
    case .removeEntry, .removeRule, .removeRoute: return nil
    }
  }

  private static func properties(_ acl: Identifier<NetworkACL>, _ entry: NetworkACL.Entry) -> [(String, JSON)] {
    let isICMP = entry.pattern.ipProtocol?.hasTypeAndCode ?? false
    let ports = entry.pattern.bounds.map { bounds in
      isICMP
        ? ("Icmp", JSON.object(["Type": .int(bounds.from), "Code": .int(bounds.to)]))
        : ("PortRange", JSON.object(["From": .int(bounds.from), "To": .int(bounds.to)]))
    }
    return [
      ("NetworkAclId", .string(acl.text)), ("RuleNumber", .int(entry.number)),
      ("Egress", .bool(entry.direction == .outbound)),
      ("Protocol", .int(entry.pattern.ipProtocol.map { Int($0.rawValue) } ?? -1)),
      ("RuleAction", .string(entry.action.rawValue)),
      (entry.cidrBlock.family == .v4 ? "CidrBlock" : "Ipv6CidrBlock", .string("\(entry.cidrBlock)")),
    ] + (ports.map { [$0] } ?? [])
  }

  private static func properties(_ group: Identifier<SecurityGroup>, _ rule: SecurityGroup.Rule) -> [(String, JSON)] {
    let side = rule.direction == .inbound ? "Source" : "Destination"
    let peer: (String, JSON) =
      switch rule.peer {
      case .cidrBlock(let block): (block.family == .v4 ? "CidrIp" : "CidrIpv6", .string("\(block)"))
      case .prefixList(let list): ("\(side)PrefixListId", .string(list.text))
      case .securityGroup(let other): ("\(side)SecurityGroupId", .string(other.text))
      }
    let bounds = rule.pattern.bounds.map { [("FromPort", JSON.int($0.from)), ("ToPort", JSON.int($0.to))] }
    return [
      ("GroupId", .string(group.text)),
      ("IpProtocol", .string(rule.pattern.ipProtocol.map(\.nameInSecurityGroups) ?? "-1")),
    ] + (bounds ?? []) + [peer]
  }

  private static func properties(_ table: Identifier<RouteTable>, _ route: Route) -> [(String, JSON)] {
    let destination: (String, JSON) =
      switch route.destination {
      case .cidrBlock(let block) where block.family == .v4: ("DestinationCidrBlock", .string("\(block)"))
      case .cidrBlock(let block): ("DestinationIpv6CidrBlock", .string("\(block)"))
      case .prefixList(let list): ("DestinationPrefixListId", .string(list.text))
      }
    let target = route.target.field.map { [($0.name, JSON.string(route.target.text))] } ?? []
    return [("RouteTableId", .string(table.text)), destination] + target
  }
}
