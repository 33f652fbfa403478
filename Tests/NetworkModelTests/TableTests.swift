import NetworkModel
import Testing

@Suite struct TableTests {
  private static func instances(_ count: Int) -> [Instance] {
    (0..<count).map { Instance(id: Identifier("i-\($0)"), name: "web-\($0)") }
  }

  @Test func `a table finds by id and by position`() {
    let table = Table(Self.instances(100))
    #expect(table.count == 100)
    for position in table.indices {
      let id = table[position].id
      #expect(table.position(of: id) == position)
      #expect(table[id] == table[position])
    }
    #expect(table["i-100"] == nil)
    #expect(table.position(of: "i-100") == nil)
  }

  @Test func `what is inserted first stays`() {
    var table = Table<Instance>()
    #expect(table.insert(Instance(id: "i-1", name: "first")) == nil)
    #expect(table.insert(Instance(id: "i-1", name: "second"))?.name == "first")
    #expect(table.map(\.name) == ["first"])
  }

  @Test func `an update keeps its place`() {
    var table = Table(Self.instances(3))
    table.update(Instance(id: "i-1", name: "other"))
    table.update(Instance(id: "i-9", name: "new"))
    #expect(table.map(\.name) == ["web-0", "other", "web-2", "new"])
  }

  @Test func `two resources with one id are a fault of the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Table([Instance(id: "i-1"), Instance(id: "i-1")])
    }
  }
}
