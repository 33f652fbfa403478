import KernelLab
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Witness

/// A random network, and what is asked about it.
struct Case {
  private static let questions = 3

  private let seed: UInt64
  private let source: PathNetwork
  private let json: String
  private let network: Network
  private var engine: Engine

  init(seed: UInt64) throws {
    self.seed = seed
    source = PathNetwork(seed: seed)
    var shuffle: SplitMix64? = SplitMix64(seed: seed)
    json = source.describeJSON(shuffling: &shuffle)
    network = try Snapshot(json: json).network
    engine = Engine(network)
  }

  /// What two of the three say differently; nil when they agree on everything.
  mutating func disagreement(_ tally: inout Tally) throws -> String? {
    var random = SplitMix64(seed: seed ^ 0xFACE)
    tally.networks += 1
    var asked: [Asked] = []
    for _ in 0..<12 where asked.count < Self.questions {
      if let one = try ask(source.randomQuestion(using: &random)) { asked.append(one) }
    }
    if let one = try askMatrix(using: &random) { asked.append(one) }
    if let found = try disagreement(of: asked, &tally) { return found }
    return try disagreement(ofRemedyFor: asked, &tally)
  }

  // MARK: Questions

  /// A question, the engine's answer, and how to ask the kernel.
  private struct Asked {
    let question: PathNetwork.Question
    let trace: Trace
    let trials: [LegTrial]
    /// What a matrix says of it.
    var cell: Matrix.Cell?

    var experiments: [Experiment] { trials.compactMap(\.experiment) }
  }

  /// Asks the engine; nil when the lab does not build what it would take to ask the kernel, which is no disagreement.
  private mutating func ask(_ question: PathNetwork.Question) throws -> Asked? {
    let trace = engine.trace(try question.query(in: engine.directory))
    let sample = network.interestingPorts(beside: PortSet(question.clientPorts))
    let asked = Asked(question: question, trace: trace, trials: trace.trials(in: network, only: sample))
    guard !asked.experiments.isEmpty, asked.experiments.count <= 8,
      (try? Blueprint(for: asked.experiments, in: network)) != nil
    else { return nil }
    return asked
  }

  /// Asks a matrix of all interfaces about two hosts; of a few pairs one is kept sooner if its cell is not blocked.
  private mutating func askMatrix(using random: inout SplitMix64) throws -> Asked? {
    let hosts = source.base.interfaces.filter { $0.instanceID != nil }
    let clientPorts: ClosedRange<UInt16> = 32_768...60_999
    let matrix = Matrix(
      of: engine.directory, through: engine.plane(for: .tcp),
      clientPorts: Endpoint.ClientPorts(PortSet(clientPorts), source: "as asked"))
    var classOf: [String: Int] = [:]
    for (number, members) in matrix.classes.enumerated() {
      for member in members { classOf[matrix.hosts[member].interface.id.text] = number }
    }
    for pair in 0..<8 {
      guard let client = hosts.randomElement(using: &random), let server = hosts.randomElement(using: &random) else {
        break
      }
      let port: UInt16 = [443, 443, 80, 22, 5432, 8080].randomElement(using: &random) ?? 443
      guard client.id != server.id, let from = classOf[client.id], let to = classOf[server.id] else { continue }
      let cell = matrix.cell(from: from, to: to, port: port)
      if cell.verdict == .blocked, pair < 6 { continue }
      let question = PathNetwork.Question(
        from: .interface(client.id, client.ipv4[0].address), to: .interface(server.id, server.ipv4[0].address),
        port: port, clientPorts: clientPorts)
      guard var asked = try ask(question) else { continue }
      asked.cell = cell
      return asked
    }
    return nil
  }

  // MARK: Answers

  private func disagreement(of asked: [Asked], _ tally: inout Tally) throws -> String? {
    let oracle = PathOracle(source)
    return try inLab(of: network, asked.flatMap(\.experiments)) { lab in
      for one in asked {
        let expected = oracle.answer(one.question)
        tally.questions += 1
        for kind in expected.kinds { tally.kinds[kind, default: 0] += 1 }
        for trial in one.trials {
          guard let observation = try observe(trial, of: one.trace, in: lab, network, &tally) else { continue }
          let compared = Comparison.OfLeg(trial, observation)
          let what = "\(one.question): \(trial.leg.from.address) to \(trial.leg.to.address)"
          if compared.outcome == .differ {
            let file = try Reproduction(json: json, question: one.question).write()
            return
              "\(what): the engine says \(compared.predicted), the kernel \(observation.working); \(compared.cause ?? ""); see \(file)"
          }
          if let difference = expected.difference(source, trial, observation) {
            return
              "\(what): brute force and kernel differ at \(difference); see \(try Reproduction.write(snapshotOf: seed))"
          }
          if let cell = one.cell {
            tally.cells += 1
            if let port = cell.difference(one.trace, trial, observation) {
              return
                "\(what): matrix and kernel differ at client port \(port); see \(try Reproduction.write(snapshotOf: seed))"
            }
          }
        }
      }
      return nil
    }
  }

