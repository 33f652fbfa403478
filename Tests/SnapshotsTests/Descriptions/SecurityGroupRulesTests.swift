import NetworkModel
import Snapshots
import Testing

/// `DescribeSecurityGroupRules` lists the rules of groups one by one.
@Suite struct SecurityGroupRulesTests {
  private static func rule(_ fields: String) -> String {
    #"{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-1", "GroupOwnerId": "111122223333", "Tags": [], \#(fields)}"#
  }

  private static let rules = [
    rule(#""IsEgress": false, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "10.0.0.0/8""#),
    rule(
      #""IsEgress": false, "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "Description": "x", "#
        + #""ReferencedGroupInfo": {"GroupId": "sg-2", "UserId": "444455556666"}"#),
    rule(#""IsEgress": true, "IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "CidrIpv6": "::/0""#),
    rule(#""IsEgress": true, "IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "PrefixListId": "pl-1""#),
  ]

  private static let listed = #""SecurityGroupRules": [\#(rules.joined(separator: ", "))]"#

  private static func described(_ permissions: String) -> String {
    #""SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "VpcId": "vpc-1"\#(permissions)}]"#
  }

  private static let permissions = """
    , "IpPermissions": [
      {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
      {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "UserIdGroupPairs": [{"GroupId": "sg-2"}]}],
    "IpPermissionsEgress": [
      {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
      {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "PrefixListIds": [{"PrefixListId": "pl-1"}]}]
    """

  @Test func `a group that only they tell of has them, and goes by its id`() throws {
    let network = try network("{\(Self.listed)}")
    let whole = try #require(try Snapshot(json: "{\(Self.described(Self.permissions))}").network.securityGroups["sg-1"])
    let group = try #require(network.securityGroups["sg-1"])
    #expect(group.name == "sg-1" && group.vpc == nil)
    #expect(group.rules == whole.rules)
    #expect(network.doubts.isEmpty)
    #expect(try notices("{\(Self.listed)}") == [])
  }

  @Test func `a group that is described without its rules gets them`() throws {
    for json in ["{\(Self.described("")), \(Self.listed)}", "{\(Self.listed), \(Self.described(""))}"] {
      let network = try network(json)
      let group = try #require(network.securityGroups["sg-1"])
      #expect(group.name == "web" && group.vpc == "vpc-1" && group.rules.count == 4)
      #expect(network.doubts.isEmpty)
    }
  }

  @Test func `rules that are told both ways and alike are one`() throws {
    let json = "{\(Self.described(Self.permissions)), \(Self.listed)}"
    #expect(try network(json).securityGroups["sg-1"]?.rules.count == 4)
    #expect(try notices(json) == [])
  }

  @Test func `rules that are told both ways and differently are in doubt`() throws {
    let fewer = #""SecurityGroupRules": [\#(Self.rules[1...].joined(separator: ", "))]"#
    let doubts = try network("{\(Self.described(Self.permissions)), \(fewer)}").doubts["sg-1"] ?? []
    #expect(doubts.map(\.what) == ["the inbound rules of security group sg-1"])
  }

  @Test func `rules whose pages are missing are in doubt where nothing else tells the group's`() throws {
    let few = #""SecurityGroupRules": [\#(Self.rules[0])], "NextToken": "x""#
    #expect(try network("{\(few)}").doubts["sg-1"]?.count == 1)
    #expect(try network("{\(Self.described("")), \(few)}").doubts["sg-1"]?.count == 1)
  }

  @Test func `a rule without anyone it is for is refused`() {
    let json = #"{"SecurityGroupRules": [\#(Self.rule(#""IsEgress": true, "IpProtocol": "-1""#))]}"#
    #expect(refusal(of: json) == "f.json: SecurityGroupRules[0]: lacks “ReferencedGroupInfo”")
  }
}
