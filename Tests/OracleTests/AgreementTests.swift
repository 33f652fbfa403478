import Foundation
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// The engine and the brute-force oracle are asked the same questions about random networks, and must agree on every client port.
///
/// `PORTOLAN_SEED` and `PORTOLAN_NETWORKS` in the environment choose other networks, and more of them.
@Suite struct AgreementTests {
  private static let queriesPerNetwork = 20

  @Test func `the engine agrees with brute force on every client port of random networks`() async throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 1_050)
    let workers = 2
    let found = await withTaskGroup(of: [String].self) { group in
      for worker in 0..<workers {
        group.addTask {
          stride(from: first + worker, to: first + count, by: workers).flatMap { disagreements(seed: UInt64($0)) }
        }
      }
      return await group.reduce(into: [String]()) { $0 += $1 }
    }
    print(
      "\(count) networks from seed \(first), \(count * Self.queriesPerNetwork) questions, \(found.count) disagreements")
    for disagreement in found.prefix(5) { Issue.record("\(disagreement)") }
  }

  /// What the two say differently about the network of a seed.
  private func disagreements(seed: UInt64) -> [String] {
    let network = RandomNetwork(seed: seed)
    var random = SplitMix64(seed: seed ^ 0xABCD)
    var shuffle: SplitMix64? = SplitMix64(seed: seed)
    do {
      let snapshot = try Snapshot(json: network.describeJSON(shuffling: &shuffle))
      #expect(snapshot.network.doubts.isEmpty, "the network is not described in full")
      var engine = Engine(snapshot.network)
      // The strict reading: behind a route that leads who knows where, nothing is certain.
      let oracle = BruteForce(
        network, reading: .init(filtersBeyondUnknownRoute: false, replyAfterUnknownRoute: false))
      return try (0..<Self.queriesPerNetwork).compactMap { _ in
        let query = network.randomQuery(using: &random)
        return try difference(query, oracle, &engine).map { "seed \(seed): \(query): \($0)" }
      }
    } catch {
      return ["seed \(seed): \(error)"]
    }
  }

  /// The first port on which engine and oracle differ, or a way in which the engine contradicts itself; nil when there is none.
  private func difference(
    _ query: RandomNetwork.Query, _ oracle: BruteForce, _ engine: inout Engine
  ) throws -> String? {
    let ipProtocol = IPProtocol(rawValue: query.protocolNumber)
    let client = try place(query.from, on: engine.terrain)
    let server = try place(query.to, on: engine.terrain)
    let traffic =
      query.hasPorts
      ? Traffic(ipProtocol, serverPort: query.port, clientPorts: .all) : Traffic(portless: ipProtocol)
    let plane = engine.plane(for: ipProtocol)
    let working = RoundTrip(traffic, from: client, to: server, through: plane).working
    let selectors = query.hasPorts ? Array(0...UInt16.max) : [traffic.reply.first ?? 0]
    for (selector, outcome) in zip(selectors, oracle.outcomes(of: query)) {
      let answer: BruteForce.Outcome =
        working.sure.contains(selector) ? .pass : working.undecided.contains(selector) ? .unknown : .drop
      if answer != outcome { return "port \(selector): engine \(answer), oracle \(outcome)" }
    }
    return contradiction(query, traffic, working, client, server, plane)
  }

  /// Whether the hops, which are read off the rules, come to another answer than the compiled filters.
  private func contradiction(
    _ query: RandomNetwork.Query, _ traffic: Traffic, _ working: Passage, _ client: Place, _ server: Place,
    _ plane: Plane
  ) -> String? {
    let hops = plane.hops(traffic, from: client, to: server)
    func passing(_ hops: [Hop]) -> Passage {
      hops.reduce(Passage(sure: traffic.reply)) { passage, hop in
        var sure = PortSet.empty
        var undecided = PortSet.empty
        for decision in hop.decisions {
          switch decision.outcome {
          case .pass: sure.formUnion(decision.ports)
          case .unknown: undecided.formUnion(decision.ports)
          case .drop: break
          }
        }
        return passage.intersection(Passage(sure: sure, undecided: undecided))
      }
    }
    let request = passing(hops.request)
    let isLost = hops.reply == nil
    let reply = isLost ? Passage(sure: .empty, undecided: traffic.reply) : passing(hops.reply ?? [])
    let explained = request.intersection(reply)
    return explained == working ? nil : "the hops say \(explained), the filters \(working)"
  }

  private func place(_ end: RandomNetwork.Query.Endpoint, on terrain: Terrain) throws -> Place {
    let address = try #require(IPAddress(end.addressText))
    guard let id = end.interfaceID else { return .outside(address) }
    let interface = try #require(terrain.network.networkInterfaces[Identifier(id)])
    let own = try #require(interface.addresses.first { $0.address == address })
    return .host(Host(interface, own, on: terrain))
  }
}
