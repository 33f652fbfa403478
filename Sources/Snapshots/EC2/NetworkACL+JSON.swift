internal import Network
internal import Ports

extension NetworkACL {
  /// Reads one element of `NetworkAcls`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let subnets = try fields.each(of: "Associations", "SubnetId") {
      value throws(MalformedJSON) -> Identifier<Subnet> in try value.identifier()
    }
    let entries = try fields.optional("Entries") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in
        var entry = try value.object()
        return try Entry(&entry)
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
      let code = try fields.int("Code", in: -1...255) ?? -1
      let type = try fields.int("Type", in: -1...255) ?? -1
      guard let selectors = TrafficPattern.selectors(icmpType: type, code: code) else {
        throw MalformedJSON("has code \(code) for all types: a code needs a type")
      }
      return selectors
    }
    let blockV6 = try fields.cidrBlock("Ipv6CidrBlock")
    let ports = try fields.optional("PortRange") { value throws(MalformedJSON) in
      var range = try value.object()
      return try PortSet(&range, from: "From", to: "To")
    }
    let ipProtocol = try fields.required("Protocol") { value throws(MalformedJSON) in
      try value.networkACLProtocol()
    }
    let action = try fields.required("RuleAction") { value throws(MalformedJSON) in
      guard let action = Action(rawValue: try value.string()) else { throw value.isNot("allow or deny") }
      return action
    }
    let number = try fields.required("RuleNumber") { value throws(MalformedJSON) in
      try value.int(in: 1...65_535)
    }
    guard let block = block ?? blockV6 else {
      throw MalformedJSON("lacks both “CidrBlock” and “Ipv6CidrBlock”")
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
    guard let number = UInt8(text) else { throw isNot("a protocol number from 0 to 255, or -1 for all") }
    return IPProtocol(rawValue: number)
  }
}

extension PortSet {
  /// Reads a range of ports from two fields of an object; a missing bound is the lowest or highest port.
  init(_ fields: inout JSONObject, from lowerKey: StaticString, to upperKey: StaticString) throws(MalformedJSON) {
    let lower = try fields.optional(lowerKey) { value throws(MalformedJSON) in try value.port() } ?? 0
    let upper = try fields.optional(upperKey) { value throws(MalformedJSON) in try value.port() } ?? .max
    guard lower <= upper else {
      throw MalformedJSON("has the range \(lower)-\(upper), which ends before it begins")
    }
    self.init(lower...upper)
  }
}

extension JSONValue {
  /// The value as a port.
  package func port() throws(MalformedJSON) -> UInt16 {
    let value = try? int(in: 0...65_535)
    guard let value, let port = UInt16(exactly: value) else { throw isNot("a port from 0 to 65535") }
    return port
  }
}
