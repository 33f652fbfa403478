import Foundation
import Testing

/// What people met: snapshots that lack, cut off or contradict something, each asked as its user asked, with the whole command.
@Suite struct CaseTests {
  /// A snapshot made from one that is whole.
  struct Snapshot: Sendable {
    /// A file of `Cases`, or a folder in the package's root.
    let base: String
    /// Lists that are left out.
    var without: [String] = []
    /// Values in JSON by their places, such as `Subnets.0.State`; nothing takes the member away.
    var setting: [String: String] = [:]
    /// Values likewise, as a second description of the resource has them.
    var contradicting: [String: String] = [:]
    /// Further files.
    var files: [String: String] = [:]
    var encoding = String.Encoding.utf8

    func write(to folder: String) throws {
      var root = try Self.read(base)
      for list in without { root = try Self.setting(root, [list], nil) }
      for (place, value) in setting.sorted(by: { $0.key < $1.key }) {
        let new = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
        root = try Self.setting(root, place.split(separator: ".").map(String.init), value == "null" ? nil : new)
      }
      let text = String(decoding: try JSONSerialization.data(withJSONObject: root), as: UTF8.self)
      let name = base.hasSuffix(".json") ? base : "snapshot.json"
      try #require(text.data(using: encoding)).write(to: URL(filePath: "\(folder)/\(name)"))
      for (place, value) in contradicting {
        let new = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
        let parts = place.split(separator: ".").map(String.init)
        let other = try #require(try Self.setting(root, parts, new) as? [String: Any])
        let list = try JSONSerialization.data(withJSONObject: [parts[0]: other[parts[0]]])
        try list.write(to: URL(filePath: "\(folder)/again.json"))
      }
      for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
    }

