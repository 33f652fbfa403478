internal import NetworkModel
internal import Ports

extension NetworkACL {
  /// Reads one element of `NetworkAcls`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let subnets = try fields.each(of: "Associations", "SubnetId") {
      value throws(MalformedJSON) -> Identifier<Subnet> in try value.identifier()
    }
    var inboundNumbers: Set<Int> = []
    var outboundNumbers: Set<Int> = []
    let entries = try fields.optional("Entries") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in
        var fields = try value.object()
        let entry = try Entry(&fields)
        let isNew =
          entry.direction == .inbound
          ? inboundNumbers.insert(entry.number).inserted : outboundNumbers.insert(entry.number).inserted
        // Of two entries with one number nobody can say which decides. The implicit denies are one for each family.
        guard isNew || entry.isImplicitDeny else {
          throw MalformedJSON(
            "\(entry.number) is the number of another \(entry.direction.rawValue) entry",
            path: [.key("RuleNumber")])
        }
        return entry
      }
    }
    let isDefault = try fields.bool("IsDefault") ?? false
    self.init(
      id: try fields.requiredIdentifier("NetworkAclId"), name: try fields.nameTag(),
      vpc: try fields.requiredIdentifier("VpcId"), isDefault: isDefault, entries: entries ?? [],
      subnets: subnets)
  }
}

extension NetworkACL.Entry {
  /// Reads one element of `Entries`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let block = try fields.cidrBlock("CidrBlock")
    let isOutbound = try fields.required("Egress") { value throws(MalformedJSON) in try value.bool() }
    let icmp = try fields.optional("IcmpTypeCode") { value throws(MalformedJSON) in
      var fields = try value.object()
      return try PortSet(&fields, icmpType: "Type", code: "Code")
    }
    let blockV6 = try fields.cidrBlock("Ipv6CidrBlock")
    let ports = try fields.optional("PortRange") { value throws(MalformedJSON) in
      var range = try value.object()
      return try PortSet(&range, from: "From", to: "To")
    }
    let ipProtocol = try fields.required("Protocol") { value throws(MalformedJSON) in
      try value.networkACLProtocol()
    }
    let action = try fields.required("RuleAction") { value throws(MalformedJSON) -> Action in
      if try value.isString("allow") { return .allow }
      guard try value.isString("deny") else { throw value.isNot("allow or deny") }
      return .deny
    }
    let number = try fields.required("RuleNumber") { value throws(MalformedJSON) in
      try value.int(in: 1...65_535)
    }
    guard let block = block ?? blockV6 else {
      throw MalformedJSON("lacks both “CidrBlock” and “Ipv6CidrBlock”")
    }
    guard blockV6 == nil || blockV6 == block else {
      throw MalformedJSON("has both “CidrBlock” and “Ipv6CidrBlock”")
    }
    let selectors: PortSet? =
      switch ipProtocol {
      case .icmp?: icmp
      // With an IPv4 block, 58 stands for all types whatever the entry says (trap 10, BOTO:ec2).
      case .icmpv6?: block.family == .v6 ? icmp : nil
      default: ports
      }
    self.init(
      number: number, direction: isOutbound ? .outbound : .inbound, action: action, cidrBlock: block,
      pattern: TrafficPattern(ipProtocol, selectors ?? .all))
  }
}

extension JSONValue {
  /// The protocol of a network ACL entry: the text of a number, −1 (nil) for all (BOTO:ec2).
  fileprivate func networkACLProtocol() throws(MalformedJSON) -> IPProtocol? {
    let text = try string()
    if text == "-1" { return nil }
    guard let number = UInt8(text), String(number) == text else {
      throw isNot("a protocol number from 0 to 255, or -1 for all")
    }
    return IPProtocol(rawValue: number)
  }
}
