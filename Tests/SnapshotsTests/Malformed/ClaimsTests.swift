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

  @Test func `two ACLs of one file claim one subnet`() {
    let json =
      #"{"NetworkAcls": [\#(Self.acl("acl-1", "subnet-1")), \#(Self.acl("acl-2", "subnet-2", "subnet-1"))]}"#
    #expect(
      refusal(of: json)
        == "f.json: NetworkAcls[1].Associations[1].SubnetId: subnet-1 already has the network ACL acl-1 (f.json);"
        + " a subnet has one, so collect them again")
  }

  @Test func `two ACLs of two files claim one subnet`() throws {
    let folder = try TemporaryFolder([
      "a.json": #"{"NetworkAcls": [\#(Self.acl("acl-1", "subnet-1"))]}"#,
      "b.json": #"{"NetworkAcls": [\#(Self.acl("acl-2", "subnet-1"))]}"#,
    ])
    #expect(
      refusal(ofPath: folder.path)
        == "\(folder.path)/b.json: NetworkAcls[0].Associations[0].SubnetId: subnet-1 already has the network ACL"
        + " acl-1 (\(folder.path)/a.json); a subnet has one, so collect them again")
  }

  @Test func `two route tables of one file claim one subnet`() {
    let json = #"{"RouteTables": [\#(Self.table("rtb-1", "subnet-1")), \#(Self.table("rtb-2", "subnet-1"))]}"#
    #expect(
      refusal(of: json)
        == "f.json: RouteTables[1].Associations[0].SubnetId: subnet-1 already has the route table rtb-1 (f.json);"
        + " a subnet has one, so collect them again")
  }

  @Test func `one ACL or table described twice claims its subnets once`() throws {
    let acls =
      #"{"NetworkAcls": [\#(Self.acl("acl-1", "subnet-1", "subnet-1")), \#(Self.acl("acl-1", "subnet-1"))]}"#
    #expect(refusal(of: acls) == nil)
    let tables =
      #"{"RouteTables": [\#(Self.table("rtb-1", "subnet-1")), \#(Self.table("rtb-1", "subnet-1"))]}"#
    #expect(refusal(of: tables) == nil)
  }

  @Test func `an ACL and a route table are no rivals`() {
    let json = """
      {"NetworkAcls": [\(Self.acl("acl-1", "subnet-1"))], "RouteTables": [\(Self.table("rtb-1", "subnet-1"))]}
      """
    #expect(refusal(of: json) == nil)
  }

  @Test func `a claim that is no longer in force is none`() {
    let json = """
      {"RouteTables": [
        {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [
          {"SubnetId": "subnet-1", "AssociationState": {"State": "disassociated"}},
          {"SubnetId": "subnet-2", "AssociationState": {"State": "failed"}}]},
        {"RouteTableId": "rtb-2", "VpcId": "vpc-1", "Associations": [
          {"SubnetId": "subnet-1", "AssociationState": {"State": "associated"}},
          {"SubnetId": "subnet-2", "AssociationState": {"State": "associated"}}]}]}
      """
    #expect(refusal(of: json) == nil)
  }
}
