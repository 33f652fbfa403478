import ArgumentParser
import NetworkModel
import Program
import Reachability
import Render

/// `portolan diff`
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells which connections a change begins, stops or makes intermittent.",
    discussion: """
      Compares the answers for every client, every server and every port of two
      snapshots, the internet among them, and names for each connection that changed
      the rule that did it. With --what-if, edits take the place of the second one.

      EXAMPLES
        portolan diff shop-monday shop-tuesday
        portolan diff shop --what-if 'data outbound 100 ports=32768-60999'
        portolan diff shop --what-if 'web inbound add tcp 22 from=0.0.0.0/0'

      EXIT CODES
        0  no connection changed
        1  some did
        2  wrong usage or unreadable input
        3  whether some did, the snapshots do not tell
      """)

  @Argument(help: "The folder or file with the older snapshot.")
  var old: String
  @Argument(help: "The folder or file with the newer snapshot.")
  var new: String?
  @OptionGroup var whatIf: WhatIfOptions
  @OptionGroup var reading: SnapshotOptions
  @Option(
    name: .customLong("protocol"), parsing: .singleValue,
    help: ArgumentHelp("Ask about one protocol alone: tcp, udp, icmp, … May be repeated.", valueName: "name"))
  var ipProtocols: [String] = []
  @Flag(help: "Tell every change, however many there are.")
  var all = false
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text

  func validate() throws {
    if new == nil, whatIf.edits.isEmpty { throw ValidationError("diff needs a second snapshot, or --what-if") }
    if old == "-", new == "-" { throw ValidationError("both snapshots cannot come from standard input") }
  }

  func run() throws {
    let before = Engine(try reading.network(old))
    let after = Engine(try whatIf.applied(to: try new.map { try reading.network($0) } ?? before.network))
    let asked = try ipProtocols.map { text in
      try orFail { () throws(EndpointError) in try Question.ipProtocol(text) }
    }
    let lopsided = Lopsided(before.network, after.network)
    let difference = Difference(
      from: before, to: after, ipProtocols: asked.isEmpty ? nil : asked, doubting: lopsided)
    let report = DifferenceReport(difference, lopsided, from: before.network, to: after.network)
    switch format {
    case .text: Console.output(report.text(limit: all ? nil : 40, colour: Console.isColourful))
    case .json: Console.output(report.json.text(indented: true) + "\n")
    }
    let exit = Exit(difference)
    (exit == .works && !lopsided.isEmpty ? .unknown : exit).terminate()
  }
}

extension Exit {
  /// As `diff(1)` exits.
  init(_ difference: Difference) {
    if difference.isEmpty {
      self = difference.gaps.isEmpty ? .works : .unknown
    } else {
      self = difference.changes.allSatisfy { $0.effect == .unclear } && !difference.changes.isEmpty ? .unknown : .fails
    }
  }
}
