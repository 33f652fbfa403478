internal import NetworkModel
internal import Ports

extension SecurityGroup {
  /// Reads one element of `SecurityGroups`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    var id: Identifier<SecurityGroup>?
    var name: String?
    var vpc: Identifier<VPC>?
    var rules: [Rule] = []
    var lacksPeers = false
    var tellsInbound = false
    var tellsOutbound = false
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "GroupId": id = try value.identifier()
      case "GroupName": name = try value.string()
      case "IpPermissions":
        tellsInbound = true
        try Rule.append(to: &rules, value, .inbound, &remarks, &lacksPeers)
      case "IpPermissionsEgress":
        tellsOutbound = true
        try Rule.append(to: &rules, value, .outbound, &remarks, &lacksPeers)
      case "VpcId": vpc = try value.identifier()
      default: remarks.notePassing(key, value, in: .securityGroup)
      }
    }
    if !tellsInbound { remarks.noteLack(of: "IpPermissions") }
    if !tellsOutbound { remarks.noteLack(of: "IpPermissionsEgress") }
    let known = try JSONObject.required(id, "GroupId")
    self.init(id: known, name: name ?? known.text, vpc: vpc, rules: rules, lacksPeers: lacksPeers)
  }
}

extension SecurityGroup: Describable {
  static let noun = "security group"

  static let members: [Member<SecurityGroup>] = [
    Member("IpPermissions", list: \.inboundRules, "the inbound rules", .required) { $0.shortText },
    Member("IpPermissionsEgress", list: \.outboundRules, "the outbound rules", .required) { $0.shortText },
    Member("IpRanges", known: \.tellsPeers, "for whom its rules are", .elidable),
    Member("VpcId", known: \.vpc, "the VPC", .elidable),
    Member("GroupName", known: \.knownName, "the name", .label),
  ]

  /// The name that AWS tells; where nothing tells one, the group goes by its id.
  private var knownName: String? {
    get { name == id.text ? nil : name }
    set { name = newValue ?? id.text }
  }

  /// True where each permission comes with all lists of peers.
  private var tellsPeers: Bool? {
    get { lacksPeers ? nil : true }
    set { lacksPeers = newValue == nil }
  }

  private var inboundRules: [Rule] {
    get { Array(rules(.inbound)) }
    set { rules = (Array(rules(.outbound)) + newValue).sorted() }
  }

  private var outboundRules: [Rule] {
    get { Array(rules(.outbound)) }
    set { rules = (Array(rules(.inbound)) + newValue).sorted() }
  }
}

extension SecurityGroup.Rule {
  /// Reads the permissions of one direction: one rule for each peer of each permission.
  fileprivate static func append(
    to rules: inout [Self], _ list: JSONValue, _ direction: Direction, _ remarks: inout DescriptionRemarks,
    _ lacksPeers: inout Bool
  ) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var permission = try value.object()
      var peers: [Peer] = []
      // No key comes twice in an object.
      var lists = 0
      try permission.visit { key, value throws(MalformedJSON) in
        switch key {
        case "IpRanges":
          lists += 1
          try append(to: &peers, value, "CidrIp") { value throws(MalformedJSON) in .cidrBlock(try value.cidrBlock()) }
        case "Ipv6Ranges":
          lists += 1
          try append(to: &peers, value, "CidrIpv6") { value throws(MalformedJSON) in .cidrBlock(try value.cidrBlock()) }
        case "PrefixListIds":
          lists += 1
          try append(to: &peers, value, "PrefixListId") { value throws(MalformedJSON) in
            .prefixList(try value.identifier())
          }
        case "UserIdGroupPairs":
          lists += 1
          try append(to: &peers, value, "GroupId") { value throws(MalformedJSON) in
            .securityGroup(try value.identifier())
          }
        default: remarks.notePassing(key, value, in: .permission)
        }
      }
      if lists < 4 { lacksPeers = true }
      let pattern = try TrafficPattern(&permission, direction, &remarks)
      for peer in peers { rules.append(Self(direction: direction, pattern: pattern, peer: peer)) }
    }
  }

  /// Reads `key`, which each object in a list must have: one left out would be a peer lost.
  private static func append(
    to peers: inout [Peer], _ list: JSONValue, _ key: StaticString,
    _ read: (JSONValue) throws(MalformedJSON) -> Peer
  ) throws(MalformedJSON) {
    try list.forEach { element throws(MalformedJSON) in
      var element = try element.object()
      peers.append(try element.required(key, read))
    }
  }

  /// The rule in a few words.
  var shortText: String {
    let name =
      switch peer {
      case .cidrBlock(let block): "\(block)"
      case .prefixList(let list): "\(list)"
      case .securityGroup(let group): "\(group)"
      }
    return direction == .inbound ? "\(pattern) from \(name)" : "\(pattern) to \(name)"
  }
}

extension TrafficPattern {
  /// Reads the protocol and ports, or ICMP type and code, of one permission (BOTO:ec2 `IpPermission`, traps 7–9).
  init(
    _ permission: inout JSONObject, _ direction: Direction, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) {
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
    // An ICMPv6 rule without them is for all types.
    if ipProtocol != .icmpv6, permission.value("FromPort") == nil, permission.value("ToPort") == nil {
      remarks.noteDoubt(
        of: "an \(direction.rawValue) \(ipProtocol) rule",
        "has neither “FromPort” nor “ToPort”, which AWS always prints for its protocol")
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
