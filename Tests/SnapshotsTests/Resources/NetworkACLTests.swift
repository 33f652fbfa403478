import NetworkModel
import Ports
import Snapshots
import Testing

@Suite struct NetworkACLTests {
  /// The one entry of an ACL, given as the inside of its JSON object.
  private static func entry(_ fields: String) throws -> NetworkACL.Entry {
    let json = """
      {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "Entries":
        [{"RuleNumber": 100, "Egress": true, "RuleAction": "allow", \(fields)}]}]}
      """
    return try #require(try network(json).networkACLs["acl-1"]?.entries.first)
  }

  @Test func `trap 4: an ACL has its entries by number, whatever order they are listed in`() throws {
    func entry(
      _ number: Int, _ direction: Direction, _ action: NetworkACL.Entry.Action, _ block: String,
      _ pattern: TrafficPattern
    ) throws -> NetworkACL.Entry {
      NetworkACL.Entry(
        number: number, direction: direction, action: action, cidrBlock: try #require(CIDRBlock(block)),
        pattern: pattern)
    }
    #expect(
      Array(try network(Samples.networkACLs).networkACLs) == [
        NetworkACL(
          id: "acl-1", name: "app", vpc: "vpc-1", isDefault: true,
          entries: [
            try entry(100, .inbound, .allow, "0.0.0.0/0", TrafficPattern(.icmp, PortSet(0x0800...0x08FF))),
            try entry(100, .outbound, .allow, "10.0.0.0/8", TrafficPattern(.tcp, "1024-65535")),
            try entry(110, .inbound, .allow, "::/0", TrafficPattern(.icmpv6, PortSet(0x8000))),
            try entry(200, .outbound, .deny, "0.0.0.0/0", TrafficPattern(.udp, "53")),
            try entry(32_767, .inbound, .deny, "0.0.0.0/0", .all),
            try entry(32_768, .inbound, .deny, "::/0", .all),
          ], subnets: ["subnet-1", "subnet-2"])
      ])
  }

  @Test func `an ACL may have neither entries nor subnets`() throws {
    let json = #"{"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1"}]}"#
    #expect(Array(try network(json).networkACLs) == [NetworkACL(id: "acl-1", vpc: "vpc-1", entries: [])])
  }

  @Test func `trap 6: ports of any protocol but TCP and UDP are ignored`() throws {
    for number in [0, 2, 47, 50, 132, 255] {
      let entry = try Self.entry(
        #""Protocol": "\#(number)", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 80, "To": 80}"#)
      #expect(entry.pattern == TrafficPattern(IPProtocol(rawValue: UInt8(number))), "\(number)")
    }
    let all = try Self.entry(
      #""Protocol": "-1", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 80, "To": 80}"#)
    #expect(all.pattern == .all)
  }

  @Test func `TCP and UDP without a port range are for every port`() throws {
    for number in [6, 17] {
      let entry = try Self.entry(#""Protocol": "\#(number)", "CidrBlock": "0.0.0.0/0""#)
      #expect(entry.pattern == TrafficPattern(IPProtocol(rawValue: UInt8(number))))
    }
  }

  @Test func `trap 10: protocol 58 with an IPv4 block stands for all types`() throws {
    let fields = #""Protocol": "58", "IcmpTypeCode": {"Type": 128, "Code": 0}"#
    let v4 = try Self.entry(fields + #", "CidrBlock": "0.0.0.0/0""#)
    #expect(v4.pattern == TrafficPattern(.icmpv6))
    let v6 = try Self.entry(fields + #", "Ipv6CidrBlock": "::/0""#)
    #expect(v6.pattern == TrafficPattern(.icmpv6, PortSet(0x8000)))
  }

  @Test func `an ICMP entry without a type is for all types`() throws {
    for fields in ["", #", "IcmpTypeCode": {}"#, #", "IcmpTypeCode": {"Type": -1, "Code": -1}"#] {
      let entry = try Self.entry(#""Protocol": "1", "CidrBlock": "0.0.0.0/0""# + fields)
      #expect(entry.pattern == TrafficPattern(.icmp), "\(fields)")
    }
  }

  @Test func `both directions and both actions are read`() throws {
    let json = """
      {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "Entries": [
        {"RuleNumber": 1, "Egress": true, "RuleAction": "deny", "Protocol": "-1", "CidrBlock": "0.0.0.0/0"},
        {"RuleNumber": 1, "Egress": false, "RuleAction": "allow", "Protocol": "-1", "CidrBlock": "0.0.0.0/0"}]}]}
      """
    let acl = try #require(try network(json).networkACLs["acl-1"])
    #expect(acl.entries(.outbound).map(\.action) == [.deny])
    #expect(acl.entries(.inbound).map(\.action) == [.allow])
  }
}
