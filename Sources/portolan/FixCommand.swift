import ArgumentParser
import IntentFiles
import NetworkModel
import Program
import Reachability
import Render
import Snapshots

/// `portolan fix`
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Finds the smallest edits with which a connection works, and proves them.",
    discussion: """
      Edits are of network ACLs, security groups and route tables, for just the ports
      and addresses in question. Each remedy is asked about again with the edits made.
      Nothing in any account is changed: the edits are printed, as text, as commands
      of the aws CLI, for Terraform or for CloudFormation.

      EXAMPLES
        portolan fix shop --from web-1 --to orders --port 5432
        portolan fix shop --from web-1 --to orders --port 5432 --format aws
        portolan fix shop --from web-1 --to orders --port 5432 --write shop-fixed
        portolan fix shop --from web-1 --to orders --port 22 --choice 2 --format terraform
        portolan fix shop --from internet --to front --port 443 --stop
        portolan fix shop --intents intents.yaml --intent web-to-orders
        portolan fix shop --finding REPLY_RANGE_CUT

      EXIT CODES
        0  there is a remedy, or nothing to fix
        1  there is none
        2  wrong usage or unreadable input
        3  the snapshot does not tell
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case aws
    case terraform
    case cloudformation
  }

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var reading: SnapshotOptions
  @OptionGroup var question: QuestionOptions
  @Flag(help: "Find edits with which the connection stops working.")
  var stop = false
  @Option(help: ArgumentHelp("The file of the intent that is to hold (see portolan verify).", valueName: "file"))
  var intents: String?
  @Option(help: ArgumentHelp("The intent, by its id.", valueName: "id"))
  var intent: String?
  @Option(
    help: ArgumentHelp("Cure what portolan audit found under a code.", valueName: "code"),
    transform: AuditCommand.code)
  var finding: Audit.Code?
  @Option(
    help: ArgumentHelp("Which of the remedies to write or to print as code; 1, if not said.", valueName: "number"))
  var choice: Int?
  @Option(help: "text, for people; json, for programs; aws, terraform or cloudformation, the edits as code.")
  var format = Format.text
  @Option(help: ArgumentHelp("Write a copy of the snapshot with the edits made.", valueName: "folder"))
  var write: String?

  func validate() throws {
    if let choice, choice < 1 { throw ValidationError("--choice counts from 1") }
    if write != nil, snapshot == "-" {
      throw ValidationError("--write copies a snapshot's files: name them, standard input is read only once")
    }
    guard (intents == nil) == (intent == nil) else {
      throw ValidationError("an intent is named by --intents, its file, and --intent, its id: give both")
    }
    if [!question.isEmpty || stop, intents != nil, finding != nil].count(where: \.self) > 1 {
      throw ValidationError(
        "fix a connection (--from, --to), an intent (--intent) or a finding (--finding): one at a time")
    }
  }

  func run() throws {
    var request = FixRequest(engine: Engine(try reading.network(snapshot)))
    if let finding {
      request.cure(finding)
    } else if let intents, let intent {
      try request.uphold(intent, of: intents)
    } else {
      try request.mend(question, goal: stop ? .stops : .works)
    }
    let report = RemedyReport(
      request.remedies, for: request.subject, in: request.engine.network, isUndecided: request.isUndecided)
    let chosen = try chosen(of: request.remedies.map(\.remedy))
    if let write, let chosen {
      try orFail { () throws(SnapshotError) in
        try SnapshotCopy(of: snapshot, making: chosen.edits).write(to: write)
      }
    }
    switch format {
    case .text: Console.output(report.text(colour: Console.isColourful))
    case .json: Console.output(report.json.text(indented: true) + "\n")
    case .aws, .terraform, .cloudformation:
      if let chosen {
        Console.output(try code(chosen, in: request.engine.network))
        Grounds(of: request.engine.network).tell()
      } else {
        Console.errors(report.text(colour: false))
      }
    }
    request.exit.terminate()
  }

  private func chosen(of remedies: [Remedy]) throws -> Remedy? {
    let number = choice ?? 1
    if remedies.indices.contains(number - 1) { return remedies[number - 1] }
    guard choice != nil else { return nil }
    throw Failure(
      "there \(remedies.count == 1 ? "is 1 remedy" : "are \(remedies.count) remedies"), and no number \(number)")
  }

  private func code(_ remedy: Remedy, in network: Network) throws -> String {
    switch format {
    case .aws:
      return
        (remedy.edits.map { $0.command(in: network) } + ["# to take it back:"]
        + remedy.edits.reversed().map { "# " + $0.inverse.command(in: network) }).map { $0 + "\n" }.joined()
    case .terraform: return remedy.edits.map { $0.terraform(in: network) }.joined(separator: "\n")
    default:
      guard let template = Edit.cloudFormation(remedy.edits, in: network) else {
        throw Failure(
          "--format cloudformation: a stack cannot remove what it did not make, and this remedy removes only: do that where it is declared, or by --format aws"
        )
      }
      return template
    }
  }
}
