import Foundation
import KernelLab
import Network
import Oracle
import Ports
import Reachability
import Snapshots
import Testing
import Witness

/// Random networks, asked of the engine, of brute force and of a real kernel: three that share no code.
///
/// `scripts/witness` runs more of them, by `PORTOLAN_SEED` and `PORTOLAN_WITNESS` in the environment; at the first disagreement it writes
/// the smallest snapshot it finds that still shows it to the folder `PORTOLAN_WITNESS_OUTPUT`.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
struct WitnessTests {
  private static let questionsPerNetwork = 3

  @Test func `engine, brute force and kernel say the same of random networks`() throws {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["PORTOLAN_SEED"].flatMap(Int.init) ?? 1
    let count = environment["PORTOLAN_WITNESS"].flatMap(Int.init) ?? 25
    var tally = Tally()
    let start = Date()
    for seed in first..<first + count {
      let found: String?
      do {
        found = try disagreement(seed: UInt64(seed), &tally)
      } catch {
        found = "\(error); see \(try Reproduction.write(snapshotOf: UInt64(seed)))"
      }
      if (seed - first) % 50 == 49 { print("  \(seed - first + 1) networks: \(tally)") }
      guard let found else { continue }
      Issue.record("seed \(seed): \(found)")
      break
    }
    let seconds = Int(Date().timeIntervalSince(start))
    print("witness: networks \(first) to \(first + count - 1): \(tally); \(seconds) s")
    #expect(tally.legs >= tally.networks, "hardly anything was compared")
  }

  /// An experiment that came to no end.
  private struct Untold: Error {
    let experiment: Experiment
    let reason: String
  }

  /// How much was compared.
  private struct Tally: CustomStringConvertible {
    var networks = 0
    var questions = 0
    var legs = 0
    var ports = 0
    var working = 0
    var behindGateways = 0
    var untold = 0

    var description: String {
      "\(networks) networks, \(questions) questions, \(legs) legs compared (\(behindGateways) behind a NAT gateway or load balancer), "
        + "\(ports) client ports of which \(working) work, \(untold) legs untold"
    }
  }

  private func disagreement(seed: UInt64, _ tally: inout Tally) throws -> String? {
    let source = PathNetwork(seed: seed)
    var random = SplitMix64(seed: seed ^ 0xFACE)
    var shuffle: SplitMix64? = SplitMix64(seed: seed)
    let json = source.describeJSON(shuffling: &shuffle)
    let network = try Snapshot(json: json).network
    var engine = Engine(network)
    let oracle = PathOracle(source)
    tally.networks += 1

    var asked: [(question: PathNetwork.Question, trace: Trace, trials: [LegTrial])] = []
    for _ in 0..<12 where asked.count < Self.questionsPerNetwork {
      let question = source.randomQuestion(using: &random)
      let trace = engine.trace(try question.query(in: engine.directory))
      let sample = network.interestingPorts(beside: PortSet(question.clientPorts))
      let trials = trace.trials(in: network, only: sample)
      let experiments = trials.compactMap(\.experiment)
      // What the lab does not build is no disagreement.
      guard !experiments.isEmpty, experiments.count <= 8, (try? Blueprint(for: experiments, in: network)) != nil else {
        continue
      }
      asked.append((question, trace, trials))
    }
    let experiments = asked.flatMap(\.trials).compactMap(\.experiment)
    guard !experiments.isEmpty, let blueprint = try? Blueprint(for: experiments, in: network) else { return nil }
    let lab = try Laboratory(blueprint)
    defer { try? lab.close() }
    for (question, trace, trials) in asked {
      tally.questions += 1
      let expected = oracle.answer(question)
      for trial in trials {
        guard let experiment = trial.experiment else { continue }
        guard let observation = try observe(experiment, in: lab, network) else {
          tally.untold += 1
          continue
        }
        let compared = Comparison.OfLeg(trial, observation)
        if compared.outcome == .untold { tally.untold += 1 } else { tally.legs += 1 }
        if compared.outcome != .untold, trial.leg.from.name != trace.query.from.name { tally.behindGateways += 1 }
        if trial.clientPorts != nil {
          tally.ports += observation.working.count + observation.dropped.count
          tally.working += observation.working.count
        }
        let what = "\(question): \(trial.leg.from.address) to \(trial.leg.to.address)"
        if compared.outcome == .differ {
          let file = try Reproduction(json: json, question: question).write()
          return
            "\(what): the engine says \(compared.predicted), the kernel \(observation.working); \(compared.cause ?? ""); see \(file)"
        }
        if let difference = difference(expected, source, trial, observation) {
          return "\(what): brute force and kernel differ at \(difference)"
        }
      }
    }
    return nil
  }

  /// What the kernel does; nil for what turns out not to be built.
  private func observe(_ experiment: Experiment, in lab: Laboratory, _ network: Network) throws -> Observation? {
    do {
      return try lab.run(experiment, in: network)
    } catch {
      if case .unsupported = error { return nil }
      throw Untold(experiment: experiment, reason: error.description)
    }
  }

  /// The first client port of which brute force and the kernel say different things.
  private func difference(
    _ expected: PathOracle.Answer, _ source: PathNetwork, _ trial: LegTrial, _ observation: Observation
  ) -> String? {
    var spellings: [String: String] = [:]
    for own in source.base.interfaces.flatMap(\.ipv4) {
      if let publicAddress = own.publicAddress { spellings[publicAddress.description] = own.address.description }
    }
    func spelt(_ address: String) -> String { spellings[address] ?? address }
    let leg = trial.leg
    let told = expected.alternatives.joined().first {
      spelt($0.fromAddress) == spelt("\(leg.from.address)") && spelt($0.toAddress) == spelt("\(leg.to.address)")
        && $0.serverPort == leg.serverPort ?? 0 && $0.clientPorts.count == leg.clientPorts?.count ?? 1
    }
    guard let told else { return nil }
    for (port, outcome) in zip(told.clientPorts, told.outcomes) {
      if outcome == .pass, observation.dropped.contains(port) { return "client port \(port), which the kernel drops" }
      if outcome == .drop, observation.working.contains(port) {
        return "client port \(port), which the kernel lets pass"
      }
    }
    return nil
  }
}

extension PathNetwork.Question {
  /// The question as the engine takes it.
  func query(in directory: Directory) throws -> Query {
    func name(_ end: End) -> String {
      if case .interface(let id, _) = end { id } else { end.description }
    }
    return try Query(
      from: directory.endpoint(name(from)), to: directory.endpoint(name(to)),
      ipProtocol: IPProtocol(rawValue: protocolNumber), port: hasPorts ? port : nil,
      clientPorts: hasPorts ? .init(PortSet(clientPorts), source: "as asked") : nil,
      family: from.isIPv6 || to.isIPv6 ? .v6 : .v4)
  }
}
