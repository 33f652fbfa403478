import NetworkModel
import Snapshots
import Testing

/// What several files tell of one resource is told together; what they tell differently is in doubt.
@Suite struct TwoDescriptionsTests {
  private static func snapshot(_ files: [String: String]) throws -> Snapshot {
    let folder = try TemporaryFolder(files)
    return try Snapshot(readingFrom: folder.path)
  }

  /// What is in doubt of a resource, without the folder's name.
  private static func doubts(of id: String, _ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    return (try Snapshot(readingFrom: folder.path).network.doubts[id] ?? []).map { doubt in
      "\(doubt.what): \(doubt.why.replacing("\(folder.path)/", with: ""))"
    }
  }

  private static let vpc = #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#

  @Test(arguments: ["a.json", "z.json"])
  func `an answer about ClassicLink empties no VPC`(_ name: String) throws {
    let link = #"{"Vpcs": [{"VpcId": "vpc-1", "ClassicLinkEnabled": false, "Tags": []}]}"#
    let snapshot = try Self.snapshot(["m.json": Self.vpc, name: link])
    #expect(snapshot.network.vpcs["vpc-1"]?.cidrBlocks.map(\.description) == ["10.0.0.0/16"])
    #expect(snapshot.network.doubts.isEmpty)
    #expect(snapshot.notices == [])
  }

  @Test func `what every description lacks is in doubt`() throws {
    let link = #"{"Vpcs": [{"VpcId": "vpc-1", "ClassicLinkEnabled": false}]}"#
    #expect(
      try Self.doubts(of: "vpc-1", ["a.json": link]) == [
        "the CIDR blocks of VPC vpc-1: a.json describes it without “CidrBlock”, which AWS always prints: "
          + "collect it again, not cut down"
      ])
  }

  @Test func `rules that two files tell differently are in doubt, with both files and what each has alone`() throws {
    func group(_ port: Int) -> String {
      """
      {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "VpcId": "vpc-1", "IpPermissionsEgress": [],
        "IpPermissions": [{"IpProtocol": "tcp", "FromPort": \(port), "ToPort": \(port),
          "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]}]}
      """
    }
    #expect(
      try Self.doubts(of: "sg-1", ["sg-2025.json": group(22), "sg-2026.json": group(80)]) == [
        "the inbound rules of security group sg-1: sg-2025.json says tcp 22 from 10.0.0.0/8, "
          + "sg-2026.json says tcp 80 from 10.0.0.0/8"
      ])
    #expect(try Self.doubts(of: "sg-1", ["a.json": group(22), "b.json": group(22)]) == [])
  }

  @Test func `one file that tells two things of one ACL is in doubt`() throws {
    func acl(_ action: String) -> String {
      """
      {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Associations": [], "Entries": [
        {"RuleNumber": 100, "Egress": false, "RuleAction": "\(action)", "Protocol": "-1", "CidrBlock": "0.0.0.0/0"}]}
      """
    }
    #expect(
      try Self.doubts(of: "acl-1", ["a.json": #"{"NetworkAcls": [\#(acl("allow")), \#(acl("deny"))]}"#]) == [
        "the entries of network ACL acl-1: a.json says both inbound 100 allow 0.0.0.0/0 all "
          + "and inbound 100 deny 0.0.0.0/0 all"
      ])
  }

  @Test func `names that differ are noticed, and nothing depends on them`() throws {
    func named(_ name: String) -> String {
      Self.vpc.replacing("}]}", with: #", "Tags": [{"Key": "Name", "Value": "\#(name)"}]}]}"#)
    }
    let snapshot = try Self.snapshot(["a.json": named("one"), "b.json": named("two")])
    #expect(snapshot.network.doubts.isEmpty)
    #expect(snapshot.notices.count == 1)
  }

  @Test func `a third file contradicts the one that told what the first lacks`() throws {
    let cut = #"{"Vpcs": [{"VpcId": "vpc-1"}]}"#
    let other = Self.vpc.replacing("10.0", with: "10.9")
    #expect(
      try Self.doubts(of: "vpc-1", ["a.json": cut, "b.json": Self.vpc, "c.json": other]) == [
        "the CIDR blocks of VPC vpc-1: b.json says 10.0.0.0/16, c.json says 10.9.0.0/16"
      ])
  }

  @Test func `an instance that describes its interface otherwise than the interface itself puts it in doubt`() throws {
    func listed(_ group: String) -> String {
      """
      {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1",
        "Status": "in-use", "SourceDestCheck": true, "PrivateIpAddress": "10.0.0.5", "Groups": [{"GroupId": "\(group)"}],
        "Attachment": {"InstanceId": "i-1", "DeviceIndex": 0}, "TagSet": [{"Key": "Name", "Value": "x"}]}]}
      """
    }
    let instance = """
      {"Reservations": [{"Instances": [{"InstanceId": "i-1", "State": {"Name": "running"}, "NetworkInterfaces": [
        {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "Status": "in-use",
          "SourceDestCheck": true, "PrivateIpAddress": "10.0.0.5", "Groups": [{"GroupId": "sg-1"}],
          "Attachment": {"DeviceIndex": 0}}]}]}]}
      """
    #expect(try Self.doubts(of: "eni-1", ["a.json": instance, "b.json": listed("sg-1")]) == [])
    #expect(
      try Self.doubts(of: "eni-1", ["a.json": instance, "b.json": listed("sg-2")]) == [
        "the security groups of network interface eni-1: b.json says sg-2, a.json says sg-1"
      ])
  }

  @Test func `the targets of a group that two files tell differently are in doubt`() throws {
    func health(_ state: String) -> String {
      """
      {"TargetGroups": [{"TargetGroupArn": "tg", "TargetGroupName": "web", "Protocol": "TCP", "Port": 80,
        "TargetType": "instance", "HealthCheckPort": "traffic-port"}],
        "LoadBalancerTargetHealth": [{"TargetGroupArn": "tg", "TargetHealthDescriptions": [
          {"Target": {"Id": "i-1", "Port": 80}, "TargetHealth": {"State": "\(state)"}}]}]}
      """
    }
    #expect(
      try Self.doubts(of: "tg", ["a.json": health("healthy"), "b.json": health("unhealthy")]) == [
        "the targets of target group tg: a.json says i-1:80 healthy, b.json says i-1:80 unhealthy"
      ])
  }
}
