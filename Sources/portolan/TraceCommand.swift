import ArgumentParser
import Ports
import Reachability
import Render
import Snapshots

/// `portolan trace`
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follows one connection both ways, for every client port.",
    discussion: """
      SNAPSHOT is a folder (at any depth) or a file of what `aws … describe-*` prints, or - for standard input.
      Ends are named by id, Name tag, address, CIDR block, a database's identifier, or `internet`.

      EXAMPLES
        portolan trace examples/shop --from web-1 --to orders --port 5432
        portolan trace examples/shop --from web-1 --to orders --port 5432 --os windows
        portolan trace examples/shop --from 10.20.0.0/23 --to web-1 --port 8080 --client-ports 1024-65535
        portolan trace examples/shop --from web-1 --to web-2 --protocol icmp
        portolan trace examples/shop --batch questions.jsonl > answers.jsonl

      A line of a batch is {"from": "web-1", "to": "orders", "protocol": "tcp", "port": 5432, "clientPorts": "32768-60999"};
      the last three may be left out, where the protocol allows it. Each line is answered by one line, in order.
      """)

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var question: QuestionOptions
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text
  @Option(help: ArgumentHelp("Answer the questions of a file, one JSON object a line; - for standard input.", valueName: "file"))
  var batch: String?

  func validate() throws {
    if batch != nil, !question.isEmpty {
      throw ValidationError("--batch takes its questions from a file, so --from, --to and the like have no place beside it")
    }
    if batch == "-", snapshot == "-" {
      throw ValidationError("the snapshot and the questions cannot both come from standard input")
    }
  }

  func run() throws {
    var engine = Engine(try loadNetwork(snapshot))
    if let batch { try BatchTrace.run(batch, with: &engine).terminate() }
    let trace = engine.trace(try question.query(in: engine.directory))
    let remedy = Remedy(for: trace, in: engine.network)
    switch format {
    case .text: Console.output(trace.text(remedy: remedy, in: engine.network, colour: Console.isColourful))
    case .json: Console.output(trace.json(remedy: remedy, in: engine.network).text(indented: true) + "\n")
    }
    // To free a large network first would take longer than the answer did.
    withExtendedLifetime(engine) { Exit(trace.verdict).terminate() }
  }
}
