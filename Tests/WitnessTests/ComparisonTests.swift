import Foundation
import KernelLab
import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing
import Witness

/// A comparison that could not fail would be none: here engine and kernel look at two different networks.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
struct ComparisonTests {
  private func shop() throws -> Network {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Snapshot(readingFrom: root.appending(path: "examples/shop").path).network
  }

  /// The shop with the ACL of its data subnets letting replies out to all of Linux's ports.
  private func mendedShop() throws -> Network {
    var network = try shop()
    let acl = try #require(network.networkACLs.first { $0.name == "data" })
    let entries = acl.entries.map { entry in
      var entry = entry
      if entry.direction == .outbound, entry.number == 100 {
        entry.pattern = TrafficPattern(.tcp, "32768-60999")
      }
      return entry
    }
    network.networkACLs.update(
      NetworkACL(
        id: acl.id, name: acl.name, vpc: acl.vpc, isDefault: acl.isDefault, entries: entries, subnets: acl.subnets))
    return network
  }

  /// What comes of an engine that sees one network and a lab that is built of another.
  private func comparison(engine seen: Network, lab built: Network) throws -> Comparison {
    var engine = Engine(seen)
    let trace = engine.trace(
      try Query(
        from: engine.directory.endpoint("web-1"), to: engine.directory.endpoint("orders"), ipProtocol: .tcp, port: 5432)
    )
    let trials = trace.trials(in: built, only: "39990-40010,50000")
    let lab = try Laboratory(try Blueprint(for: trials.compactMap(\.experiment), in: built))
    defer { try? lab.close() }
    return try Comparison(of: trace, trials, in: lab, built)
  }

  @Test func `the first port that the kernel drops and the engine does not is named, with the rule`() throws {
    let comparison = try comparison(engine: mendedShop(), lab: shop())
    #expect(comparison.outcome == .differ)
    let leg = try #require(comparison.legs.first)
    #expect(leg.difference == "40001-40010,50000")
    #expect(leg.cause == "dropped by network ACL data outbound rule * in subnet-data-a")
    #expect(leg.trail.contains("network ACL data outbound rule * in subnet-data-a"))
    #expect(leg.trail.contains("network ACL app outbound rule 110 in subnet-app-a"))
  }

  @Test func `the first port that the kernel lets pass and the engine does not is named, with the rules it met`() throws
  {
    let comparison = try comparison(engine: shop(), lab: mendedShop())
    #expect(comparison.outcome == .differ)
    let leg = try #require(comparison.legs.first)
    #expect(leg.difference.first == 40_001)
    #expect(leg.cause == "the kernel let it pass")
    #expect(leg.trail.contains("network ACL data outbound rule 100 in subnet-data-a"))
  }

  @Test func `two that look at one network agree`() throws {
    let comparison = try comparison(engine: shop(), lab: shop())
    #expect(comparison.outcome == .agree)
    #expect(comparison.observedWorking == "39990-40000")
  }
}
