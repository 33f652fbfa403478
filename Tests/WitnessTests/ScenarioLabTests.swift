import Foundation
import KernelLab
import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing
import Witness

/// The corpus in `Scenarios`, asked of a real kernel: what can be built must do what the engine says.
///
/// The first question of each; `PORTOLAN_LAB_QUESTIONS=100` in the environment asks them all.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
struct ScenarioLabTests {
  private struct Scenario: Decodable {
    struct Question: Decodable {
      let from: String
      let to: String
      let `protocol`: String
      let port: UInt16?
      let clientPorts: String?
      let family: String?
      let disagrees: String?
    }

    let questions: [Question]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")

  private static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }()

  @Test func `a kernel does what the engine says of every scenario that can be built`() throws {
    // All of them take some minutes.
    let questions = ProcessInfo.processInfo.environment["PORTOLAN_LAB_QUESTIONS"].flatMap(Int.init) ?? 1
    var counts: [Comparison.Outcome: Int] = [:]
    var unbuilt: [String: Int] = [:]
    for name in Self.names {
      let folder = Self.folder.appending(path: name)
      let scenario = try JSONDecoder().decode(
        Scenario.self, from: Data(contentsOf: folder.appending(path: "scenario.json")))
      let network = try Snapshot(readingFrom: folder.appending(path: "snapshot").path).network
      var engine = Engine(network)
      for question in scenario.questions.prefix(questions) where question.disagrees == nil {
        let what = "\(name): \(question.from) to \(question.to) \(question.protocol) \(question.port ?? 0)"
        let trace = engine.trace(try query(question, in: engine.directory))
        let trials = trace.trials(in: network, only: network.interestingPorts())
        let experiments = trials.compactMap(\.experiment)
        for reason in trials.compactMap(\.reason) { unbuilt[reason, default: 0] += 1 }
        if experiments.isEmpty {
          counts[.untold, default: 0] += 1
          continue
        }
        do {
          let lab = try Laboratory(try Blueprint(for: experiments, in: network))
          let compared = Result { try Comparison(of: trace, trials, in: lab, network) }
          try lab.close()
          let comparison = try compared.get()
          counts[comparison.outcome, default: 0] += 1
          for leg in comparison.legs where leg.outcome == .differ {
            Issue.record(
              "\(what): \(leg.trial.leg.from.name) to \(leg.trial.leg.to.name): the engine says \(leg.predicted), the kernel \(leg.observation?.working ?? .empty); \(leg.cause ?? "")"
            )
          }
          for leg in comparison.legs where leg.outcome == .untold {
            unbuilt[leg.observation?.obstacle ?? "", default: 0] += 1
          }
        } catch let error as LabError {
          counts[.untold, default: 0] += 1
          unbuilt[error.description, default: 0] += 1
          if case .refused = error { Issue.record("\(what): \(error)") }
          if case .unable = error { Issue.record("\(what): \(error)") }
        }
      }
    }
    print("scenarios in the lab: \(counts)")
    for (reason, count) in unbuilt.sorted(by: { $0.value > $1.value }) { print("  \(count) × \(reason)") }
    #expect(counts[.agree, default: 0] > 0)
  }

  private func query(_ question: Scenario.Question, in directory: Directory) throws -> Query {
    let ipProtocol = try #require(IPProtocol(question.protocol))
    let ports = try question.clientPorts.map { Endpoint.ClientPorts(try PortSet(parsing: $0), source: "as given") }
    return try Query(
      from: try directory.endpoint(question.from), to: try directory.endpoint(question.to), ipProtocol: ipProtocol,
      port: question.port, clientPorts: ports, family: question.family == "ipv6" ? .v6 : nil)
  }
}
