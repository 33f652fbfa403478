import ArgumentParser
import Ports
import Program
import Reachability
import Render
import Snapshots

/// `portolan trace`
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follows one connection both ways, for every client port.",
    discussion: """
      SNAPSHOT is what `aws … describe-*` prints: a folder at any depth, a file, or
      - for standard input. Ends are named by id, Name tag, address or CIDR block, a
      load balancer's or database's name, ARN or DNS name, a function, task, cache or
      file system, a subnet or security group (any member), or `internet`.

      EXAMPLES
        portolan trace shop --from web-1 --to orders --port 5432
        portolan trace shop --from web-1 --to orders --port 5432 --os windows
        portolan trace shop --from internet --to front --port 443 --format json
        portolan trace shop --to front --health
        portolan trace shop --from 10.20.10.4 --to 10.20.11.4 --protocol icmp
        portolan trace shop --batch questions.jsonl > answers.jsonl

      A line of a batch is a question, answered by one line, in the same order:
        {"from": "web-1", "to": "orders", "protocol": "tcp", "port": 5432,
         "clientPorts": "32768-60999"}
      "protocol" and "clientPorts" may be left out; so may "port" where the
      protocol has none. "via" says what --via does.
      """)

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var reading: SnapshotOptions
  @OptionGroup var question: QuestionOptions
  @OptionGroup var whatIf: WhatIfOptions
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text
  @Option(help: ArgumentHelp("Answer a file's questions, a JSON object a line.", valueName: "file"))
  var batch: String?

  func validate() throws {
    if batch != nil, !question.isEmpty {
      throw ValidationError("--batch reads its questions from a file: leave out --from, --to and the like")
    }
    if batch == "-", snapshot == "-" {
      throw ValidationError("the snapshot and the questions cannot both come from standard input")
    }
  }

  func run() throws {
    var engine = Engine(try whatIf.applied(to: try reading.network(snapshot)))
    if let batch { try BatchTrace.run(batch, with: &engine).terminate() }
    let trace = engine.trace(try question.query(in: engine.directory))
    let remedy = Remedy(for: trace)
    switch format {
    case .text: Console.output(trace.text(remedy: remedy, in: engine.network, colour: Console.isColourful))
    case .json: Console.output(trace.json(remedy: remedy, in: engine.network).text(indented: true) + "\n")
    }
    Exit(trace.verdict).terminate()
  }
}
