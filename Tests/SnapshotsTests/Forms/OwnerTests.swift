import AWSCatalogue
import NetworkModel
import Snapshots
import Testing

/// Answers that do not say whom they are about: the file's name does, or a key.
@Suite struct OwnerTests {
  private static let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef"
  private static let groups =
    #"{"TargetGroups": [{"TargetGroupArn": "\#(arn)", "TargetGroupName": "web", "Protocol": "TCP", "Port": 80, "VpcId": "vpc-1", "TargetType": "ip"}]}"#
  private static let health =
    #"{"TargetHealthDescriptions": [{"Target": {"Id": "10.0.0.1", "Port": 80}, "TargetHealth": {"State": "healthy"}}]}"#
  private static let lists =
    #"{"PrefixLists": [{"PrefixListId": "pl-0a", "PrefixListName": "a"}, {"PrefixListId": "pl-0b", "PrefixListName": "b"}]}"#
  private static let entries = #"{"Entries": [{"Cidr": "10.0.0.0/8"}]}"#

  @Test func `the name of a file or folder, whole or in part, names a target group`() throws {
    let names = [
      "0123456789abcdef", "describe-target-health-0123456789abcdef", "health-0123456789abcdef", "web-0123456789abcdef",
      "targetgroup_web_0123456789abcdef", Self.arn.replacing(":", with: "_").replacing("/", with: "_"),
      Self.arn.replacing(":", with: "").replacing("/", with: ""), "describe-target-health/0123456789abcdef",
      "0123456789abcdef/describe-target-health",
    ]
    for name in names {
      let form = try Form(["groups.json": Self.groups, "\(name).json": Self.health])
      #expect(form.network.targetGroups[Identifier(Self.arn)]?.targets?.count == 1, "\(name)")
      #expect(form.status(.describeTargetHealth) == .whole)
      #expect(form.notices == [])
    }
    for name in ["health", "web", "123456789abcdef", "0123456789abcdef0"] {
      let form = try Form(["groups.json": Self.groups, "\(name).json": Self.health])
      #expect(form.network.targetGroups[Identifier(Self.arn)]?.targets == nil, "\(name)")
      #expect(form.status(.describeTargetHealth) == .notMade)
      #expect(
        form.notices == [
          "nothing is read of \(name).json, which has “TargetHealthDescriptions”, which does not say whose it is; "
            + "name the file for that, or add it as docs/snapshots.md says"
        ])
    }
  }

  @Test func `attributes are those of what is named`() throws {
    let attributes = #"{"Attributes": [{"Key": "preserve_client_ip.enabled", "Value": "true"}]}"#
    let form = try Form(["groups.json": Self.groups, "attributes-0123456789abcdef.json": attributes])
    #expect(form.network.targetGroups[Identifier(Self.arn)]?.preservesClientIP == true)
    #expect(form.status(.describeTargetGroupAttributes) == .whole)
    #expect(form.status(.describeLoadBalancerAttributes) == .notMade)
  }

  @Test func `entries are those of the prefix list that is named, or that stands beside them`() throws {
    for file in [
      ("pl-0a.json", Self.entries), ("get-managed-prefix-list-entries-pl-0a.json", Self.entries),
      ("entries.json", #"{"pl-0a": \#(Self.entries)}"#),
      ("entries.json", #"{"PrefixListId": "pl-0a", "Entries": [{"Cidr": "10.0.0.0/8"}]}"#),
      ("entries.jsonl", #"{"PrefixListId": "pl-0a", "Entries": [{"Cidr": "10.0.0.0/8"}], "NextToken": ""}"# + "\n"),
    ] {
      let form = try Form(["lists.json": Self.lists, file.0: file.1])
      #expect(form.network.prefixLists["pl-0a"]?.cidrBlocks?.map(\.description) == ["10.0.0.0/8"], "\(file)")
      #expect(form.network.prefixLists["pl-0b"]?.cidrBlocks == nil)
      #expect(form.notices == [])
    }
    // What AWS numbered is a list, whether or not another call names it.
    let alone = try Form(["pl-0123456789abcdef0.json": Self.entries])
    #expect(alone.network.prefixLists["pl-0123456789abcdef0"]?.cidrBlocks?.count == 1)
  }

  @Test func `a name that names two is none`() throws {
    let form = try Form(["lists.json": Self.lists, "pl-0a-pl-0b.json": Self.entries])
    #expect(form.network.prefixLists.allSatisfy { $0.cidrBlocks == nil })
    #expect(form.notices.count == 1)
  }

  @Test func `pages of one list are one answer, once the last is there`() throws {
    let first = #"{"Entries": [{"Cidr": "10.0.0.0/8"}], "NextToken": "x"}"#
    let last = #"{"Entries": [{"Cidr": "192.168.0.0/16"}]}"#
    let both = try Form(["lists.json": Self.lists, "pl-0a/1.json": first, "pl-0a/2.json": last])
    #expect(both.network.prefixLists["pl-0a"]?.cidrBlocks?.count == 2)
    #expect(both.status(.getManagedPrefixListEntries) == .whole)
    #expect(both.notices == [])
    let half = try Form(["lists.json": Self.lists, "pl-0a/1.json": first, "pl-0b/2.json": last])
    #expect(half.status(.getManagedPrefixListEntries) == .cutOff)
  }

  @Test func `routes are those of the transit gateway's table that is named`() throws {
    let tables =
      #"{"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-0a", "TransitGatewayId": "tgw-1"}]}"#
    func routes(_ type: String, more: Bool = false) -> String {
      #"{"Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "State": "blackhole", "Type": "\#(type)"}], "AdditionalRoutesAvailable": \#(more)}"#
    }
    let associations = #"{"Associations": [{"TransitGatewayAttachmentId": "tgw-attach-1", "State": "associated"}]}"#
    func form(_ routes: String) throws -> Form {
      try Form([
        "tables.json": tables, "search-transit-gateway-routes-tgw-rtb-0a.json": routes,
        "associations/tgw-rtb-0a.json": associations,
      ])
    }
    let all = try form(routes("propagated"))
    #expect(all.network.transitGatewayRouteTables["tgw-rtb-0a"]?.routes?.count == 1)
    #expect(all.network.transitGatewayRouteTables["tgw-rtb-0a"]?.associations?.count == 1)
    #expect(all.status(.searchTransitGatewayRoutes) == .whole)
    // A search for static routes looks the same as one that found no others.
    #expect(try form(routes("static")).network.transitGatewayRouteTables["tgw-rtb-0a"]?.routes == nil)
    let cut = try form(routes("propagated", more: true))
    #expect(cut.network.transitGatewayRouteTables["tgw-rtb-0a"]?.routes == nil)
    #expect(cut.status(.searchTransitGatewayRoutes) == .cutOff)
    #expect(
      cut.notices == [
        "incomplete, since the search found more routes than it lists; list the static ones by themselves: "
          + "search-transit-gateway-routes-tgw-rtb-0a.json (aws ec2 search-transit-gateway-routes)"
      ])
  }

  @Test func `errors name the place in the file as it is`() throws {
    let wrong = #"{"Entries": [{"Cidr": "10.0.0.0/8"}, {"Cidr": "10.0.0.0/99"}]}"#
    for (text, place) in [(wrong, "Entries[1].Cidr"), (#"{"pl-0a": \#(wrong)}"#, "pl-0a.Entries[1].Cidr")] {
      let lines = try Form.refusals(["lists.json": Self.lists, "pl-0a.json": text])
      #expect(lines.count == 1 && lines[0].hasPrefix("pl-0a.json: \(place): “10.0.0.0/99”"), "\(lines)")
    }
  }
}
