import NetworkModel
import Snapshots
import Testing

/// In which account and Region a VPC is.
@Suite struct ScopeTests {
  /// The scope of the one VPC in a folder of files.
  private static func scope(_ files: [String: String]) throws -> Scope {
    let folder = try TemporaryFolder(files)
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(snapshot.notices.allSatisfy { $0.hasPrefix("cut down") })
    return try #require(snapshot.network.vpcs["vpc-1"]).scope
  }

  private static let bare = #"{"Vpcs": [{"VpcId": "vpc-1"}]}"#

  @Test func `folders name the account and the Region, in either order and with others between`() throws {
    let expected = Scope(account: "111122223333", region: "eu-west-1")
    for path in [
      "111122223333/eu-west-1", "eu-west-1/111122223333", "aws_configs/111122223333/prod/eu-west-1/raw",
    ] {
      #expect(try Self.scope(["\(path)/vpcs.json": Self.bare]) == expected, "\(path)")
    }
  }

  @Test func `every Region's name is known for one`() throws {
    let regions = [
      "us-east-1", "us-west-2", "ca-west-1", "mx-central-1", "sa-east-1", "eu-central-2", "eu-north-1",
      "il-central-1", "me-south-1", "af-south-1", "ap-northeast-3", "ap-southeast-7", "cn-northwest-1",
      "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1",
      "eusc-de-east-1",
    ]
    for region in regions {
      #expect(try Self.scope(["\(region)/vpcs.json": Self.bare]) == Scope(region: region), "\(region)")
    }
  }

  @Test func `other folders name neither`() throws {
    let folders = [
      "12345678901", "1234567890123", "11112222333a", "eu-west", "eu-west-1a", "EU-WEST-1", "euwest1",
      "-west-1",
      "eu--1", "eu-west-", "shop-vpc-1", "web-tier-1", "app-db-2", "snapshot-2026", "north-west-1",
    ]
    for folder in folders {
      #expect(try Self.scope(["\(folder)/vpcs.json": Self.bare]) == Scope(), "\(folder)")
    }
  }

  @Test func `a file's own name names neither`() throws {
    #expect(try Self.scope(["eu-west-1.json": Self.bare, "111122223333.json": #"{"Subnets": []}"#]) == Scope())
  }

  @Test func `the owner that AWS names counts before the folder`() throws {
    let owned = #"{"Vpcs": [{"VpcId": "vpc-1", "OwnerId": "444455556666"}]}"#
    #expect(try Self.scope(["111122223333/vpcs.json": owned]).account == "444455556666")
  }

  @Test func `the zone of a subnet tells the Region of its VPC, unless a folder did`() throws {
    func subnet(in zone: String) -> String {
      #"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "AvailabilityZone": "\#(zone)"}]}"#
    }
    let zones: [(String, String?)] = [
      ("eu-west-1a", "eu-west-1"), ("us-gov-west-1b", "us-gov-west-1"), ("us-west-2-lax-1a", nil),
      ("us-east-1-wl1-bos-wlz-1", nil), ("", nil), ("a", nil), ("eu-west-1", nil),
    ]
    for (zone, region) in zones {
      let files = ["a.json": subnet(in: zone), "b.json": Self.bare]
      #expect(try Self.scope(files) == Scope(region: region), "\(zone)")
    }
    let files = ["eu-west-1/vpcs.json": Self.bare, "subnets.json": subnet(in: "us-east-1a")]
    #expect(try Self.scope(files).region == "eu-west-1")
  }

  @Test func `several accounts and Regions make one network`() throws {
    let folder = try TemporaryFolder([
      "111122223333/eu-west-1/vpcs.json": #"{"Vpcs": [{"VpcId": "vpc-1"}]}"#,
      "111122223333/us-east-1/vpcs.json": #"{"Vpcs": [{"VpcId": "vpc-2"}]}"#,
      "444455556666/eu-west-1/vpcs.json": #"{"Vpcs": [{"VpcId": "vpc-3"}]}"#,
    ])
    let vpcs = try Snapshot(readingFrom: folder.path).network.vpcs
    #expect(vpcs["vpc-1"]?.scope == Scope(account: "111122223333", region: "eu-west-1"))
    #expect(vpcs["vpc-2"]?.scope == Scope(account: "111122223333", region: "us-east-1"))
    #expect(vpcs["vpc-3"]?.scope == Scope(account: "444455556666", region: "eu-west-1"))
  }
}
