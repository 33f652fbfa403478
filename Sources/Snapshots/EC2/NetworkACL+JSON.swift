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
        let entry = try Entry(value.object())
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
  init(_ fields: JSONObject) throws(MalformedJSON) {
    var block: CIDRBlock?
    var blockV6: CIDRBlock?
    var isOutbound: Bool?
    var icmp: PortSet?
    var ports: PortSet?
    var ipProtocol: IPProtocol??
    var action: Action?
    var number: Int?
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "CidrBlock": block = try value.cidrBlock()
      case "Egress": isOutbound = try value.bool()
      case "IcmpTypeCode":
        var fields = try value.object()
        icmp = try PortSet(&fields, icmpType: "Type", code: "Code")
      case "Ipv6CidrBlock": blockV6 = try value.cidrBlock()
      case "PortRange":
        var range = try value.object()
        ports = try PortSet(&range, from: "From", to: "To")
      case "Protocol": ipProtocol = try value.networkACLProtocol()
      case "RuleAction":
        if try value.isString("allow") {
          action = .allow
        } else {
          guard try value.isString("deny") else { throw value.isNot("allow or deny") }
          action = .deny
        }
      case "RuleNumber": number = try value.int(in: 1...65_535)
      default: break
      }
    }
    let direction = try JSONObject.required(isOutbound, "Egress") ? Direction.outbound : .inbound
    let read = (
      protocol: try JSONObject.required(ipProtocol, "Protocol"), action: try JSONObject.required(action, "RuleAction"),
      number: try JSONObject.required(number, "RuleNumber")
    )
    guard let block = block ?? blockV6 else {
      throw MalformedJSON("lacks both “CidrBlock” and “Ipv6CidrBlock”")
    }
    guard blockV6 == nil || blockV6 == block else {
      throw MalformedJSON("has both “CidrBlock” and “Ipv6CidrBlock”")
    }
    let selectors: PortSet? =
      switch read.protocol {
      case .icmp?: icmp
      // With an IPv4 block, 58 stands for all types whatever the entry says (trap 10, BOTO:ec2).
      case .icmpv6?: block.family == .v6 ? icmp : nil
      default: ports
      }
    self.init(
      number: read.number, direction: direction, action: read.action, cidrBlock: block,
      pattern: TrafficPattern(read.protocol, selectors ?? .all))
  }
}

extension JSONValue {
  /// The protocol of a network ACL entry: the text of a number, −1 (nil) for all (BOTO:ec2).
  fileprivate func networkACLProtocol() throws(MalformedJSON) -> IPProtocol? {
    if try isString("-1") { return nil }
    let text = try string()
    guard let number = UInt8(text), String(number) == text else {
      throw isNot("a protocol number from 0 to 255, or -1 for all")
    }
    return IPProtocol(rawValue: number)
  }
}
