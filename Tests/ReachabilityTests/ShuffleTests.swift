import NetworkModel
import Ports
import Reachability
import Render
import Seeds
import Snapshots
import Testing

/// AWS lists things in no order that means anything, so the order must change nothing.
struct ShuffleTests {
  /// A network with something of everything, so that order has much to act on.
  private var sketch: Sketch {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].outbound = [
      .deny(10, "6", 35_000...36_000), .allow(20, "6", 34_000...50_000), .deny(30, "6", 45_000...55_000),
      .allow(40, "6", 52_000...65_535), .allow(50, at: "::/0"),
    ]
    sketch.acls["acl-data"].inbound = [.deny(90, at: "198.51.100.0/24"), .allow(100), .allow(101, at: "::/0")]
    sketch.groups.add(
      SketchedGroup(
        id: "sg-more",
        inbound: [.allow("tcp", 5432, 5432, with: "sg-client"), .allow("tcp", 5000, 6000, with: "10.0.0.0/8")],
        outbound: SketchedGroup.Rule.all))
    sketch.interfaces["eni-server"].groups = ["sg-server", "sg-more"]
    sketch.interfaces["eni-client"].addresses = ["10.0.1.10", "10.0.1.12", "10.0.1.11"]
    sketch.prefixLists.add(SketchedPrefixList(id: "pl-a", blocks: ["192.0.2.0/24", "192.0.3.0/25"]))
    sketch.prefixLists.add(SketchedPrefixList(id: "pl-b", blocks: ["192.0.2.0/24"]))
    sketch.tables["rtb-app"].routes += [.to("pl-a", via: "nat-1"), .to("pl-b", via: "tgw-1")]
    sketch.databases.add(
      SketchedDatabase(id: "orders", subnets: ["subnet-data", "subnet-app"], groups: ["sg-server"]))
    for (id, subnet, address) in [("eni-z", "subnet-data", "10.0.2.7"), ("eni-a", "subnet-app", "10.0.1.7")] {
      sketch.interfaces.add(
        SketchedInterface(
          id: id, subnet: subnet, addresses: [address], groups: ["sg-server"], details: "RDSNetworkInterface"))
    }
    return sketch
  }

  private func answers(_ json: String) throws -> [String] {
    let network = try Snapshot(json: json).network
    var engine = Engine(network)
    let questions: [(from: String, to: String, IPProtocol, IPAddress.Family?)] = [
      ("client", "server", .tcp, .v4), ("client", "server", .tcp, .v6), ("client", "orders", .tcp, nil),
      ("internet", "server", .tcp, nil), ("client", "internet", .tcp, nil), ("client", "192.0.2.1", .udp, nil),
      ("10.0.1.0/24", "server", .tcp, .v4), ("client", "203.0.113.20", .tcp, nil), ("client", "server", .icmp, .v4),
    ]
    return try questions.flatMap { from, to, ipProtocol, family in
      let trace = engine.trace(
        try Query(
          from: engine.directory.endpoint(from), to: engine.directory.endpoint(to), ipProtocol: ipProtocol,
          port: ipProtocol.hasPorts ? 5432 : nil, family: family))
      let remedy = Remedy(for: trace)
      return [
        trace.text(remedy: remedy, in: network, colour: false),
        trace.json(remedy: remedy, in: network).text(indented: true),
      ]
    }
  }

  @Test func `shuffling every list and object changes no byte of any answer`() throws {
    let json = sketch.json
    let expected = try answers(json.text)
    var generator = SeededGenerator(seed: 1)
    for round in 0..<40 {
      let shuffled = try answers(json.shuffled(using: &generator).text)
      for (before, after) in zip(expected, shuffled) where before != after {
        Issue.record("round \(round):\n\(before)\nbecame\n\(after)")
        return
      }
    }
  }
}
