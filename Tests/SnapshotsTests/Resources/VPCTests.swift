import NetworkModel
import Snapshots
import Testing

@Suite struct VPCTests {
  private static func blocks(_ texts: String...) -> [CIDRBlock] { texts.compactMap { CIDRBlock($0) } }

  @Test func `a VPC has its id, name, owner and every block once, ascending`() throws {
    let vpcs = try network(Samples.vpcs).vpcs
    #expect(
      Array(vpcs) == [
        VPC(
          id: "vpc-1", name: "main",
          cidrBlocks: Self.blocks(
            "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "2001:db8:1::/56", "2001:db8:2::/56"),
          scope: Scope(account: "111122223333"))
      ])
  }

  @Test func `a VPC without block sets has its primary block`() throws {
    let vpc = try network(#"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#).vpcs["vpc-1"]
    #expect(vpc?.cidrBlocks == Self.blocks("10.0.0.0/16"))
    #expect(vpc?.name == nil)
  }

  @Test(arguments: ["disassociated", "disassociating", "failed", "failing", "associating"])
  func `a block that is not associated is none of the VPC's`(_ state: String) throws {
    let json = """
      {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16",
        "CidrBlockAssociationSet": [
          {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
          {"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "\(state)"}}],
        "Ipv6CidrBlockAssociationSet": [
          {"Ipv6CidrBlock": "2001:db8::/56", "Ipv6CidrBlockState": {"State": "\(state)"}},
          {"Ipv6CidrBlockState": {"State": "\(state)"}}]}]}
      """
    #expect(try network(json).vpcs["vpc-1"]?.cidrBlocks == Self.blocks("10.0.0.0/16"))
  }

  @Test func `a subnet has its id, name, VPC, zone, zone's id and blocks`() throws {
    let subnets = try network(Samples.subnets).subnets
    #expect(
      Array(subnets) == [
        Subnet(
          id: "subnet-1", name: "app", vpc: "vpc-1", availabilityZone: "eu-west-1a", availabilityZoneID: "euw1-az1",
          cidrBlocks: Self.blocks("10.0.1.0/24", "2001:db8:1:1::/64", "2001:db8:1:2::/64")),
        Subnet(
          id: "subnet-2", vpc: "vpc-1", availabilityZone: "eu-west-1b", cidrBlocks: Self.blocks("10.0.2.0/24")
        ),
      ])
  }

  @Test func `a subnet of IPv6 alone has no IPv4 block, and a block it lost does not count`() throws {
    let json = """
      {"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "Ipv6Native": true, "Ipv6CidrBlockAssociationSet": [
        {"Ipv6CidrBlock": "2001:db8:1::/64", "Ipv6CidrBlockState": {"State": "associated"}},
        {"Ipv6CidrBlock": "2001:db8:2::/64", "Ipv6CidrBlockState": {"State": "disassociated"}}]}]}
      """
    #expect(try network(json).subnets["subnet-1"]?.cidrBlocks == Self.blocks("2001:db8:1::/64"))
  }

  @Test func `host bits of a block are cleared, as AWS does`() throws {
    let json = #"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "100.68.0.18/18"}]}"#
    #expect(try network(json).subnets["subnet-1"]?.cidrBlocks == Self.blocks("100.68.0.0/18"))
  }

  @Test func `an internet gateway is attached once AWS says so`() throws {
    #expect(
      Array(try network(Samples.internetGateways).internetGateways) == [
        InternetGateway(id: "igw-1", name: "door", vpc: "vpc-1")
      ])
    for (state, vpc) in [
      ("attached", "vpc-1"), ("available", "vpc-1"), ("attaching", nil), ("detaching", nil),
      ("detached", nil),
    ] as [(String, Identifier<VPC>?)] {
      let json = """
        {"InternetGateways": [{"InternetGatewayId": "igw-1",
          "Attachments": [{"State": "\(state)", "VpcId": "vpc-1"}]}]}
        """
      #expect(try network(json).internetGateways["igw-1"]?.vpc == vpc, "\(state)")
    }
    let detached = #"{"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": []}]}"#
    #expect(try network(detached).internetGateways["igw-1"]?.vpc == nil)
  }

  @Test func `an empty or missing Name tag is no name`() throws {
    for tags in [#"[{"Key": "Name", "Value": ""}]"#, #"[{"Key": "name", "Value": "x"}]"#, "[]", "null"] {
      let json = #"{"Vpcs": [{"VpcId": "vpc-1", "Tags": \#(tags)}]}"#
      #expect(try network(json).vpcs["vpc-1"]?.name == nil, "\(tags)")
    }
  }
}
