import NetworkModel
import Snapshots
import Testing

@Suite struct BlockPublicAccessTests {
  @Test func `the setting of an account and Region is read, and the exclusions in force`() throws {
    let network = try network(Samples.blockPublicAccess)
    #expect(
      network.blockPublicAccess == [
        BlockPublicAccess(scope: Scope(account: "111122223333", region: "eu-west-1"), mode: .ingress)
      ])
    #expect(
      Inventory(network).blockPublicAccessExclusions == [
        BlockPublicAccessExclusion(id: "vpcbpa-exclude-1", resource: "vpc-1", mode: .bidirectional),
        BlockPublicAccessExclusion(id: "vpcbpa-exclude-2", resource: "subnet-1", mode: .egress),
      ])
  }

  @Test func `folders say where a setting is that does not say so itself`() throws {
    let setting = #"{"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "off"}}"#
    let folder = try TemporaryFolder(["111122223333/eu-west-1/a.json": setting, "us-east-1/a.json": setting])
    #expect(
      try Snapshot(readingFrom: folder.path).network.blockPublicAccess == [
        BlockPublicAccess(scope: Scope(account: "111122223333", region: "eu-west-1"), mode: .off),
        BlockPublicAccess(scope: Scope(region: "us-east-1"), mode: .off),
      ])
  }

  @Test func `two settings of one account and Region are noticed`() throws {
    let folder = try TemporaryFolder([
      "a.json": #"{"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "off"}}"#,
      "b.json": #"{"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "block-bidirectional"}}"#,
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(snapshot.network.blockPublicAccess.map(\.mode) == [.off])
    #expect(
      snapshot.notices.map { $0.replacing("\(folder.path)/", with: "") } == [
        "described twice and differently: the mode of Block Public Access: a.json says off, "
          + "b.json says block-bidirectional"
      ])
  }

  @Test func `an exclusion counts from its creation to its deletion`() throws {
    let states = [
      "create-in-progress": false, "create-complete": true, "create-failed": false, "update-in-progress": true,
      "update-complete": true, "update-failed": true, "delete-in-progress": false, "delete-complete": false,
      "disable-in-progress": false, "disable-complete": false,
    ]
    for (state, counts) in states {
      let json = """
        {"VpcBlockPublicAccessExclusions": [{"ExclusionId": "x", "InternetGatewayExclusionMode": "allow-egress",
          "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1", "State": "\(state)"}]}
        """
      #expect(try network(json).blockPublicAccessExclusions.isEmpty != counts, "\(state)")
    }
  }
}