    private static func read(_ base: String) throws -> Any {
      if base.hasSuffix(".json") {
        let file = Portolan.root.appending(path: "Tests/CommandTests/Cases/\(base)")
        return try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      }
      var root: [String: Any] = [:]
      let folder = Portolan.root.appending(path: base)
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      where file.pathExtension == "json" {
        let lists = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        root.merge(try #require(lists)) { one, _ in one }
      }
      return root
    }

    private static func setting(_ value: Any, _ place: [String], _ new: Any?) throws -> Any {
      guard let first = place.first else { return try #require(new) }
      let rest = Array(place.dropFirst())
      if var list = value as? [Any], let position = Int(first) {
        list[position] = try setting(list[position], rest, new)
        return list
      }
      var object = try #require(value as? [String: Any])
      object[first] = rest.isEmpty ? new : try setting(try #require(object[first]), rest, new)
      return object
    }
  }

  /// A question to a snapshot, and the answer.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let snapshot: Snapshot
    /// The command; `@` stands for the snapshot.
    let words: String
    let status: Int32
    let says: [String]

    init(_ name: String, _ snapshot: Snapshot, _ words: String, _ status: Int32, _ says: String...) {
      testDescription = name
      self.snapshot = snapshot
      self.words = words
      self.status = status
      self.says = says
    }
  }

  @Test(arguments: missing + contradicted + doubted + other + newer)
  func `is answered as is right`(_ asked: Case) throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try asked.snapshot.write(to: path)
    let words = asked.words.split(separator: " ").map { String($0).replacing("@", with: path) }
    let outcome = try Portolan.run(words)
    #expect(outcome.status == asked.status, "\(outcome.output)\(outcome.errors)")
    // A line may break between any two words.
    let all = outcome.output + outcome.errors
    let said = all.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    for part in asked.says { #expect(said.contains(part), "\(all)") }
  }

  private static let host = Snapshot(base: "host.json")
  private static let hub = Snapshot(base: "hub.json")
  private static let web = "trace @ --from internet --to host-1 --port 80"
  private static let shell = "trace @ --from internet --to host-1 --port 22"
  private static let across = "trace @ --from eni-a --to eni-b --port 443 --os linux"
  private static let out = "trace @ --from host-1 --to internet --port 443"

  private static let missing = [
    Case("all of it is there", host, web, 0, "WORKS all 64,512 client ports work"),
    Case(
      "no describe-internet-gateways", Snapshot(base: "host.json", without: ["InternetGateways"]), web, 3,
      "UNKNOWN", "describe-internet-gateways was not made"),
    Case(
      "no describe-internet-gateways, and an intent that denies",
      Snapshot(
        base: "host.json", without: ["InternetGateways"],
        files: [
          "intents.yaml": "intents:\n  - id: none\n    deny: {from: internet, to: host-1, protocol: tcp, ports: 80}\n"
        ]),
      "verify @ @/intents.yaml", 3, "UNKNOWN"),
    Case(
      "a page is missing, and an audit", page, "audit @", 3, "UNDECIDED", "describe-network-interfaces lacks pages"),
    Case(
      "a page is missing, and an intent", page, "verify @ @/intents.yaml", 3, "UNKNOWN",
      "pages of the answer to aws ec2 describe-network-interfaces are missing"),
    Case(
      "a route leads to what is not modelled",
      Snapshot(
        base: "host.json",
        setting: [
          "RouteTables.0.Routes.1":
            #"{"DestinationCidrBlock":"0.0.0.0/0","CoreNetworkArn":"arn:aws:networkmanager::111122223333:core-network/core-network-1","Origin":"CreateRoute","State":"active"}"#
        ]), "audit @", 3, "UNDECIDED", "core-network-1"),
    Case(
      "the subnets of a database are not described",
      Snapshot(base: "host.json", files: ["describe-db-instances.json": database]),
      "trace @ --from host-1 --to orders --port 3306", 3, "UNKNOWN", "describe-subnets"),
    Case(
      "a permission without all lists of peers", group, across, 1, "BLOCKED",
      "assuming security group g has no rules but those that it is described with", "describe-security-group-rules"),
    Case("the same, and nothing is taken for granted", group, across + " --strict", 3, "UNKNOWN"),
    Case(
      "a tag may be that of an instance which is not described", named, "verify @ @/intents.yaml", 3,
      "the instances that are not described and “tag:Name=host*” may stand for: aws ec2 describe-instances was not made",
      "holds group"),
    Case(
      "a group's name may be that of something which is not listed", named, "verify @ @/intents.yaml --strict", 3,
      "the things that are not listed and “web” may stand for: aws ec2 describe-instances was not made"),
    Case(
      "an entry of a network ACL without its ports",
      Snapshot(base: "host.json", setting: ["NetworkAcls.0.Entries.0.Protocol": #""6""#]), web, 3, "UNKNOWN",
      "it has no “PortRange”, which AWS always prints for its protocol"),
  ]

  private static let group = Snapshot(
    base: "hub.json", setting: ["SecurityGroups.1.IpPermissions.0.IpRanges": #"[{"CidrIp": "10.9.0.0/16"}]"#])

  private static let named = Snapshot(
    base: "host.json", without: ["Reservations"],
    files: [
      "intents.yaml":
        "intents:\n  - id: tag\n    allow: {from: internet, to: \"tag:Name=host*\", protocol: tcp, ports: 80}\n  - id: group\n    allow: {from: internet, to: web, protocol: tcp, ports: 80}\n"
    ])

  private static let page = Snapshot(
    base: "host.json", setting: ["NextToken": #""more""#],
    files: [
      "intents.yaml": "intents:\n  - id: none\n    deny: {from: internet, to: any, protocol: tcp, ports: 22}\n"
    ])

  private static let database =
    #"{"DBInstances": [{"DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:aws:rds:us-east-1:111122223333:db:orders", "DBInstanceStatus": "available", "Endpoint": {"Address": "orders.example.us-east-1.rds.amazonaws.com", "Port": 3306}, "PubliclyAccessible": false, "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-0aaaaaaaaaaaaaaa1", "Status": "active"}], "DBSubnetGroup": {"DBSubnetGroupName": "g", "VpcId": "vpc-0aaaaaaaaaaaaaaa1", "Subnets": [{"SubnetIdentifier": "subnet-0aaaaaaaaaaaaaaa8"}]}}]}"#

  private static let contradicted = [
    Case(
      "a subnet says that it is blocked",
      Snapshot(
        base: "host.json",
        setting: ["Subnets.0.BlockPublicAccessStates": #"{"InternetGatewayBlockMode": "block-bidirectional"}"#]),
      web, 3, "UNKNOWN", "block-bidirectional", "describe-vpc-block-public-access-options"),
    Case(
      "ClassicLink tells little of a VPC",
      Snapshot(
        base: "host.json",
        files: [
          "classic.json": #"{"Vpcs": [{"VpcId": "vpc-0aaaaaaaaaaaaaaa1", "ClassicLinkEnabled": false, "Tags": []}]}"#
        ]), web, 0, "WORKS"),
    Case(
      "two files tell of one group differently",
      Snapshot(
        base: "host.json",
        files: [
          "a-2025.json":
            #"{"SecurityGroups": [{"GroupId": "sg-0aaaaaaaaaaaaaaa1", "GroupName": "web", "Description": "web", "VpcId": "vpc-0aaaaaaaaaaaaaaa1", "OwnerId": "111122223333", "IpPermissions": [], "IpPermissionsEgress": []}]}"#
        ]), web, 3, "UNKNOWN", "a-2025.json says none", "host.json says tcp 22 from 203.0.113.7/32, tcp 80"),
    Case(
      "an interface is attached to nothing",
      Snapshot(
        base: "host.json",
        setting: ["NetworkInterfaces.0.Status": #""available""#, "NetworkInterfaces.0.Attachment": "null"]),
      "trace @ --from 203.0.113.7 --to eni-0aaaaaaaaaaaaaaa1 --port 80", 1, "BLOCKED",
      "the network interface is attached to nothing"),
    Case(
      "a terminated instance has the name of a running one",
      Snapshot(
        base: "host.json",
        files: [
          "old.json":
            #"{"Reservations": [{"Instances": [{"InstanceId": "i-0aaaaaaaaaaaaaaa0", "State": {"Code": 48, "Name": "terminated"}, "SecurityGroups": [], "NetworkInterfaces": [], "Tags": [{"Key": "Name", "Value": "host-1"}]}]}]}"#
        ]), web, 0, "WORKS"),
  ]

  private static let doubted = [
    Case(
      "two descriptions of a peering connection's state",
      Snapshot(
        base: "Scenarios/peering/snapshot",
        contradicting: ["VpcPeeringConnections.0.Status": #"{"Code": "deleted", "Message": ""}"#]),
      "trace @ --from app --to db --port 5432", 3, "UNKNOWN", "again.json says deleted"),
    Case(
      "two descriptions of a NAT gateway's state",
      Snapshot(base: "Scenarios/nat-private/snapshot", contradicting: ["NatGateways.0.State": #""deleted""#]),
      "trace @ --from app --to db --port 5432", 3, "UNKNOWN", "again.json says deleted"),
    Case(
      "two descriptions of an egress-only internet gateway's attachment",
      Snapshot(
        base: "Scenarios/egress-only/snapshot",
        contradicting: ["EgressOnlyInternetGateways.0.Attachments": #"[]"#]),
      "trace @ --from app --to 2606:4700:4700::1111 --port 443", 3, "UNKNOWN", "again.json says none"),
    Case(
      "two descriptions of a VPN connection's state",
      Snapshot(base: "Scenarios/vpn/snapshot", contradicting: ["VpnConnections.0.State": #""deleted""#]),
      "trace @ --from 192.168.10.5 --to app --port 443", 3, "UNKNOWN", "again.json says deleted"),
    Case(
      "two descriptions of a load balancer's state",
      Snapshot(
        base: "Scenarios/alb/snapshot", contradicting: ["LoadBalancers.0.State": #"{"Code": "failed"}"#]),
      balanced, 3, "UNKNOWN", "again.json says failed"),
    Case(
      "a listener without its port", Snapshot(base: "Scenarios/alb/snapshot", setting: ["Listeners.0.Port": "null"]),
      balanced, 3, "UNKNOWN", "without “Port”, which AWS always prints"),
    Case(
      "two descriptions of a target group's port",
      Snapshot(base: "Scenarios/alb/snapshot", contradicting: ["TargetGroups.0.Port": "1"]), balanced, 3, "UNKNOWN",
      "again.json says 1"),
    Case(
      "two descriptions of an instance's state",
      Snapshot(
        base: "host.json",
        contradicting: ["Reservations.0.Instances.0.State": #"{"Code": 80, "Name": "stopped"}"#]), web, 3, "UNKNOWN",
      "again.json says stopped"),
    Case(
      "a diff against what contradicts itself",
      Snapshot(
        base: "host.json",
        files: [
          "a.json":
            #"{"SecurityGroups": [{"GroupId": "sg-0aaaaaaaaaaaaaaa1", "GroupName": "web", "VpcId": "vpc-0aaaaaaaaaaaaaaa1", "IpPermissions": [], "IpPermissionsEgress": []}, {"GroupId": "sg-0aaaaaaaaaaaaaaa1", "GroupName": "web", "VpcId": "vpc-0aaaaaaaaaaaaaaa1", "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": [{"GroupId": "sg-0aaaaaaaaaaaaaaa1"}]}], "IpPermissionsEgress": []}]}"#
        ]), "diff @/host.json @", 3, "UNKNOWN"),
    Case(
      "a load balancer of two types",
      Snapshot(
        base: "Scenarios/alb/snapshot", contradicting: ["LoadBalancers.0.Type": #""network""#]), balanced, 3, "UNKNOWN",
      "again.json says network"),
    Case(
      "the groups of the other interface are in doubt",
      Snapshot(base: "hub.json", setting: ["NetworkInterfaces.0.Groups": "null"]), across, 3, "UNKNOWN"),
    Case(
      "an action of a type that is not known",
      Snapshot(base: "Scenarios/alb/snapshot", setting: ["Listeners.0.DefaultActions.0.Type": #""forward-weighted""#]),
      balanced, 3, "UNKNOWN", "forward-weighted"),
    Case(
      "a state that is not known",
      Snapshot(base: "hub.json", setting: ["TransitGateways.0.State": #""updating""#]), across, 3, "UNKNOWN",
      "“updating” as its “State”"),
    Case(
      "a route with two targets",
      Snapshot(base: "hub.json", setting: ["RouteTables.0.Routes.1.VpcPeeringConnectionId": #""pcx-1""#]), across, 3,
      "UNKNOWN", "names more than one target"),
    Case(
      "Block Public Access is told of another Region",
      Snapshot(
        base: "Scenarios/block-public-access/snapshot",
        setting: ["VpcBlockPublicAccessOptions.AwsRegion": #""us-east-1""#]),
      "trace @ --from 203.0.113.9 --to web --port 443", 0, "assuming VPC Block Public Access is off"),
    Case(
      "an exclusion from Block Public Access may be missing",
      Snapshot(base: "Scenarios/block-public-access/snapshot", without: ["VpcBlockPublicAccessExclusions"]), "check @",
      3,
      "INCOMPLETE", "describe-vpc-block-public-access-exclusions was not made"),
    Case(
      "an answer of another Region does not end a list",
      Snapshot(
        base: "host.json", setting: ["NextToken": #""more""#],
        files: ["other.json": #"{"NetworkInterfaces": [], "Vpcs": [], "Subnets": []}"#]), "check @", 3,
      "describe-network-interfaces lacks pages"),
    Case(
      "a member of a route that sounds like a label",
      Snapshot(
        base: "host.json",
        setting: ["RouteTables.0.Routes.1.InspectionFirewallArn": #""arn:aws:network-firewall:us-east-1:1:f""#]), web,
      3,
      "UNKNOWN", "InspectionFirewallArn"),
  ]

  private static let balanced = "trace @ --from 203.0.113.9 --to front --port 443"

  private static let other = [
    Case(
      "answers of other services under the same keys",
      Snapshot(
        base: "host.json",
        files: [
          "events.json":
            #"{"Rules": [{"Name": "nightly", "Arn": "arn:aws:events:us-east-1:111122223333:rule/nightly", "State": "ENABLED", "EventBusName": "default", "ScheduleExpression": "rate(1 day)"}]}"#,
          "scaling.json":
            #"{"LoadBalancers": [{"LoadBalancerName": "classic-1", "State": "InService"}]}"#,
          "efs.json": #"{"SecurityGroups": ["sg-0aaaaaaaaaaaaaaa1"]}"#,
          "accelerator.json":
            #"{"Listeners": [{"ListenerArn": "arn:aws:globalaccelerator::111122223333:accelerator/a/listener/b", "PortRanges": [{"FromPort": 80, "ToPort": 80}], "Protocol": "TCP", "ClientAffinity": "NONE"}]}"#,
          "s3.json":
            #"{"Rules": [{"ID": "old", "Status": "Enabled", "Expiration": {"Days": 30}, "Filter": {"Prefix": ""}}]}"#,
        ]), web, 0, "WORKS", "passed over, since by its shape it is another service's answer",
      "“Rules” in", "“LoadBalancers” in", "“SecurityGroups” in", "“Listeners” in"),
    Case(
      "several broken files",
      Snapshot(base: "host.json", files: ["a.json": "", "b.json": "[]", "c.json": #"{"x":"#]), "audit @", 2,
      "a.json: is empty", "portolan: ", "b.json: is an empty list", "c.json: line 1, column 6, in x: "),
    Case("UTF-16", Snapshot(base: "host.json", encoding: .utf16), web, 0, "WORKS all 64,512 client ports work"),
    Case(
      "nothing in it is read, and an audit", Snapshot(base: "state.json"), "audit @/state.json", 2,
      "Terraform"),
    Case("nothing in either is read, and a diff", Snapshot(base: "state.json"), "diff @ @", 2, "Terraform"),
  ]

  /// What AWS has had since 2026, which is not modelled yet: the answer names it.
  private static let newer = [
    Case("two VPCs at a transit gateway", hub, across, 0, "WORKS all 28,232 client ports work"),
    Case(
      "a transit gateway translates addresses",
      Snapshot(base: "hub.json", setting: ["TransitGatewayAttachments.0.NatGatewaySupport": #""enabled""#]), across, 3,
      "UNKNOWN", "NatGatewaySupport"),
    Case(
      "addresses are translated, and no route leads back to those that clients have",
      Snapshot(
        base: "hub.json",
        setting: [
          "TransitGatewayAttachments.0.NatGatewaySupport": #""enabled""#,
          "RouteTables.1.Routes.1.DestinationCidrBlock": #""100.64.0.0/16""#,
        ]), across, 3, "UNKNOWN", "NatGatewaySupport"),
    Case(
      "a policy table routes the replies",
      Snapshot(
        base: "hub.json",
        setting: [
          "TransitGatewayAttachments.1.Association":
            #"{"TransitGatewayPolicyTableId": "tgw-ptb-1", "State": "associated"}"#
        ]), across, 3, "UNKNOWN", "TransitGatewayPolicyTableId"),
    Case(
      "a policy table may route what has no route table",
      Snapshot(
        base: "hub.json", setting: ["TransitGatewayAttachments.0.Association": "null"],
        files: [
          "describe-transit-gateway-policy-tables.json":
            #"{"TransitGatewayPolicyTables": [{"TransitGatewayPolicyTableId": "tgw-ptb-1", "TransitGatewayId": "tgw-1", "State": "available"}]}"#
        ]), across, 3, "UNKNOWN", "policy tables, which Portolan does not follow yet"),
    Case("nothing routes an attachment", unassociated, across, 1, "no route table is associated with the attachment"),
    Case(
      "a firewall at the internet gateway, from outside",
      Snapshot(base: "host.json", setting: ["RouteTables.0.Routes.1.IgwFirewall": firewall]), web, 3, "UNKNOWN",
      "IgwFirewall"),
    Case(
      "a firewall at the internet gateway may translate what has no public address",
      Snapshot(
        base: "host.json",
        setting: [
          "RouteTables.0.Routes.1.IgwFirewall": firewall, "NetworkInterfaces.0.Association": "null",
          "NetworkInterfaces.0.PrivateIpAddresses.0.Association": "null",
        ]), out, 3, "UNKNOWN", "IgwFirewall"),
    Case(
      "what a subnet is connected by",
      Snapshot(base: "host.json", setting: ["Subnets.0.NetworkFirewallConnectivityType": #""flexible""#]), web, 3,
      "UNKNOWN", "NetworkFirewallConnectivityType"),
  ]

  private static let unassociated = Snapshot(
    base: "hub.json", setting: ["TransitGatewayAttachments.0.Association": "null"])

  private static let firewall =
    #"{"FirewallArn": "arn:aws:network-firewall:us-east-1:111122223333:igw-firewall/vpc", "Status": "active"}"#
}
