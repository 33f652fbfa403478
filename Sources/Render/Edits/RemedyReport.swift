public import Network
internal import Ports
public import Reachability

/// What can be done about a connection, for people and for programs.
public struct RemedyReport {
  let trace: Trace
  let goal: Remedy.Goal
  let remedies: [Remedy]
  let network: Network

  /// Makes a report of the remedies for a trace in `network`, the first to be tried first.
  public init(_ remedies: [Remedy], for trace: Trace, goal: Remedy.Goal, in network: Network) {
    self.trace = trace
    self.goal = goal
    self.remedies = remedies
    self.network = network
  }

  /// The report for people: the verdict as it is, then each remedy with what proves it.
  public func text(colour: Bool) -> String {
    let style = Style(colour: colour)
    var lines = [trace.headline, "", "  " + trace.verdictLine(style)]
    if remedies.isEmpty { lines += ["", "  " + reasonForNone] }
    for (index, remedy) in remedies.enumerated() {
      lines.append("")
      lines += self.lines(of: remedy, number: index + 1, style)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(of remedy: Remedy, number: Int, _ style: Style) -> [String] {
    let text = EditText(network: network)
    var lines: [String] = []
    for (index, edit) in remedy.edits.enumerated() {
      let head = index > 0 ? "and" : remedies.count > 1 ? "fix \(number)" : "fix"
      lines.append(
        "  \(index > 0 ? head : style.good(head))\(String(repeating: " ", count: 10 - head.count))\(text(edit))")
    }
    lines.append("  proven    " + proof)
    for caution in remedy.cautions {
      for (index, line) in caution.text(in: network).wrapped(to: 68).enumerated() {
        lines.append("  \(index == 0 ? style.warning("caution") + "   " : String(repeating: " ", count: 10))\(line)")
      }
    }
    return lines
  }

  private var proof: String {
    guard let ports = trace.query.clientPorts?.ports else {
      return goal == .works ? "packets pass, both ways" : "packets do not pass both ways"
    }
    return goal == .works
      ? "all \(grouped(ports.count)) client ports work, both ways"
      : "none of \(grouped(ports.count)) client ports works"
  }

  private var reasonForNone: String {
    switch (trace.verdict, goal) {
    case (.works, .works): "nothing to fix: it works"
    case (.blocked, .stops): "nothing to stop: it does not work"
    case (.unknown, _): "the snapshot does not tell enough to prove an edit; portolan trace says what is missing"
    case (_, .works):
      "no edit of network ACLs, security groups and route tables alone makes it work; portolan trace says why it fails"
    case (_, .stops): "no edit of network ACLs and security groups alone stops it"
    }
  }

  /// The report for programs, `portolan.fix/1`: `docs/fix.md`.
  public var json: JSON {
    .object([
      "schema": .string("portolan.fix/1"), "query": trace.queryJSON,
      "goal": .string(goal == .works ? "works" : "stops"),
      "verdict": .string(trace.verdict.rawValue),
      "remedies": .list(
        remedies.map { remedy in
          .object([
            "edits": .list(remedy.edits.map { json($0) }),
            "proof": .string(goal == .works ? "works" : "blocked"),
            "cautions": .list(remedy.cautions.map { .string($0.text(in: network)) }),
          ])
        }),
    ])
  }

  private func json(_ edit: Edit) -> JSON {
    .object([
      "resource": .string(edit.resource), "text": .string(EditText(network: network)(edit)),
      "command": .string(edit.command(in: network)),
    ])
  }
}
