import NetworkModel
import Snapshots
import Testing

@Suite struct NoticeTests {
  private static func notices(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    return try Snapshot(readingFrom: folder.path).notices.map { $0.replacing("\(folder.path)/", with: "") }
  }

  private static let incomplete =
    "incomplete, since it ends with a token for more pages; run the call without --max-items"

  @Test func `keys that are not read are noticed once, in the order of their names`() throws {
    let notices = try Self.notices([
      "a.json": #"{"Vpcs": [], "FlowLogs": [], "DhcpOptions": [{"x": [1, {}]}]}"#,
      "b.json": #"{"Vpcs": [], "FlowLogs": [7]}"#,
    ])
    #expect(notices == ["not read, since Portolan does not model them: DhcpOptions, FlowLogs"])
  }

  @Test func `known keys inside a resource, and those that say nothing of networks, are not noticed`() throws {
    let vpc = #"{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "State": "available", "DhcpOptionsId": "default"}"#
    #expect(try Self.notices(["a.json": #"{"Vpcs": [\#(vpc)], "ResponseMetadata": {}, "failures": []}"#]) == [])
  }

  @Test func `names of keys are exact`() throws {
    for key in ["vpcs", "VPCs", "Vpc", "vpcSet", " Vpcs"] {
      let notices = try Self.notices([
        "a.json": #"{"\#(key)": [{"VpcId": "vpc-1"}]}"#, "b.json": #"{"Subnets": [], "\#(key)": [{"VpcId": "vpc-1"}]}"#,
      ])
      #expect(
        notices == [
          "nothing is read of a.json, which has “\(key)”, which looks like “Vpcs”; the keys must be as `aws` prints them",
          "not read, since Portolan does not model them: \(key)",
        ])
    }
  }

  @Test(arguments: ["NextToken", "Marker", "NextMarker"])
  func `a file that ends with a token for more pages is noticed as incomplete`(_ key: String) throws {
    let notices = try Self.notices([
      "a.json": #"{"Vpcs": [], "\#(key)": "abc"}"#, "b/c.json": #"{"\#(key)": "abc", "Subnets": []}"#,
      "done.json": #"{"InternetGateways": [], "\#(key)": null}"#,
      "empty.json": #"{"NatGateways": [], "\#(key)": ""}"#,
    ])
    #expect(
      notices == [
        "\(Self.incomplete): a.json (aws ec2 describe-vpcs), b/c.json (aws ec2 describe-subnets)"
      ])
  }

  @Test func `a file with two tokens is noticed once`() throws {
    let notices = try Self.notices(["a.json": #"{"Vpcs": [], "NextToken": "abc", "Marker": "abc"}"#])
    #expect(notices == ["\(Self.incomplete): a.json (aws ec2 describe-vpcs)"])
  }

  @Test func `resources described twice alike are one, and nothing to notice`() throws {
    for sample in Samples.all {
      let twice = try Self.notices(["a.json": sample, "b.json": sample])
      #expect(twice == [], "\(sample)")
      let folder = try TemporaryFolder(["a.json": sample, "b.json": sample])
      #expect(Inventory(try Snapshot(readingFrom: folder.path).network) == Inventory(try network(sample)))
    }
  }

  @Test func `a resource described twice and differently is noticed with both files and values`() throws {
    let notices = try Self.notices([
      "a.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#,
      "b.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}]}"#,
      "c.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.2.0.0/16"}]}"#,
    ])
    #expect(
      notices == [
        "described twice and differently: the CIDR blocks of VPC vpc-1: a.json says 10.0.0.0/16, b.json says 10.1.0.0/16",
        "described twice and differently: the CIDR blocks of VPC vpc-1: a.json says 10.0.0.0/16, c.json says 10.2.0.0/16",
      ])
  }

  @Test func `a prefix list described twice with other blocks is noticed`() throws {
    let folder = try TemporaryFolder([
      "a.json": #"{"PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": ["10.0.0.0/16"]}]}"#,
      "b.json": #"{"PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": ["10.1.0.0/16"]}]}"#,
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    // Nothing rests on either.
    #expect(snapshot.network.prefixLists["pl-1"] != nil && snapshot.network.prefixLists["pl-1"]?.cidrBlocks == nil)
    #expect(snapshot.network.doubts["pl-1"]?.map(\.what) == ["the blocks of prefix list pl-1"])
    #expect(snapshot.notices.map { $0.contains("a.json") && $0.contains("b.json") } == [true])
  }

  @Test func `every notice is one line, whatever the file holds`() throws {
    let lines = try Self.notices([
      "a.json":
        ##"{"a\nb\r\u001b[31m\u2028c": 1, "Vpcs": [{"VpcId": "x\ny"}, {"VpcId": "x\ny", "New\n": 1}]}"##,
      "b\n.json": #"{"Subnets": [], "NextToken": "x"}"#,
    ])
    #expect(
      lines == [
        "not read, since Portolan does not model them: a b  [31m c",
        "\(Self.incomplete): b .json (aws ec2 describe-subnets)",
        "members that Portolan does not know: Vpc.New  (1)",
        "in doubt: VPC x y: a.json: it has “New ”, which Portolan does not know and which may decide",
        "cut down, what depends on it is unknown: “CidrBlock” of VPC x y",
      ])
  }

  @Test func `a notice does not grow with the file`() throws {
    let keys = (100..<1_000).map { "\"key\($0)\": null, \"other\($0)\": 1" }.joined(separator: ", ")
    let line = try #require(
      try Self.notices(["package.json": "{\"Vpcs\": [], \(keys), \"\(String(repeating: "x", count: 9_999))\": 1}"])
        .first)
    #expect(line.hasPrefix("not read, since Portolan does not model them: other100, other101, "))
    #expect(line.hasSuffix(" and 869 more"))
    #expect(line.count < 1_000)
  }

  @Test func `null in the place of a list is as good as no key`() throws {
    let keys = [
      "Vpcs", "Subnets", "NetworkAcls", "SecurityGroups", "PrefixLists", "RouteTables",
      "InternetGateways", "NetworkInterfaces", "Reservations", "Instances", "Addresses", "DBInstances",
      "ManagedPrefixListEntries", "NatGateways", "EgressOnlyInternetGateways", "VpcPeeringConnections",
      "VpnGateways", "VpnConnections", "VpcEndpoints", "VpcBlockPublicAccessOptions",
      "VpcBlockPublicAccessExclusions", "TransitGateways", "TransitGatewayAttachments",
      "TransitGatewayVpcAttachments", "TransitGatewayPeeringAttachments", "TransitGatewayRouteTables",
      "TransitGatewayRoutes", "TransitGatewayStaticRoutes", "TransitGatewayPropagations",
      "TransitGatewayAssociations", "TransitGatewayPrefixListReferences", "LoadBalancers", "Listeners",
      "LoadBalancerListeners", "Rules", "TargetGroups", "LoadBalancerTargetHealth", "LoadBalancerAttributes",
      "TargetGroupAttributes", "LoadBalancerDescriptions", "DBClusters", "DBSubnetGroups", "CacheClusters",
      "CacheSubnetGroups", "Functions", "tasks", "MountTargets", "FileSystems",
    ]
    let json = "{\"ManagedPrefixLists\": [], " + keys.map { "\"\($0)\": null" }.joined(separator: ", ") + "}"
    #expect(try Self.notices(["a.json": json]) == [])
  }

  @Test func `what belongs to something that no call describes is noticed`() throws {
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
    let lists: KeyValuePairs = [
      #""TransitGatewayRoutes": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "Routes": []}]"#: "tgw-rtb-1",
      #""LoadBalancerTargetHealth": [{"TargetGroupArn": "tg", "TargetHealthDescriptions": []}]"#: "tg",
      #""TargetGroupAttributes": [{"TargetGroupArn": "tg", "Attributes": []}]"#: "tg",
      #""LoadBalancerAttributes": [{"LoadBalancerArn": "lb", "Attributes": []}]"#: "lb",
      #""Rules": [{"RuleArn": "\#(arn):listener-rule/app/front/1/2/3", "Actions": []}]"#:
        "\(arn):listener/app/front/1/2".prefix(60) + "…",
    ]
    for (list, id) in lists {
      #expect(
        try Self.notices(["a.json": "{\(list)}"]) == ["left out, since of these the snapshot has a part only: \(id)"])
    }
  }

  @Test func `what AWS prints without saying whose it is, is not read`() throws {
    let json = """
      {"Vpcs": [], "LoadBalancerAttributes": {"CrossZoneLoadBalancing": {"Enabled": true}}, "Routes": [], "Attributes": [],
        "TargetHealthDescriptions": [], "Entries": [], "Associations": [], "failures": [{"reason": "MISSING"}]}
      """
    #expect(
      try Self.notices(["a.json": json]) == [
        "not read, since Portolan does not model them: LoadBalancerAttributes, failures",
        "not read, since AWS prints it without saying whose it is, which the file's name may say or docs/snapshots.md "
          + "how to add: "
          + "Associations under TransitGatewayAssociations, "
          + "Attributes under LoadBalancerAttributes or TargetGroupAttributes, Entries under ManagedPrefixListEntries, "
          + "Routes under TransitGatewayRoutes, TargetHealthDescriptions under LoadBalancerTargetHealth",
      ])
  }
}
