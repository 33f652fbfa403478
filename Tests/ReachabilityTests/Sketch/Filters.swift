/// A network ACL; without entries it has nothing but the `*` that ends every one.
struct SketchedACL: Sketched {
  let id: String
  var vpc = "vpc-1"
  var isDefault = false
  var subnets: [String] = []
  var inbound: [Entry] = []
  var outbound: [Entry] = []

  /// An ACL that lets everything of both families through.
  static func open(_ id: String, subnets: [String], vpc: String = "vpc-1") -> Self {
    Self(
      id: id, vpc: vpc, subnets: subnets, inbound: [.allow(100), .allow(101, at: "::/0")],
      outbound: [.allow(100), .allow(101, at: "::/0")])
  }

  /// One entry: its number, what it does, and the packets it is for.
  struct Entry {
    var number: Int
    var action: String
    var ipProtocol: String
    var ports: ClosedRange<Int>?
    var icmp: (type: Int, code: Int)?
    var block: String

    static func allow(
      _ number: Int, _ ipProtocol: String = "-1", _ ports: ClosedRange<Int>? = nil,
      icmp: (type: Int, code: Int)? = nil, at block: String = "0.0.0.0/0"
    ) -> Self {
      Self(number: number, action: "allow", ipProtocol: ipProtocol, ports: ports, icmp: icmp, block: block)
    }

    static func deny(
      _ number: Int, _ ipProtocol: String = "-1", _ ports: ClosedRange<Int>? = nil,
      icmp: (type: Int, code: Int)? = nil, at block: String = "0.0.0.0/0"
    ) -> Self {
      Self(number: number, action: "deny", ipProtocol: ipProtocol, ports: ports, icmp: icmp, block: block)
    }

    func json(isOutbound: Bool) -> JSONText {
      let isV6 = block.contains(":")
      let entry: JSONText = [
        "Egress": .bool(isOutbound), "Protocol": "\(ipProtocol)", "RuleAction": "\(action)",
        "RuleNumber": .int(number),
      ]
      return entry.with([
        "CidrBlock": isV6 ? nil : "\(block)", "Ipv6CidrBlock": isV6 ? "\(block)" : nil,
        "PortRange": (ports ?? (["6", "17"].contains(ipProtocol) ? 0...65_535 : nil)).map {
          ["From": .int($0.lowerBound), "To": .int($0.upperBound)]
        },
        "IcmpTypeCode": (icmp ?? (["1", "58"].contains(ipProtocol) ? (-1, -1) : nil)).map {
          ["Type": .int($0.type), "Code": .int($0.code)]
        },
      ])
    }
  }

  var json: JSONText {
    let denies = [Entry.deny(32_767), .deny(32_768, at: "::/0")]
    return [
      "NetworkAclId": "\(id)", "VpcId": "\(vpc)", "IsDefault": .bool(isDefault),
      "Associations": .list(subnets.map { ["NetworkAclId": "\(id)", "SubnetId": "\($0)"] }),
      "Entries": .list(
        (inbound + denies).map { $0.json(isOutbound: false) } + (outbound + denies).map { $0.json(isOutbound: true) }),
      "Tags": [["Key": "Name", "Value": "\(id.dropFirst(4))"]],
    ]
  }
}

/// A security group; its name is its id without `sg-`.
struct SketchedGroup: Sketched {
  let id: String
  var vpc = "vpc-1"
  var inbound: [Rule] = []
  var outbound: [Rule] = []

  /// One permission for one peer.
  struct Rule {
    var ipProtocol: String
    /// `FromPort` and `ToPort`, which for ICMP are type and code; AWS leaves them out for all traffic.
    var ports: (from: Int, to: Int)?
    /// A block, a group or a prefix list, by the look of it.
    var peer: String

    static func allow(_ ipProtocol: String, _ from: Int, _ to: Int, with peer: String) -> Self {
      Self(ipProtocol: ipProtocol, ports: (from, to), peer: peer)
    }

    static func allow(_ ipProtocol: String, with peer: String) -> Self {
      Self(ipProtocol: ipProtocol, ports: nil, peer: peer)
    }

    /// Everything to or from every IPv4 and every IPv6 address.
    static let all: [Self] = [.allow("-1", with: "0.0.0.0/0"), .allow("-1", with: "::/0")]

    var json: JSONText {
      let none: JSONText = ["IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []]
      let permission =
        if peer.hasPrefix("sg-") {
          none.with(["UserIdGroupPairs": [["GroupId": "\(peer)", "UserId": "111122223333"]]])
        } else if peer.hasPrefix("pl-") {
          none.with(["PrefixListIds": [["PrefixListId": "\(peer)"]]])
        } else if peer.contains(":") {
          none.with(["Ipv6Ranges": [["CidrIpv6": "\(peer)"]]])
        } else {
          none.with(["IpRanges": [["CidrIp": "\(peer)"]]])
        }
      let ports = self.ports ?? ["tcp": (0, 65_535), "udp": (0, 65_535), "icmp": (-1, -1)][ipProtocol]
      return permission.with([
        "IpProtocol": "\(ipProtocol)", "FromPort": ports.map { .int($0.from) }, "ToPort": ports.map { .int($0.to) },
      ])
    }
  }

  var json: JSONText {
    [
      "GroupId": "\(id)", "GroupName": "\(id.dropFirst(3))", "VpcId": "\(vpc)",
      "IpPermissions": .list(inbound.map(\.json)), "IpPermissionsEgress": .list(outbound.map(\.json)),
    ]
  }
}

/// A prefix list, with or without its blocks.
struct SketchedPrefixList: Sketched {
  let id: String
  var blocks: [String]?

  var json: JSONText {
    let list: JSONText = ["PrefixListId": "\(id)", "PrefixListName": "list \(id.dropFirst(3))"]
    return list.with(["Entries": blocks.map { .list($0.map { ["Cidr": "\($0)"] }) }])
  }
}
