import NetworkModel
import Seeds
import Snapshots
import Testing

/// The order of lists, of keys and of files carries no meaning.
@Suite struct OrderIndependenceTests {
  private static func expectSameNetworks(shuffling tree: JSONTree, seed: UInt64, rounds: Int) throws {
    let original = try Snapshot(json: tree.text)
    var generator = SeededGenerator(seed: seed)
    for round in 1...rounds {
      let place: Comment = "seed \(seed), round \(round)"
      let shuffled = try Snapshot(json: tree.shuffled(using: &generator).text)
      // Compared before `#expect`, which would print both networks in full.
      let isSame = Inventory(shuffled.network) == Inventory(original.network)
      #expect(isSame, place)
      #expect(shuffled.network.gaps == original.network.gaps, place)
      #expect(shuffled.notices == original.notices, place)
    }
  }

  @Test func `the shop is the same in whatever order its lists and keys come`() throws {
    try Self.expectSameNetworks(shuffling: try Shop.tree(), seed: 0x4F52_0001, rounds: 100)
  }

  @Test func `the samples are the same in whatever order their lists and keys come`() throws {
    try Self.expectSameNetworks(shuffling: try Samples.tree(), seed: 0x4F52_0002, rounds: 300)
  }

  @Test func `the shop is the same in whatever files it comes`() throws {
    let original = try Snapshot(readingFrom: Shop.path)
    guard case .object(let members) = try Shop.tree() else { return }
    var generator = SeededGenerator(seed: 0x4F52_0003)
    for _ in 1...10 {
      let folder = try TemporaryFolder()
      for (number, member) in members.shuffled(using: &generator).enumerated() {
        let text = JSONTree.object([member]).text
        try folder.write(Array(text.utf8), to: "\(generator.next() % 4)/\(number).json")
      }
      let shuffled = try Snapshot(readingFrom: folder.path)
      let isSame = Inventory(shuffled.network) == Inventory(original.network)
      #expect(isSame)
      #expect(shuffled.notices == original.notices)
    }
  }

  @Test func `the shop is what its makers say it is`() throws {
    let snapshot = try Snapshot(readingFrom: Shop.path)
    let network = snapshot.network
    #expect(network.vpcs.map(\.name) == ["shop"])
    #expect(network.vpcs.first?.scope == Scope(account: "111122223333", region: "eu-west-1"))
    #expect(
      network.subnets.compactMap(\.name).sorted()
        == ["app-a", "app-b", "data-a", "data-b", "public-a", "public-b"])
    #expect(Set(network.networkACLs.compactMap(\.name)).isSuperset(of: ["app", "data", "public"]))
    #expect(Set(network.securityGroups.map(\.name)) == ["default", "front", "web", "db"])
    #expect(network.instances.compactMap(\.name).sorted() == ["batch-1", "report-1", "web-1", "web-2"])
    #expect(network.instances.filter { $0.state == .running }.count == 3)
    #expect(network.instances.filter(\.isWindows).compactMap(\.name) == ["report-1"])
    #expect(network.managedServices.map(\.port) == [5432])
    #expect(network.networkInterfaces.count { $0.interfaceDescription == "RDSNetworkInterface" } == 1)
    #expect(network.gaps.isEmpty)
    #expect(snapshot.notices == [])
  }

  @Test func `what leads into and out of the shop is read in full`() throws {
    let network = try Snapshot(readingFrom: Shop.path).network
    let nat = try #require(network.natGateways.first)
    #expect(network.natGateways.count == 1)
    #expect(nat.name == "shop-nat")
    #expect(nat.addresses.map { $0.publicAddress?.description } == ["198.51.100.24"])
    #expect(nat.subnet.flatMap { network.subnets[$0]?.name } == "public-a")
    let front = try #require(network.loadBalancers.first)
    #expect(network.loadBalancers.count == 1)
    #expect(front.isInternetFacing && front.kind == .application)
    #expect(front.zones.compactMap { network.subnets[$0.subnet]?.name }.sorted() == ["public-a", "public-b"])
    #expect(network.networkInterfaces.contains { $0.interfaceDescription == front.interfaceDescription })
    let listener = try #require(network.listeners.first)
    #expect(network.listeners.map(\.port) == [443])
    #expect(listener.loadBalancer == front.id)
    let web = try #require(network.targetGroups.first)
    #expect(network.targetGroups.map(\.port) == [8080])
    #expect(listener.actions == [.forward(web.id)])
    let targets = try #require(web.targets)
    #expect(targets.compactMap { network.instances[Identifier($0.id)]?.name }.sorted() == ["web-1", "web-2"])
    #expect(targets.map(\.state) == ["healthy", "healthy"])
  }
}