  /// Mends the first connection that a remedy is known for, and asks the kernel whether it works.
  private func disagreement(ofRemedyFor asked: [Asked], _ tally: inout Tally) throws -> String? {
    for one in asked {
      guard let mended = Remedy(for: one.trace)?.network else { continue }
      var engine = Engine(mended)
      let trace = engine.trace(try one.question.query(in: engine.directory))
      let sample = mended.interestingPorts(beside: PortSet(one.question.clientPorts))
      let trials = trace.trials(in: mended, only: sample)
      let experiments = trials.compactMap(\.experiment)
      guard experiments.count == trials.count, (try? Blueprint(for: experiments, in: mended)) != nil else { continue }
      tally.remedies += 1
      return try inLab(of: mended, experiments) { lab in
        for trial in trials {
          guard let observation = try observe(trial, of: trace, in: lab, mended, &tally) else { continue }
          let failing = observation.dropped.union(observation.unobserved)
          if trace.verdict != .works || !failing.isEmpty {
            let why = observation.drops.first.map { ", dropped by \($0.rule) in \($0.place)" } ?? ""
            return
              "\(one.question): mended, \(trial.leg.from.address) to \(trial.leg.to.address) fails from \(failing)\(why); see \(try Reproduction.write(snapshotOf: seed))"
          }
        }
        return nil
      }
    }
    return nil
  }

  // MARK: The lab

  private func inLab(
    of network: Network, _ experiments: [Experiment], _ body: (Laboratory) throws -> String?
  ) throws -> String? {
    guard !experiments.isEmpty, let blueprint = try? Blueprint(for: experiments, in: network) else { return nil }
    let lab = try Laboratory(blueprint)
    defer { try? lab.close() }
    return try body(lab)
  }

  /// An experiment that came to no end.
  private struct Untold: Error {
    let experiment: Experiment
    let reason: String
  }

  /// What the kernel does; nil for what is not built, or turns out not to be.
  private func observe(
    _ trial: LegTrial, of trace: Trace, in lab: Laboratory, _ network: Network, _ tally: inout Tally
  ) throws -> Observation? {
    guard let experiment = trial.experiment else { return nil }
    let observation: Observation
    do {
      observation = try lab.run(experiment, in: network)
    } catch {
      if case .unsupported = error {
        tally.untold += 1
        return nil
      }
      throw Untold(experiment: experiment, reason: error.description)
    }
    if observation.working.isEmpty, observation.dropped.isEmpty {
      tally.untold += 1
      return nil
    }
    tally.legs += 1
    if trial.leg.from.name != trace.query.from.name { tally.behindGateways += 1 }
    if trial.clientPorts != nil {
      tally.ports += observation.working.count + observation.dropped.count
      tally.working += observation.working.count
    }
    return observation
  }
}

extension PathOracle.Answer {
  /// The first client port of which brute force and the kernel say different things.
  fileprivate func difference(_ source: PathNetwork, _ trial: LegTrial, _ observation: Observation) -> String? {
    var spellings: [String: String] = [:]
    for own in source.base.interfaces.flatMap(\.ipv4) {
      if let publicAddress = own.publicAddress { spellings[publicAddress.description] = own.address.description }
    }
    func spelt(_ address: String) -> String { spellings[address] ?? address }
    let leg = trial.leg
    // Ways that AWS may choose among may have the same ends, and the kernel took one of them.
    let told = alternatives.joined().filter {
      spelt($0.fromAddress) == spelt("\(leg.from.address)") && spelt($0.toAddress) == spelt("\(leg.to.address)")
        && $0.serverPort == leg.serverPort ?? 0 && $0.clientPorts.count == leg.clientPorts?.count ?? 1
    }
    let differences = told.map { way -> String? in
      for (port, outcome) in zip(way.clientPorts, way.outcomes) {
        if outcome == .pass, observation.dropped.contains(port) {
          return "client port \(port), which the kernel drops"
        }
        if outcome == .drop, observation.working.contains(port) {
          return "client port \(port), which the kernel lets pass"
        }
      }
      return nil
    }
    return differences.contains(nil) ? nil : differences.first ?? nil
  }
}

extension Matrix.Cell {
  /// The first client port of which a matrix and the kernel say different things: what the client's own leg drops does not work, and
  /// what passes the only leg of the only way does.
  fileprivate func difference(_ trace: Trace, _ trial: LegTrial, _ observation: Observation) -> UInt16? {
    guard trace.alternatives.contains(where: { $0.legs.first == trial.leg }) else { return nil }
    let isAll = trace.alternatives.count == 1 && trace.alternatives[0].legs.count == 1
    let passing = isAll ? observation.working.subtracting(working.possible) : .empty
    return working.sure.intersection(observation.dropped).union(passing).first
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
