import ArgumentParser
import KernelLab
import NetworkModel
import Ports
import Program
import Reachability
import Render
import Witness

/// `portolan lab SNAPSHOT`
struct LabRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Build a lab and try a connection in it (the default).")

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var reading: SnapshotOptions
  @OptionGroup var question: QuestionOptions
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text
  @Flag(help: "Leave the namespaces standing, and say how to enter them.")
  var keep = false
  @Flag(help: "Show what would be built, without root, and build nothing.")
  var print = false

  func run() throws {
    var engine = Engine(try reading.network(snapshot))
    let trace = engine.trace(try question.query(in: engine.directory))
    do throws(LabError) {
      try compare(trace, in: engine.network).terminate()
    } catch {
      throw Failure("\(error)")
    }
  }

  private func compare(_ trace: Trace, in network: Network) throws(LabError) -> Exit {
    let trials = trace.trials(in: network)
    let experiments = trials.compactMap(\.experiment)
    if experiments.isEmpty { throw .unsupported(trials.first?.reason ?? "there is nothing to try") }
    let blueprint = try Blueprint(for: experiments, in: network)
    if print {
      Console.output(blueprint.description)
      return .works
    }
    if let obstacle = Laboratory.obstacle { throw .unable(obstacle) }
    Laboratory.rememberInterruptions()
    Console.error("portolan: building \(blueprint.count) network namespaces")
    let lab = try Laboratory(blueprint)
    let comparison: Comparison
    do throws(LabError) {
      comparison = try Comparison(of: trace, trials, in: lab, network) { trial in
        let count = trial.clientPorts.map { "\($0.count) client ports" } ?? "an echo"
        Console.error("portolan: trying \(count), \(trial.leg.from.name) to \(trial.leg.to.name)")
      }
    } catch {
      try? lab.close()
      throw error
    }
    if keep { lab.keep() } else { try lab.close() }
    let report = LabReport(comparison: comparison, namespaces: keep ? lab.namespaces : [])
    Console.output(format == .json ? report.json.text(indented: true) + "\n" : report.text(colour: Console.isColourful))
    for assumption in trace.assumptions { Console.error("portolan: note: taken for granted: \(assumption)") }
    switch comparison.outcome {
    case .agree: return .works
    case .differ: return .fails
    case .untold: return .unknown
    }
  }
}
