internal import NetworkModel
internal import Ports

extension NetworkACL {
  /// Reads one element of `NetworkAcls`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    var id: Identifier<NetworkACL>?
    var vpc: Identifier<VPC>?
    var isDefault: Bool?
    var subnets: [Identifier<Subnet>]?
    var entries: [Entry]?
    var name: String?
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "Associations":
        subnets = try value.list { value throws(MalformedJSON) in
          var association = try value.object()
          return try association.requiredIdentifier("SubnetId")
        }
      case "Entries": entries = try value.networkACLEntries(&remarks)
      case "IsDefault": isDefault = try value.bool()
      case "NetworkAclId": id = try value.identifier()
      case "Tags": name = try value.tags().name
      case "VpcId": vpc = try value.identifier()
      default: remarks.notePassing(key, value, in: .networkACL)
      }
    }
    if entries == nil { remarks.noteLack(of: "Entries") }
    if subnets == nil { remarks.noteLack(of: "Associations") }
    if isDefault == nil { remarks.noteLack(of: "IsDefault") }
    self.init(
      id: try JSONObject.required(id, "NetworkAclId"), name: name, vpc: try JSONObject.required(vpc, "VpcId"),
      isDefault: isDefault ?? false, entries: entries ?? [], subnets: subnets ?? [])
  }
}

extension NetworkACL: Describable {
  static let noun = "network ACL"

  static let members: [Member<NetworkACL>] = [
    Member("Entries", list: \.entries, "the entries", .required) { $0.shortText },
    Member("Associations", list: \.subnets, "the subnets", .required),
    Member("IsDefault", \.isDefault, "whether it is the default", .required),
    Member("VpcId", \.vpc, "the VPC", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}

extension JSONValue {
  fileprivate func networkACLEntries(_ remarks: inout DescriptionRemarks) throws(MalformedJSON) -> [NetworkACL.Entry] {
    var inboundNumbers: Set<Int> = []
    var outboundNumbers: Set<Int> = []
    return try list { value throws(MalformedJSON) in
      let entry = try NetworkACL.Entry(value.object(), &remarks)
      let isNew =
        entry.direction == .inbound
        ? inboundNumbers.insert(entry.number).inserted : outboundNumbers.insert(entry.number).inserted
      // Of two entries with one number nobody can say which decides. The implicit denies are one for each family.
      guard isNew || entry.isImplicitDeny else {
        throw MalformedJSON(
          "\(entry.number) is the number of another \(entry.direction.rawValue) entry", path: [.key("RuleNumber")])
      }
      return entry
    }
  }
}

extension NetworkACL.Entry {
  /// Reads one element of `Entries`.
  init(_ fields: JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
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
        let selectors = try PortSet(&fields, icmpType: "Type", code: "Code")
        icmp = fields.value("Type") != nil && fields.value("Code") != nil ? selectors : nil
      case "Ipv6CidrBlock": blockV6 = try value.cidrBlock()
      case "PortRange":
        var range = try value.object()
        let selectors = try PortSet(&range, from: "From", to: "To")
        ports = range.value("From") != nil ? selectors : nil
      case "Protocol": ipProtocol = try value.networkACLProtocol()
      case "RuleAction":
        if try value.isString("allow") {
          action = .allow
        } else {
          guard try value.isString("deny") else { throw value.isNot("allow or deny") }
          action = .deny
        }
      case "RuleNumber": number = try value.int(in: 1...65_535)
      default: remarks.notePassing(key, value, in: .networkACLEntry)
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
    if selectors == nil, let key = read.protocol?.selectorKey, read.protocol != .icmpv6 || block.family == .v6 {
      let entry = "\(direction.rawValue) entry \(read.number)"
      remarks.noteDoubt(of: entry, "has no “\(key)”, which AWS always prints for its protocol")
    }
    self.init(
      number: read.number, direction: direction, action: read.action, cidrBlock: block,
      pattern: TrafficPattern(read.protocol, selectors ?? .all))
  }
}

extension NetworkACL.Entry {
  /// The entry in a few words.
  fileprivate var shortText: String {
    "\(direction.rawValue) \(number) \(action.rawValue) \(cidrBlock) \(pattern)"
  }
}

extension IPProtocol {
  /// The member that tells which of the protocol's packets an entry is for; nil where AWS tells no such thing.
  fileprivate var selectorKey: String? {
    switch self {
    case .tcp, .udp: "PortRange"
    case .icmp, .icmpv6: "IcmpTypeCode"
    default: nil
    }
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
