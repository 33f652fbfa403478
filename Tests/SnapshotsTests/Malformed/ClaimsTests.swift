import NetworkModel
import Snapshots
import Testing

/// A subnet has one network ACL and one route table at most.
@Suite struct ClaimsTests {
  private static func acl(_ id: String, _ subnets: String...) -> String {
    let associations = subnets.map { #"{"SubnetId": "\#($0)"}"# }.joined(separator: ", ")
    return #"{"NetworkAclId": "\#(id)", "VpcId": "vpc-1", "Associations": [\#(associations)]}"#
  }

  private static func table(_ id: String, _ subnets: String...) -> String {
    let associations = subnets.map { #"{"SubnetId": "\#($0)"}"# }.joined(separator: ", ")
    return #"{"RouteTableId": "\#(id)", "VpcId": "vpc-1", "Associations": [\#(associations)]}"#
  }

  private static func doubts(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    return (try Snapshot(readingFrom: folder.path).network.doubts["subnet-1"] ?? []).map { doubt in
      "\(doubt.what): \(doubt.why.replacing("\(folder.path)/", with: ""))"
    }
  }

  @Test func `two ACLs of one file claim one subnet`() throws {
    let json =
      #"{"NetworkAcls": [\#(Self.acl("acl-1", "subnet-1")), \#(Self.acl("acl-2", "subnet-2", "subnet-1"))]}"#
    #expect(
      try Self.doubts(["a.json": json]) == ["the network ACL of subnet subnet-1: a.json says both acl-1 and acl-2"])
  }

  @Test func `two ACLs of two files claim one subnet`() throws {
    #expect(
      try Self.doubts([
        "a.json": #"{"NetworkAcls": [\#(Self.acl("acl-1", "subnet-1"))]}"#,
        "b.json": #"{"NetworkAcls": [\#(Self.acl("acl-2", "subnet-1"))]}"#,
      ]) == ["the network ACL of subnet subnet-1: a.json says acl-1, b.json says acl-2"])
  }

  @Test func `two route tables of one file claim one subnet`() throws {
    let json = #"{"RouteTables": [\#(Self.table("rtb-1", "subnet-1")), \#(Self.table("rtb-2", "subnet-1"))]}"#
    #expect(
      try Self.doubts(["a.json": json]) == ["the route table of subnet subnet-1: a.json says both rtb-1 and rtb-2"])
  }

  @Test func `an unclaimed subnet of a VPC with two default ACLs has either`() throws {
    func acl(_ id: String) -> String {
      #"{"NetworkAclId": "\#(id)", "VpcId": "vpc-1", "IsDefault": true, "Associations": [], "Entries": []}"#
    }
    let json = """
      {"NetworkAcls": [\(acl("acl-1")), \(acl("acl-2"))],
        "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}]}
      """
    #expect(
      try Self.doubts(["a.json": json])
        == ["the default network ACL of subnet subnet-1’s VPC: a.json says both acl-1 and acl-2"])
  }

  @Test func `an unclaimed subnet may have the ACL or table that does not say which subnets it has`() throws {
    let json = """
      {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": false, "Entries": []}],
        "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": []}],
        "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}]}
      """
    #expect(
      try Self.doubts(["a.json": json]) == [
        "the network ACL of subnet subnet-1: acl-1 is described without “Associations”, and may be it",
        "the route table of subnet subnet-1: rtb-1 is described without “Associations”, and may be it",
      ])
  }

  @Test func `one ACL or table described twice claims its subnets once`() throws {
    let acls =
      #"{"NetworkAcls": [\#(Self.acl("acl-1", "subnet-1", "subnet-1")), \#(Self.acl("acl-1", "subnet-1"))]}"#
    #expect(try network(acls).doubts["subnet-1"] == nil)
    let tables =
      #"{"RouteTables": [\#(Self.table("rtb-1", "subnet-1")), \#(Self.table("rtb-1", "subnet-1"))]}"#
    #expect(try network(tables).doubts["subnet-1"] == nil)
  }

  @Test func `an ACL and a route table are no rivals`() throws {
    let json = """
      {"NetworkAcls": [\(Self.acl("acl-1", "subnet-1"))], "RouteTables": [\(Self.table("rtb-1", "subnet-1"))]}
      """
    #expect(try network(json).doubts["subnet-1"] == nil)
  }

  @Test func `a claim that is no longer in force is none`() throws {
    let json = """
      {"RouteTables": [
        {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [
          {"SubnetId": "subnet-1", "AssociationState": {"State": "disassociated"}},
          {"SubnetId": "subnet-2", "AssociationState": {"State": "failed"}}]},
        {"RouteTableId": "rtb-2", "VpcId": "vpc-1", "Associations": [
          {"SubnetId": "subnet-1", "AssociationState": {"State": "associated"}},
          {"SubnetId": "subnet-2", "AssociationState": {"State": "associated"}}]}]}
      """
    #expect(try network(json).doubts["subnet-1"] == nil)
  }
}
