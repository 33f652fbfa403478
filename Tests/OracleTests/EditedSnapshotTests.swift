import Foundation
import NetworkModel
import Oracle
import Ports
import Snapshots
import Testing

/// Edits made in the text of random snapshots, which must then say what the edited network says.
@Suite struct EditedSnapshotTests {
  @Test func `an edited copy reads as the edited network`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "portolan-edits-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for seed in 1...UInt64(60) {
      var random = SplitMix64(seed: seed)
      var shuffle: SplitMix64? = SplitMix64(seed: seed)
      let source = folder.appending(path: "\(seed)/eu-west-1")
      try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
      try spread(
        RandomNetwork(seed: seed).describeJSON(shuffling: &shuffle), over: source, isIndented: seed.isMultiple(of: 2))
      let network = try Snapshot(readingFrom: source.path).network
      let edits = edits(of: network, using: &random)
      let target = folder.appending(path: "\(seed)-edited").path
      try SnapshotCopy(of: source.path, making: edits).write(to: target)
      let copy = try Snapshot(readingFrom: target).network
      let edited = network.applying(edits)
      #expect(Array(copy.networkACLs) == Array(edited.networkACLs), "seed \(seed): \(edits)")
      #expect(Array(copy.securityGroups) == Array(edited.securityGroups), "seed \(seed): \(edits)")
      #expect(Array(copy.routeTables) == Array(edited.routeTables), "seed \(seed): \(edits)")
      let back = folder.appending(path: "\(seed)-back").path
      try SnapshotCopy(of: target, making: edits.reversed().map(\.inverse)).write(to: back)
      let same = try Snapshot(readingFrom: back).network
      #expect(Array(same.networkACLs) == Array(network.networkACLs), "seed \(seed): \(edits)")
      #expect(Array(same.routeTables) == Array(network.routeTables), "seed \(seed): \(edits)")
      #expect(throws: SnapshotError.self) { try SnapshotCopy(of: source.path, making: edits).write(to: target) }
    }
  }

  /// Writes each list of a snapshot to a file of its own, as the calls print them.
  private func spread(_ json: String, over folder: URL, isIndented: Bool) throws {
    let lists = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    for (key, list) in lists {
      let options: JSONSerialization.WritingOptions = isIndented ? [.prettyPrinted, .sortedKeys] : [.sortedKeys]
      try JSONSerialization.data(withJSONObject: [key: list], options: options)
        .write(to: folder.appending(path: "\(key).json"))
    }
  }

  private func edits(of network: Network, using random: inout SplitMix64) -> [Edit] {
    var edits: [Edit] = []
    for acl in network.networkACLs {
      let own = acl.entries.filter { !$0.isImplicitDeny }
      if let entry = own.randomElement(using: &random) { edits.append(.removeEntry(acl.id, entry)) }
      if let entry = own.randomElement(using: &random), edits.last != .removeEntry(acl.id, entry) {
        var other = entry
        other.pattern = TrafficPattern(.udp, PortSet(7...UInt16.random(in: 7...65_535, using: &random)))
        other.action = entry.action == .allow ? .deny : .allow
        edits.append(.replaceEntry(acl.id, entry, with: other))
      }
      if !own.contains(where: { $0.number == 77 }) {
        for pattern in [TrafficPattern(.icmp, PortSet(3 << 8 | 4)), TrafficPattern(.tcp, "80"), .all].prefix(1) {
          edits.append(
            .addEntry(
              acl.id,
              NetworkACL.Entry(number: 77, direction: .outbound, action: .deny, cidrBlock: .anyIPv4, pattern: pattern)))
        }
      }
    }
    for group in network.securityGroups {
      if let rule = group.rules.randomElement(using: &random), group.rules.count(where: { $0 == rule }) == 1 {
        edits.append(.removeRule(group.id, rule))
      }
      edits.append(
        .addRule(
          group.id,
          SecurityGroup.Rule(
            direction: .inbound, pattern: TrafficPattern(.tcp, "4242"), peer: .securityGroup(group.id))))
    }
    for table in network.routeTables {
      let own = table.routes.filter { $0.target != .local && $0.state == .active && !$0.isPropagated }
      if let route = own.randomElement(using: &random), own.count(where: { $0.destination == route.destination }) == 1 {
        var other = route
        other.target = .transitGateway("tgw-other")
        edits.append(.replaceRoute(table.id, route, with: other))
        edits.append(.removeRoute(table.id, other))
      }
      if let block = CIDRBlock("198.18.0.0/15"), !table.routes.contains(where: { $0.destination == .cidrBlock(block) })
      {
        edits.append(.addRoute(table.id, Route(destination: .cidrBlock(block), target: .natGateway("nat-new"))))
      }
    }
    return edits
  }
}
