internal import NetworkModel
internal import Ports

extension SecurityGroup {
  /// Reads one element of `SecurityGroups`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<SecurityGroup> = try fields.requiredIdentifier("GroupId")
    let name = try fields.string("GroupName")
    var rules: [Rule] = []
    try Rule.append(to: &rules, from: &fields, "IpPermissions", .inbound)
    try Rule.append(to: &rules, from: &fields, "IpPermissionsEgress", .outbound)
    self.init(id: id, name: name ?? id.text, vpc: try fields.identifier("VpcId"), rules: rules)
  }
}

extension SecurityGroup.Rule {
  /// Reads the permissions of one direction: one rule for each peer of each permission.
  fileprivate static func append(
    to rules: inout [Self], from fields: inout JSONObject, _ key: StaticString, _ direction: Direction
  ) throws(MalformedJSON) {
    _ = try fields.optional(key) { list throws(MalformedJSON) in
      try list.forEach { permission throws(MalformedJSON) in
        var permission = try permission.object()
        let pattern = try TrafficPattern(&permission)
        for peer in try peers(&permission) {
          rules.append(Self(direction: direction, pattern: pattern, peer: peer))
        }
      }
    }
  }

  private static func peers(_ permission: inout JSONObject) throws(MalformedJSON) -> [Peer] {
    var peers: [Peer] = []
    peers += try permission.each(of: "UserIdGroupPairs", "GroupId") { value throws(MalformedJSON) in
      .securityGroup(try value.identifier())
    }
    peers += try permission.each(of: "IpRanges", "CidrIp") { value throws(MalformedJSON) in
      .cidrBlock(try value.cidrBlock())
    }
    peers += try permission.each(of: "Ipv6Ranges", "CidrIpv6") { value throws(MalformedJSON) in
      .cidrBlock(try value.cidrBlock())
    }
    peers += try permission.each(of: "PrefixListIds", "PrefixListId") { value throws(MalformedJSON) in
      .prefixList(try value.identifier())
    }
    return peers
  }
}

extension TrafficPattern {
  /// Reads the protocol and ports, or ICMP type and code, of one permission (BOTO:ec2 `IpPermission`, traps 7–9).
  fileprivate init(_ permission: inout JSONObject) throws(MalformedJSON) {
    let ipProtocol = try permission.required("IpProtocol") { value throws(MalformedJSON) -> IPProtocol? in
      let text = try value.string()
      if text == "-1" { return nil }
      guard let known = IPProtocol(text) else {
        throw value.isNot("tcp, udp, icmp, icmpv6, a protocol number from 0 to 255, or -1 for all")
      }
      return known
    }
    guard let ipProtocol, ipProtocol.hasPorts || ipProtocol.hasTypeAndCode else {
      self.init(ipProtocol)
      return
    }
    if ipProtocol.hasTypeAndCode {
      // For all types there is no code to look at, whatever stands in its place.
      if let type = permission.value("FromPort"), (try? type.int(in: -1 ... -1)) != nil {
        self.init(ipProtocol)
        return
      }
      self.init(ipProtocol, try PortSet(&permission, icmpType: "FromPort", code: "ToPort"))
    } else {
      self.init(ipProtocol, try PortSet(&permission, from: "FromPort", to: "ToPort"))
    }
  }
}
