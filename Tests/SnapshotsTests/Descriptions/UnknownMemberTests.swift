import NetworkModel
import Snapshots
import Testing

/// AWS adds members to its answers. One that is not known is noted, and where it may decide, it is a doubt.
@Suite struct UnknownMemberTests {
  @Test func `a member that is not known is counted and puts its resource in doubt`() throws {
    let json = """
      {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Shield": {"Mode": "x"}},
        {"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16", "Shield": {"Mode": "x"}}]}
      """
    #expect(
      try notices(json) == [
        "members that Portolan does not know: Vpc.Shield (2)",
        "in doubt: VPC vpc-1: f.json: it has “Shield”, which Portolan does not know and which may decide",
        "in doubt: VPC vpc-2: f.json: it has “Shield”, which Portolan does not know and which may decide",
      ])
    #expect(try network(json).doubts.keys.sorted() == ["vpc-1", "vpc-2"])
  }

  @Test(arguments: ["[]", "{}", "\"\"", "false", "\"disabled\"", "\"none\""])
  func `one that says that there is nothing decides nothing`(_ value: String) throws {
    let json = #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Shield": \#(value)}]}"#
    #expect(try network(json).doubts.isEmpty)
    #expect(try notices(json) == ["members that Portolan does not know: Vpc.Shield (1)"])
  }

  @Test func `labels decide nothing`() throws {
    let json = #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "VpcArn": "arn:x", "LaunchTime": "now"}]}"#
    #expect(try network(json).doubts.isEmpty)
  }

  @Test func `members of entries, rules, routes and attachments put what has them in doubt`() throws {
    let objects = [
      "acl-1": """
      {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "v", "IsDefault": true, "Associations": [], "Entries": [
        {"RuleNumber": 1, "Egress": true, "RuleAction": "allow", "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "New": 1}]}]}
      """,
      "sg-1": """
      {"SecurityGroups": [{"GroupId": "sg-1", "IpPermissionsEgress": [], "IpPermissions": [
        {"IpProtocol": "-1", "IpRanges": [], "New": 1}]}]}
      """,
      "rtb-1": """
      {"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "v", "Associations": [], "Routes": [
        {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active", "New": 1}]}]}
      """,
      "eni-1": """
      {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "s", "VpcId": "v", "Status": "in-use",
        "PrivateIpAddress": "10.0.0.5", "Groups": [], "SourceDestCheck": true, "New": 1}]}
      """,
      "tgw-1": #"{"TransitGateways": [{"TransitGatewayId": "tgw-1", "State": "available", "Options": {"New": 1}}]}"#,
      "tgw-rtb-1": """
      {"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "t", "New": 1}]}
      """,
      "a": """
      {"TransitGatewayVpcAttachments": [{"TransitGatewayAttachmentId": "a", "TransitGatewayId": "t", "VpcId": "v",
        "State": "available", "Options": {"ApplianceModeSupport": "disable", "New": 1}}]}
      """,
    ]
    for (id, json) in objects {
      let network = try network(json)
      #expect(network.doubts[id]?.count == 1, "\(id): \(network.doubts)")
      #expect(network.doubts.count == 1, "\(id): \(network.doubts)")
    }
  }

  // MARK: What AWS has added and Portolan does not follow

  private static let gateway = """
    "InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available", "VpcId": "vpc-1"}]}]
    """

  @Test func `a firewall at the internet gateway puts the gateway in doubt, whoever tells of it`() throws {
    let tellers = [
      """
      "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16",
        "NetworkFirewallAssociations": [{"FirewallOnboardingStatus": "active"}]}]
      """,
      """
      "Subnets": [{"SubnetId": "s", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24",
        "NetworkFirewallConnectivityType": "outbound-only"}]
      """,
      """
      "RouteTables": [{"RouteTableId": "r", "VpcId": "vpc-1", "Associations": [], "Routes": [
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active", "IgwFirewall": {"x": 1}}]}]
      """,
    ]
    for teller in tellers {
      let doubts = try network("{\(teller), \(Self.gateway)}").doubts
      #expect(doubts.keys.sorted() == ["igw-1"], "\(doubts)")
      #expect(doubts["igw-1"]?.first?.why.contains("a firewall stands at the internet gateway") == true)
    }
    let none = #""Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "NetworkFirewallAssociations": []}]"#
    #expect(try network("{\(none), \(Self.gateway)}").doubts.isEmpty)
    let excluded = tellers[1].replacing("outbound-only", with: "exclude")
    #expect(try network("{\(excluded), \(Self.gateway)}").doubts.isEmpty)
  }

  @Test func `translation and policy tables at an attachment put it in doubt`() throws {
    func doubts(_ fields: String) throws -> Int {
      let json = """
        {"TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "a", "TransitGatewayId": "t",
          "ResourceType": "vpc", "ResourceId": "v", "State": "available", \(fields)}]}
        """
      return try network(json).doubts["a"]?.count ?? 0
    }
    #expect(try doubts(#""NatGatewaySupport": "enabled""#) == 1)
    #expect(try doubts(#""NatGatewaySupport": "disabling""#) == 1)
    #expect(try doubts(#""NatGatewaySupport": "disabled""#) == 0)
    #expect(try doubts(#""Association": {"TransitGatewayPolicyTableId": "p", "State": "associated"}"#) == 1)
    #expect(try doubts(#""Association": {"TransitGatewayRouteTableId": "r", "State": "associated"}"#) == 0)
  }

  private static func isDoubted(subnet: String, setting: String?, _ exclusions: String? = nil) throws -> Bool {
    let lists = [
      """
      "Subnets": [{"SubnetId": "s", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24",
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "\(subnet)"}}]
      """, gateway, setting.map { #""VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "\#($0)"}"# },
      exclusions.map { #""VpcBlockPublicAccessExclusions": \#($0)"# },
    ]
    return try network("{\(lists.compactMap(\.self).joined(separator: ", "))}").doubts["igw-1"] != nil
  }

  @Test func `what a subnet says of Block Public Access is held against the account's setting`() throws {
    let block = "block-bidirectional"
    #expect(try Self.isDoubted(subnet: block, setting: nil))
    #expect(try Self.isDoubted(subnet: block, setting: "off"))
    #expect(try Self.isDoubted(subnet: block, setting: "block-ingress"))
    #expect(try Self.isDoubted(subnet: "off", setting: block, "[]"))
    #expect(try Self.isDoubted(subnet: "block-everything", setting: nil) == false)  // a doubt of the subnet itself
    #expect(try !Self.isDoubted(subnet: block, setting: block))
    #expect(try !Self.isDoubted(subnet: "off", setting: nil))
    #expect(try !Self.isDoubted(subnet: "off", setting: "off"))
    // It may be told of what is excluded.
    #expect(try !Self.isDoubted(subnet: "off", setting: block))
    let exclusion = """
      [{"ExclusionId": "x", "InternetGatewayExclusionMode": "allow-bidirectional", "State": "create-complete",
        "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"}]
      """
    #expect(try !Self.isDoubted(subnet: "off", setting: block, exclusion))
  }
}
