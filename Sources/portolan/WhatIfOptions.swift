import ArgumentParser
import NetworkModel
import Program
import Reachability

/// The edits to make of a snapshot before it is asked.
struct WhatIfOptions: ParsableArguments {
  @Option(
    name: .customLong("what-if"), parsing: .singleValue,
    help: ArgumentHelp(
      "Make an edit of the snapshot first, such as 'data outbound 100 ports=1024-65535'. May be repeated.",
      valueName: "edit"))
  var edits: [String] = []

  /// A network with the edits made, each of what the ones before have left.
  func applied(to network: Network) throws -> Network {
    var edited = network
    for text in edits {
      edited.apply(try orFail { () throws(EditSyntaxError) in try EditSyntax(edited).edit(text) })
    }
    return edited
  }
}
