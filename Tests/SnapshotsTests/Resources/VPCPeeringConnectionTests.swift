import NetworkModel
import Snapshots
import Testing

@Suite struct VPCPeeringConnectionTests {
  private static func blocks(_ texts: String...) -> [CIDRBlock] { texts.compactMap { CIDRBlock($0) } }

  @Test func `a peering connection has both sides, each with its blocks, account and Region`() throws {
    #expect(
      Array(try network(Samples.peeringConnections).vpcPeeringConnections) == [
        VPCPeeringConnection(
          id: "pcx-1", name: "to partner",
          requester: VPCPeeringConnection.Side(
            vpc: "vpc-1", cidrBlocks: Self.blocks("10.0.0.0/16"),
            scope: Scope(account: "111122223333", region: "eu-west-1")),
          accepter: VPCPeeringConnection.Side(
            vpc: "vpc-2", cidrBlocks: Self.blocks("10.8.0.0/16", "10.9.0.0/16", "2001:db8:8::/56"),
            scope: Scope(account: "444455556666", region: "us-east-1")))
      ])
  }

  private static func connection(_ fields: String) -> String {
    """
    {"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1", "RequesterVpcInfo": {"VpcId": "vpc-1"},
      "AccepterVpcInfo": {"VpcId": "vpc-2"}, "Status": {"Code": "active"}\(fields)}]}
    """
  }

  @Test func `both accounts describe a peering connection, each with its own tags`() throws {
    let named = #", "Tags": [{"Key": "Name", "Value": "ours"}]"#
    let folder = try TemporaryFolder([
      "111122223333/peerings.json": Self.connection(""), "444455556666/peerings.json": Self.connection(named),
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(snapshot.network.vpcPeeringConnections.map(\.name) == ["ours"])
    #expect(snapshot.notices == [])
  }

  @Test func `two descriptions of a peering connection that differ in more than tags are noticed`() throws {
    let folder = try TemporaryFolder([
      "a.json": Self.connection("").replacing("active", with: "pending-acceptance"), "b.json": Self.connection(""),
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(snapshot.network.vpcPeeringConnections.map(\.status) == ["pending-acceptance"])
    let line = try #require(snapshot.notices.first?.replacing("\(folder.path)/", with: ""))
    #expect(
      line == "described twice and differently: the status of VPC peering connection pcx-1: "
        + "a.json says pending-acceptance, b.json says active")
    #expect(snapshot.network.doubts["pcx-1"]?.count == 1)
  }
}
