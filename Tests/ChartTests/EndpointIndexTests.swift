import Foundation
import Reachability
import Render
import Snapshots
import Testing

/// What is found of a network while somebody types.
@Suite struct EndpointIndexTests {
  private static func engine(for example: String) throws -> Engine {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return Engine(try Snapshot(readingFrom: root.appending(path: "examples/\(example)").path).network)
  }

  @Test func `every entry names something that can be asked about`() throws {
    for example in ["shop", "hub", "dual"] {
      let engine = try Self.engine(for: example)
      let index = EndpointIndex(of: engine)
      #expect(!index.entries.isEmpty)
      for entry in index.entries { #expect(throws: Never.self) { try engine.directory.endpoint(entry.handle) } }
    }
  }

  @Test func `words are looked for in name, address, group and place, names that begin so first`() throws {
    let index = EndpointIndex(of: try Self.engine(for: "shop"))
    #expect(index.search("web", atMost: 9).entries.prefix(2).map(\.name) == ["web-1", "web-2"])
    #expect(index.search("10.20.20.7", atMost: 9).entries.map(\.name) == ["orders"])
    #expect(index.search("WEB app-b", atMost: 9).entries.map(\.name).contains("web-2"))
    #expect(!index.search("WEB app-b", atMost: 9).entries.map(\.name).contains("web-1"))
    #expect(index.search("nothing of the kind", atMost: 9).total == 0)
    let all = index.search("", atMost: 2)
    #expect(all.entries.count == 2)
    #expect(all.total == index.entries.count)
  }

  @Test func `the nodes of a load balancer are one, with all addresses and places`() throws {
    let front = try #require(EndpointIndex(of: try Self.engine(for: "shop")).search("front", atMost: 9).entries.first)
    #expect(front.handle == "front")
    #expect(Set(front.addresses).isSuperset(of: ["10.20.0.23", "10.20.1.41"]))
    #expect(front.place == "public-a, shop; public-b, shop")
  }
}
