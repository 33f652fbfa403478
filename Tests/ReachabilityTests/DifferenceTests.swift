import NetworkModel
import Ports
import Reachability
import Seeds
import Snapshots
import Testing

/// What a change of a network does to connections.
@Suite struct DifferenceTests {
  private func difference(_ old: Sketch, _ new: Sketch) throws -> Difference {
    Difference(from: Engine(try old.network), to: Engine(try new.network))
  }

  @Test func `a network does not differ from itself in another order`() throws {
    let sketch = Sketch.withGateway
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      let shuffled = try Snapshot(json: sketch.json.shuffled(using: &generator).text).network
      let difference = Difference(from: Engine(try sketch.network), to: Engine(shuffled))
      #expect(difference.alterations.isEmpty)
      #expect(difference.isEmpty)
    }
  }

  @Test func `a reply range that widens is one change, and the entry its cause`() throws {
    var old = Sketch()
    old.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    var new = old
    new.acls["acl-data"].outbound = [.allow(100, "6", 32_768...60_999)]
    let changes = try difference(old, new).changes
    let change = try #require(changes.count == 1 ? changes[0] : nil)
    #expect(change.effect == .widened)
    #expect(change.ports == .all)
    #expect((change.from.name, change.to.name) == ("client", "server"))
    #expect(change.before.verdict == .intermittent && change.after.verdict == .works)
    guard case .edit(.replaceEntry(let acl, _, _))? = change.cause else {
      Issue.record("\(String(describing: change.cause))")
      return
    }
    #expect(acl == "acl-data")
  }

  @Test func `the change that lets the internet in comes first`() throws {
    var old = Sketch.withGateway
    old.groups["sg-server"].inbound = []
    var new = old
    new.groups["sg-server"].inbound = [.allow("tcp", 22, 22, with: "0.0.0.0/0")]
    let difference = try difference(old, new)
    let first = try #require(difference.changes.first)
    #expect(first.effect == .exposed)
    #expect(first.from.name == "internet" && first.to.name == "server")
    #expect(first.ports == PortSet(22))
    #expect(difference.changes.contains { $0.effect == .began && $0.from.name == "client" && $0.ports == PortSet(22) })
    #expect(difference.changes.allSatisfy { $0.ipProtocol == .tcp })
  }

  @Test func `of two edits each change has its own for a cause`() throws {
    var old = Sketch()
    old.groups["sg-client"].inbound = []
    old.groups["sg-server"].outbound = SketchedGroup.Rule.all
    var new = old
    new.groups["sg-client"].inbound = [.allow("tcp", 22, 22, with: "10.0.2.0/24")]
    new.acls["acl-data"].inbound = [.deny(50, "17", at: "10.0.1.0/24"), .allow(100), .allow(101, at: "::/0")]
    let changes = try difference(old, new).changes
    for change in changes {
      #expect(change.cause?.id == (change.ipProtocol == .udp ? "acl-data" : "sg-client"), "\(change)")
    }
    #expect(Set(changes.map(\.effect)) == [.began, .stopped])
  }

  @Test func `a rule that changes no connection is an alteration and no change`() throws {
    let old = Sketch()
    var new = old
    new.acls["acl-data"].inbound.append(.deny(200, "6", 22...22))
    let difference = try difference(old, new)
    #expect(difference.isEmpty)
    #expect(difference.alterations.count == 1)
  }

  @Test func `an endpoint that is gone is told once, with what it connected to`() throws {
    let old = Sketch()
    var new = old
    new.interfaces.add(
      SketchedInterface(id: "eni-new", subnet: "subnet-app", addresses: ["10.0.1.7"], groups: ["sg-client"]))
    let arrivals = try difference(old, new).arrivals
    #expect(arrivals.map(\.end.kind) == [.interfaces(["eni-new"])])
    #expect(arrivals.map(\.pairs) == [1])
    #expect(try difference(new, old).arrivals.map(\.isNew) == [false])
  }
}
