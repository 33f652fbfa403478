import Foundation
import NetworkModel
import Snapshots
import Testing

@Suite struct SnapshotFolderTests {
  private static func vpc(_ id: String) -> String {
    #"{"Vpcs": [{"VpcId": "\#(id)", "CidrBlock": "10.0.0.0/16"}]}"#
  }

  @Test func `a folder is read at any depth, and only its JSON files`() throws {
    let folder = try TemporaryFolder([
      "vpcs.json": Self.vpc("vpc-1"), "a/b/c/d/vpcs.JSON": Self.vpc("vpc-2"),
      "a/other.Json": Self.vpc("vpc-3"),
      "notes.txt": "not JSON", "README": "not JSON", "vpcs.json.bak": "not JSON", "empty/nothing.txt": "",
      ".hidden.json": "not JSON", ".git/config.json": "not JSON",
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(snapshot.network.vpcs.map(\.id.text).sorted() == ["vpc-1", "vpc-2", "vpc-3"])
    #expect(snapshot.size.files == 3)
    #expect(snapshot.size.bytes == 3 * Self.vpc("vpc-1").utf8.count)
    #expect(snapshot.notices == [])
  }

  @Test func `a folder may be named with a slash at its end`() throws {
    let folder = try TemporaryFolder(["a/vpcs.json": Self.vpc("vpc-1")])
    #expect(try Snapshot(readingFrom: folder.path + "/").network.vpcs.count == 1)
  }

  @Test func `a folder may be called as a file is`() throws {
    let folder = try TemporaryFolder(["a.json/vpcs.json": Self.vpc("vpc-1")])
    #expect(try Snapshot(readingFrom: folder.path).network.vpcs.count == 1)
  }

  @Test func `one file is read whatever its name`() throws {
    let folder = try TemporaryFolder(["dump.txt": Self.vpc("vpc-1"), "other.json": Self.vpc("vpc-2")])
    let snapshot = try Snapshot(readingFrom: "\(folder.path)/dump.txt")
    #expect(snapshot.network.vpcs.map(\.id.text) == ["vpc-1"])
    #expect(snapshot.size.files == 1)
  }

  @Test func `the top-level key decides what a file holds, not its name`() throws {
    let folder = try TemporaryFolder(["describe-subnets.json": Self.vpc("vpc-1"), "x.json": Samples.subnets])
    let network = try Snapshot(readingFrom: folder.path).network
    #expect(network.vpcs.count == 1)
    #expect(network.subnets.count == 2)
  }

  @Test func `one file may hold several kinds`() throws {
    let snapshot = try Snapshot(json: Samples.tree().text, name: "f.json")
    #expect(snapshot.notices == [])
    #expect(snapshot.network.gaps.map(\.missing) == ["sg-2", "vpc-2"])
    #expect(snapshot.network.vpcs.count == 1)
    #expect(snapshot.network.managedServices.count { $0.kind == .dbInstance } == 1)
  }

  @Test func `a file larger than any buffer is read whole`() throws {
    let blocks = (0..<60_000).map { #"{"VpcId": "vpc-\#($0)", "CidrBlock": "10.0.0.0/16"}"# }
    let folder = try TemporaryFolder(["vpcs.json": "{\"Vpcs\": [\(blocks.joined(separator: ",\n"))]}"])
    #expect(try Snapshot(readingFrom: folder.path).network.vpcs.count == 60_000)
  }

  @Test func `a byte order mark is no part of the text`() throws {
    let folder = try TemporaryFolder(["vpcs.json": "\u{FEFF}" + Self.vpc("vpc-1")])
    #expect(try Snapshot(readingFrom: folder.path).network.vpcs.count == 1)
  }

  @Test func `line ends of every system are read`() throws {
    let text = Samples.networkACLs
    for lineEnd in ["\r\n", "\r", "\n\n"] {
      let other = text.replacing("\n", with: lineEnd)
      #expect(Inventory(try network(other)) == Inventory(try network(text)))
    }
  }
}
