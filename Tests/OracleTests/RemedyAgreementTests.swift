import Foundation
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// Every remedy for random connections is made in the witness's own picture of the network, and judged there, port by port.
///
/// `PORTOLAN_SEED` and `PORTOLAN_NETWORKS` in the environment choose other networks, and more of them.
@Suite struct RemedyAgreementTests {
  private static let queriesPerNetwork = 12
  private static let others = 6

  /// What was looked at.
  private struct Count {
    var remedies = 0
    var edits = 0
    var faults: [String] = []

    static func += (left: inout Count, right: Count) {
      left.remedies += right.remedies
      left.edits += right.edits
      left.faults += right.faults
    }
  }

  @Test func `every remedy works, is minimal, and breaks nothing, as brute force sees it`() async throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 120)
    let workers = 2
    let found = await withTaskGroup(of: Count.self) { group in
      for worker in 0..<workers {
        group.addTask {
          stride(from: first + worker, to: first + count, by: workers).reduce(into: Count()) {
            $0 += judge(seed: UInt64($1))
          }
        }
      }
      return await group.reduce(into: Count()) { $0 += $1 }
    }
    print(
      "\(count) networks from seed \(first), \(found.remedies) remedies of \(found.edits) edits, \(found.faults.count) faults"
    )
    #expect(found.remedies > count, "too few remedies to mean anything")
    for fault in found.faults.prefix(5) { Issue.record("\(fault)") }
  }

  private func judge(seed: UInt64) -> Count {
    let network = RandomNetwork(seed: seed)
    var random = SplitMix64(seed: seed ^ 0x5EED)
    var none: SplitMix64?
    var count = Count()
    do {
      var engine = Engine(try Snapshot(json: network.describeJSON(shuffling: &none)).network)
      let witnesses = (0..<Self.others).map { _ in network.randomQuery(using: &random) }
      for _ in 0..<Self.queriesPerNetwork {
        let query = network.randomQuery(using: &random)
        guard let trace = trace(query, &engine) else { continue }
        for goal in [Remedy.Goal.works, .stops] {
          for remedy in Remedy.all(for: trace, goal: goal) {
            count.remedies += 1
            count.edits += remedy.edits.count
            if let fault = fault(of: remedy, goal, query, trace, network, witnesses) {
              count.faults.append("seed \(seed): \(query): \(goal): \(remedy.edits): \(fault)")
            }
          }
        }
      }
    } catch {
      count.faults.append("seed \(seed): \(error)")
    }
    return count
  }

  /// The engine's answer to a question of the witness's; nil where its ends have no name of their own.
  private func trace(_ query: RandomNetwork.Query, _ engine: inout Engine) -> Trace? {
    guard let from = try? engine.directory.endpoint(query.from.addressText),
      let to = try? engine.directory.endpoint(query.to.addressText),
      let asked = try? Query(
        from: from, to: to, ipProtocol: IPProtocol(rawValue: query.protocolNumber),
        port: query.hasPorts ? query.port : nil)
    else { return nil }
    return engine.trace(asked)
  }

  private func fault(
    of remedy: Remedy, _ goal: Remedy.Goal, _ query: RandomNetwork.Query, _ trace: Trace, _ network: RandomNetwork,
    _ witnesses: [RandomNetwork.Query]
  ) -> String? {
    let asked = trace.query.clientPorts?.ports
    func isReached(_ edits: some Sequence<Edit>) -> Bool {
      let outcomes = outcomes(of: query, network, edits)
      let wanted: BruteForce.Outcome = goal == .works ? .pass : .drop
      guard let asked else { return outcomes.allSatisfy { $0 == wanted } }
      return asked.ranges.allSatisfy { range in
        outcomes[Int(range.lower)...Int(range.upper)].allSatisfy { $0 == wanted }
      }
    }
    guard isReached(remedy.edits) else { return "the witness says no" }
    for edit in remedy.edits where isReached(remedy.edits.filter({ $0 != edit })) { return "\(edit) is not needed" }
    guard goal == .works else { return nil }
    for other in witnesses {
      let broken = zip(outcomes(of: other, network, []), outcomes(of: other, network, remedy.edits)).enumerated().first
      {
        $0.element.0 == .pass && $0.element.1 != .pass
      }
      if let broken { return "\(other) is broken for \(broken.offset)" }
    }
    return nil
  }

  private func outcomes(
    of query: RandomNetwork.Query, _ network: RandomNetwork, _ edits: some Sequence<Edit>
  ) -> [BruteForce.Outcome] {
    var network = network
    for edit in edits { network.apply(edit) }
    return BruteForce(network, reading: .init(filtersBeyondUnknownRoute: false, replyAfterUnknownRoute: false))
      .outcomes(of: query)
  }
}
