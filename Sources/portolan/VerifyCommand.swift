import ArgumentParser
import IntentFiles
import Program
import Reachability
import Render
import Snapshots

/// `portolan verify`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Holds a network against what it must and must not let through.",
    discussion: """
      INTENTS is a YAML file: what must work, for every client port unless it says
      otherwise, and what must not, for any. An intent that matches nothing is an
      error.

        intents:
          - id: orders-from-web
            allow: {from: web-*, to: orders, ports: 5432}
            reason: Nothing is sold without its orders.
          - id: no-ssh
            deny: {from: internet, to: any, ports: [22, 3389]}

      EXAMPLES
        portolan verify shop intents.yaml
        portolan verify shop intents.yaml --format sarif > intents.sarif
        portolan verify shop --init > intents.yaml
        portolan verify --schema > intents.schema.json

      EXIT CODES
        0  every intent holds
        1  one fails
        2  wrong usage, an unreadable file, or an intent that matches nothing
        3  none fails, and of one the snapshot does not tell
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case junit
    case sarif
  }

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String?
  @Argument(help: "The file of intents; - for standard input.")
  var intents: String?
  @OptionGroup var reading: SnapshotOptions
  @Option(help: "text, for people; json, junit (XML) or sarif, for programs.")
  var format = Format.text
  @Flag(name: .customLong("init"), help: "Print intents that say what the network does today.")
  var isInit = false
  @Flag(name: .customLong("schema"), help: "Print the JSON Schema of intents files, for editors.")
  var isSchema = false

  func validate() throws {
    if isSchema {
      guard snapshot == nil, !isInit else { throw ValidationError("--schema takes no files") }
    } else if isInit {
      guard snapshot != nil, intents == nil else { throw ValidationError("--init takes the snapshot alone") }
    } else {
      guard snapshot != nil, intents != nil else {
        throw ValidationError("a snapshot and a file of intents are needed; --init writes one to start from")
      }
      if snapshot == "-", intents == "-" {
        throw ValidationError("the snapshot and the intents cannot both come from standard input")
      }
    }
  }

  func run() throws {
    if isSchema {
      Console.output(IntentFile.schema)
      return
    }
    let path = intents ?? ""
    // The intents first: they are small, and the more likely to be mistyped.
    let file = isInit ? nil : try Self.read(path)
    var check = IntentCheck(Engine(try reading.network(snapshot ?? "")))
    guard let file else {
      Console.output(IntentFile.text(of: check.baseline()))
      return
    }
    var outcomes: [Intent.Outcome] = []
    var problems: [IntentProblem] = []
    for intent in file.intents {
      do throws(IntentProblem) { outcomes.append(try check.outcome(of: intent)) } catch { problems.append(error) }
    }
    if !problems.isEmpty { Self.complain(problems, in: path) }
    let report = IntentReport(file: path, outcomes: outcomes, network: check.network)
    switch format {
    case .text: Console.output(report.text(colour: Console.isColourful))
    case .json: Console.output(report.json.text(indented: true) + "\n")
    case .junit: Console.output(report.junit)
    case .sarif: Console.output(report.sarif(version: Portolan.configuration.version).text(indented: true) + "\n")
    }
    Exit(report.status).terminate()
  }

  static func read(_ path: String) throws -> IntentFile {
    let bytes = try orFail { () throws(SnapshotError) in try TextFile.bytes(of: path) }
    do throws(IntentFileError) { return try IntentFile(parsing: bytes) } catch { complain(error.problems, in: path) }
  }

  /// Tells every problem, a line each, and ends the command.
  static func complain(_ problems: [IntentProblem], in path: String) -> Never {
    for problem in problems {
      Console.error("portolan: \(path):\(problem.place.line):\(problem.place.column): \(problem.message)")
    }
    Exit.usage.terminate()
  }
}

extension Exit {
  fileprivate init(_ status: Intent.Status) {
    switch status {
    case .holds: self = .works
    case .fails: self = .fails
    case .unknown: self = .unknown
    }
  }
}
