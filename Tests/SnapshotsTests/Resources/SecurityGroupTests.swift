import NetworkModel
import Ports
import Snapshots
import Testing

@Suite struct SecurityGroupTests {
  /// The pattern of the one rule of a group, given as the inside of its permission's JSON object.
  private static func pattern(_ fields: String) throws -> TrafficPattern {
    let json = """
      {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "VpcId": "vpc-1",
        "IpPermissions": [{\(fields), "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]}
      """
    return try #require(try network(json).securityGroups["sg-1"]?.rules.first).pattern
  }

  @Test func `a group has one rule for each peer of each permission`() throws {
    let https = TrafficPattern(.tcp, "443-444")
    let echo = TrafficPattern(.icmp, PortSet(0x0800))
    func block(_ text: String) throws -> SecurityGroup.Rule.Peer { .cidrBlock(try #require(CIDRBlock(text))) }
    func rule(_ direction: Direction, _ pattern: TrafficPattern, _ peer: SecurityGroup.Rule.Peer)
      -> SecurityGroup.Rule
    {
      SecurityGroup.Rule(direction: direction, pattern: pattern, peer: peer)
    }
    #expect(
      Array(try network(Samples.securityGroups).securityGroups) == [
        SecurityGroup(
          id: "sg-1", name: "web", vpc: "vpc-1",
          rules: [
            rule(.inbound, https, .securityGroup("sg-1")), rule(.inbound, https, .securityGroup("sg-2")),
            rule(.inbound, https, try block("10.0.0.0/8")), rule(.inbound, https, try block("192.0.2.0/24")),
            rule(.inbound, https, try block("2001:db8::/32")), rule(.inbound, https, .prefixList("pl-1")),
            rule(.inbound, echo, try block("0.0.0.0/0")),
            rule(.outbound, .all, try block("0.0.0.0/0")), rule(.outbound, .all, try block("::/0")),
          ])
      ])
  }

  @Test func `a group may have no rules, no VPC and no name`() throws {
    let groups = try network(#"{"SecurityGroups": [{"GroupId": "sg-1"}]}"#).securityGroups
    #expect(Array(groups) == [SecurityGroup(id: "sg-1", name: "sg-1", vpc: nil, rules: [])])
  }

  @Test func `a permission without peers allows nothing`() throws {
    let json = """
      {"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "-1",
        "IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}]}]}
      """
    #expect(try network(json).securityGroups["sg-1"]?.rules == [])
  }

  @Test func `trap 7: ports of any protocol but TCP, UDP and ICMP are ignored`() throws {
    for number in [0, 2, 47, 50, 132, 255] {
      let pattern = try Self.pattern(#""IpProtocol": "\#(number)", "FromPort": 80, "ToPort": 80"#)
      #expect(pattern == TrafficPattern(IPProtocol(rawValue: UInt8(number))), "\(number)")
    }
    #expect(try Self.pattern(#""IpProtocol": "-1", "FromPort": 80, "ToPort": 80"#) == .all)
    #expect(try Self.pattern(#""IpProtocol": "-1", "FromPort": -1, "ToPort": -1"#) == .all)
  }

  @Test func `trap 8: a protocol is read by name and by number`() throws {
    for (name, number) in [("tcp", 6), ("udp", 17)] {
      let byName = try Self.pattern(#""IpProtocol": "\#(name)", "FromPort": 80, "ToPort": 90"#)
      let byNumber = try Self.pattern(#""IpProtocol": "\#(number)", "FromPort": 80, "ToPort": 90"#)
      #expect(byName == TrafficPattern(IPProtocol(rawValue: UInt8(number)), "80-90"))
      #expect(byName == byNumber)
    }
    #expect(
      try Self.pattern(#""IpProtocol": "icmpv6", "FromPort": 128, "ToPort": 0"#)
        == Self.pattern(#""IpProtocol": "58", "FromPort": 128, "ToPort": 0"#))
  }

  @Test func `trap 9: ports may be missing, and of ICMP they are type and code`() throws {
    let patterns: [(String, TrafficPattern)] = [
      (#""IpProtocol": "-1""#, .all), (#""IpProtocol": "tcp""#, TrafficPattern(.tcp)),
      (#""IpProtocol": "icmp", "FromPort": -1, "ToPort": -1"#, TrafficPattern(.icmp)),
      (#""IpProtocol": "icmp", "FromPort": -1, "ToPort": 0"#, TrafficPattern(.icmp)),
      (#""IpProtocol": "icmpv6", "FromPort": -1, "ToPort": 65535"#, TrafficPattern(.icmpv6)),
      (#""IpProtocol": "icmp""#, TrafficPattern(.icmp)),
      (#""IpProtocol": "icmpv6""#, TrafficPattern(.icmpv6)),
      (#""IpProtocol": "icmp", "FromPort": 3, "ToPort": 4"#, TrafficPattern(.icmp, PortSet(0x0304))),
      (
        #""IpProtocol": "icmp", "FromPort": 8, "ToPort": -1"#, TrafficPattern(.icmp, PortSet(0x0800...0x08FF))
      ),
    ]
    for (fields, pattern) in patterns { #expect(try Self.pattern(fields) == pattern, "\(fields)") }
  }

  @Test func `a prefix list has the blocks of its Cidrs or of its Entries, ascending`() throws {
    func blocks(_ texts: String...) -> [CIDRBlock] { texts.compactMap { CIDRBlock($0) } }
    #expect(
      Array(try network(Samples.prefixLists).prefixLists) == [
        PrefixList(
          id: "pl-1", name: "com.amazonaws.eu-west-1.s3", cidrBlocks: blocks("3.5.64.0/21", "52.218.0.0/17")),
        PrefixList(id: "pl-2", name: "offices", cidrBlocks: blocks("198.51.100.0/24", "203.0.113.0/24")),
      ])
  }

  @Test func `a prefix list that is only named has no blocks to speak of`() throws {
    let named = #"{"ManagedPrefixLists": [{"PrefixListId": "pl-1", "PrefixListName": "x"}]}"#
    #expect(try network(named).prefixLists["pl-1"] == PrefixList(id: "pl-1", name: "x", cidrBlocks: nil))
    let empty = #"{"ManagedPrefixLists": [{"PrefixListId": "pl-1", "Entries": []}]}"#
    #expect(try network(empty).prefixLists["pl-1"] == PrefixList(id: "pl-1", cidrBlocks: []))
  }

  @Test func `of two descriptions of a prefix list the one with blocks counts, in either order`() throws {
    let described = #""PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": ["3.5.64.0/21"]}]"#
    let named = #""ManagedPrefixLists": [{"PrefixListId": "pl-1", "PrefixListName": "x"}]"#
    for json in ["{\(described), \(named)}", "{\(named), \(described)}"] {
      #expect(try network(json).prefixLists["pl-1"]?.cidrBlocks?.map(\.description) == ["3.5.64.0/21"])
      #expect(try notices(json) == [])
    }
  }
}
