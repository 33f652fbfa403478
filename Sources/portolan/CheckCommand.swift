import ArgumentParser
import NetworkModel
import Program
import Render
import Snapshots

/// `portolan check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what a snapshot holds, and what it lacks.",
    discussion: """
      Lists what was read from which file, what is missing and what it would decide,
      with the command that supplies it, and what is taken for granted. With
      --commands it prints a script that collects everything that Portolan reads.

      EXAMPLES
        portolan check shop
        portolan check shop --format json
        portolan check --commands > collect.sh

      EXIT CODES
        0  nothing is missing that may decide an answer
        2  wrong usage or unreadable input
        3  something is missing, or contradicts itself
      """)

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String?
  @OptionGroup var reading: SnapshotOptions
  @Flag(name: .customLong("commands"), help: "Print a shell script that collects a snapshot.")
  var isScript = false
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text

  func validate() throws {
    guard (snapshot != nil) != isScript else {
      throw ValidationError("check takes a snapshot, or --commands alone, which prints how to collect one")
    }
  }

  func run() throws {
    guard let path = snapshot else {
      Console.output(CollectionScript.text)
      return
    }
    let snapshot = try orFail { () throws(SnapshotError) in try Snapshot(readingFrom: path) }
    var network = snapshot.network
    network.isStrict = reading.isStrict
    let report = CheckReport(
      of: network, snapshot: path, size: snapshot.size, notices: snapshot.notices, count: snapshot.count(of:in:))
    switch format {
    case .text: Console.output(report.text(colour: Console.isColourful))
    case .json: Console.output(report.json.text(indented: true) + "\n")
    }
    (report.isComplete ? Exit.works : .unknown).terminate()
  }
}
