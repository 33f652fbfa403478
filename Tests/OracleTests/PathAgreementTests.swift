import Foundation
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// The engine and the brute-force oracle are asked the same questions about random networks with every kind of gateway, and must
/// tell the same ways, leg by leg and port by port.
///
/// `PORTOLAN_SEED` and `PORTOLAN_NETWORKS` in the environment choose other networks, and more of them.
@Suite struct PathAgreementTests {
  private static let questionsPerNetwork = 10

  @Test
  func `the engine agrees with brute force on every way that gateways make`() async throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 200)
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
      "\(count) networks from seed \(first), \(count * Self.questionsPerNetwork) questions, \(found.count) disagreements"
    )
    for disagreement in found.prefix(5) { Issue.record("\(disagreement)") }
  }

  /// What the two say differently about the network of a seed.
  private func disagreements(seed: UInt64) -> [String] {
    let network = PathNetwork(seed: seed)
    var random = SplitMix64(seed: seed ^ 0xABCD)
    var shuffle: SplitMix64? = SplitMix64(seed: seed)
    do {
      let snapshot = try Snapshot(json: network.describeJSON(shuffling: &shuffle))
      #expect(snapshot.network.doubts.isEmpty, "the network is not described in full")
      var engine = Engine(snapshot.network)
      let oracle = PathOracle(network)
      return (0..<Self.questionsPerNetwork).compactMap { index in
        let question = network.randomQuestion(using: &random)
        do {
          return try difference(question, oracle, &engine).map { "seed \(seed), \(index): \(question): \($0)" }
        } catch {
          return "seed \(seed), \(index): \(question): \(error)"
        }
      }
    } catch {
      return ["seed \(seed): \(error)"]
    }
  }

  /// A leg as both can tell it.
  private struct Leg: Hashable {
    var from: String
    var to: String
    var port: UInt16
    var clientPorts: Int
    var keepsPorts: Bool
    var outcomes: [BruteForce.Outcome]

    var text: String {
      let counts = [BruteForce.Outcome.pass, .unknown, .drop].map { outcome in outcomes.count { $0 == outcome } }
      return "\(from)→\(to):\(port) \(counts[0]) pass, \(counts[1]) unknown, \(counts[2]) drop"
    }
  }

  /// The ways that only one of the two tells. How many choices of AWS's come to the same is of no concern.
  private func difference(
    _ question: PathNetwork.Question, _ oracle: PathOracle, _ engine: inout Engine
  ) throws -> String? {
    let expected = oracle.answer(question)
    let spellings = privateSpellings(oracle.network)
    let told = Set(
      expected.alternatives.map { legs in
        legs.map { leg in
          Leg(
            from: spellings[leg.fromAddress] ?? leg.fromAddress, to: spellings[leg.toAddress] ?? leg.toAddress,
            port: leg.serverPort, clientPorts: leg.clientPorts.count, keepsPorts: leg.keepsPorts, outcomes: leg.outcomes
          )
        }
      })
    let trace = engine.trace(try query(question, engine))
    let answered = Set(
      trace.alternatives.map { alternative in
        alternative.legs.map { leg in
          let (from, to) = (leg.from.address.description, leg.to.address.description)
          return Leg(
            from: spellings[from] ?? from, to: spellings[to] ?? to, port: leg.serverPort ?? 0,
            clientPorts: leg.clientPorts?.count ?? 1, keepsPorts: leg.keepsClientPorts, outcomes: outcomes(leg))
        }
      })
    func list(_ ways: Set<[Leg]>) -> String {
      ways.map { $0.map(\.text).joined(separator: ", ") }.sorted().joined(separator: " | ")
    }
    if told == answered && trace.verdict.rawValue == expected.verdict.rawValue { return nil }
    return """
      oracle \(expected.verdict), engine \(trace.verdict)
      the oracle alone: \(list(told.subtracting(answered)))
      the engine alone: \(list(answered.subtracting(told)))
      \(oracle.account(of: question))
      """
  }

  private func outcomes(_ leg: Reachability.Leg) -> [BruteForce.Outcome] {
    guard let ports = leg.clientPorts else {
      return [leg.working.sure.isEmpty ? (leg.working.undecided.isEmpty ? .drop : .unknown) : .pass]
    }
    return ports.ranges.flatMap { range in
      (range.lower...range.upper).map { port in
        leg.working.sure.contains(port) ? .pass : leg.working.undecided.contains(port) ? .unknown : .drop
      }
    }
  }

  private func query(_ question: PathNetwork.Question, _ engine: Engine) throws -> Query {
    func name(_ end: PathNetwork.Question.End) -> String {
      if case .interface(let id, _) = end { id } else { end.description }
    }
    return try Query(
      from: engine.directory.endpoint(name(question.from)), to: engine.directory.endpoint(name(question.to)),
      ipProtocol: IPProtocol(rawValue: question.protocolNumber), port: question.hasPorts ? question.port : nil,
      clientPorts: question.hasPorts ? .init(PortSet(question.clientPorts), source: "as asked") : nil,
      family: question.from.isIPv6 || question.to.isIPv6 ? .v6 : .v4)
  }

  /// Public addresses by the private ones that gateways put in their place: the two may spell an end differently.
  private func privateSpellings(_ network: PathNetwork) -> [String: String] {
    var result: [String: String] = [:]
    for own in network.base.interfaces.flatMap(\.ipv4) {
      if let publicAddress = own.publicAddress { result[publicAddress.description] = own.address.description }
    }
    return result
  }
}
