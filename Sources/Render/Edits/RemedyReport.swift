public import NetworkModel
internal import Ports
public import Reachability

/// What can be done about a connection, an intent or what an audit found, for people and for programs.
public struct RemedyReport {
  /// What something is to be done about.
  public enum Subject {
    /// A connection that ought to work, or to stop.
    case connection(Trace, Remedy.Goal)
    /// An intent that ought to hold.
    case intent(Intent.Outcome)
    /// Findings of one kind, each of which has a remedy of its own.
    case findings([Audit.Finding])
  }

  /// A remedy, and what else becomes of it.
  public typealias Entry = (remedy: Remedy, effects: RemedyEffects)

  let subject: Subject
  let remedies: [Entry]
  let network: Network
  /// What the remedies rest on.
  private let grounds: Grounds
  /// Whether what was looked for may be there, and the snapshot does not tell.
  private let isUndecided: Bool

  /// Makes a report of the remedies for something in `network`, the first to be tried first; of findings one for each.
  public init(_ remedies: [Entry], for subject: Subject, in network: Network, isUndecided: Bool = false) {
    self.subject = subject
    self.remedies = remedies
    self.network = network
    self.isUndecided = isUndecided
    grounds = Grounds(of: network)
  }

  /// The report for people: how it stands, then each remedy with what proves it and what else it does.
  public func text(colour: Bool) -> String {
    let style = Style(colour: colour)
    var lines = headline(style)
    if remedies.isEmpty { lines += [""] + reasonForNone.wrapped(to: 78).map { "  " + $0 } }
    for (index, entry) in remedies.enumerated() {
      lines.append("")
      if case .findings(let findings) = subject { lines += labelled("finding", findings[index].message, style.bad) }
      lines += self.lines(of: entry.remedy, number: index + 1, style)
      lines += self.lines(of: entry.effects, style)
    }
    return style.text(lines) + grounds.text(style: style)
  }

  private func headline(_ style: Style) -> [String] {
    switch subject {
    case .connection(let trace, _): return [trace.headline, "", "  " + trace.verdictLine(style)]
    case .intent(let outcome):
      let status = outcome.status.rawValue.uppercased()
      let told = outcome.status == .holds ? style.good(status) : style.bad(status)
      let text = BreachText(network: network)
      let breaches = outcome.breaches.prefix(3).map { "  \(text.connections($0)): \(text.answer($0))" }
      return ["\(outcome.intent.id)", "", "  " + told] + breaches
    case .findings(let findings):
      return ["\(findings.first?.code.rawValue ?? "") \(grouped(findings.count)) to cure"]
    }
  }

  private func lines(of remedy: Remedy, number: Int, _ style: Style) -> [String] {
    let text = EditText(network: network)
    var lines: [String] = []
    for (index, edit) in remedy.edits.enumerated() {
      let head = index > 0 ? "and" : remedies.count > 1 ? "fix \(number)" : "fix"
      let space = String(repeating: " ", count: 10 - head.count)
      lines.append("  \(index > 0 ? head : style.good(head))\(space)\(text(edit))")
    }
    lines.append("  proven    " + proof)
    for caution in remedy.cautions { lines += labelled("caution", caution.text(in: network), style.warning) }
    return lines
  }

  private func lines(of effects: RemedyEffects, _ style: Style) -> [String] {
    let isQuiet = effects.opened.isEmpty && effects.broken.isEmpty && effects.unclear.isEmpty
    if isQuiet, !effects.gaps.isEmpty {
      return labelled(
        "else",
        "of what is listed nothing opens, nothing breaks; not told of: "
          + effects.gaps.map(\.what).joined(separator: ", "), style.warning)
    }
    if isQuiet {
      return ["  else      nothing opens, nothing breaks"]
    }
    return lines("breaks", effects.broken, style.bad) + lines("opens", effects.opened, style.warning)
      + lines("unclear", effects.unclear, style.warning)
  }

  private func lines(_ label: String, _ changes: [Difference.Change], _ mark: (String) -> String) -> [String] {
    let shown = changes.prefix(Self.mostChanges)
    var lines = shown.enumerated().flatMap { labelled($0 == 0 ? label : "", $1.text, mark) }
    if changes.count > shown.count {
      let pairs = changes.dropFirst(shown.count).reduce(0) { $0 + $1.pairs }
      lines += labelled("", "… and \(grouped(pairs)) more pairs (portolan diff shows all)", mark)
    }
    return lines
  }

  private static let mostChanges = 5

  /// Text behind a label, in as many lines as it takes.
  private func labelled(_ label: String, _ text: String, _ mark: (String) -> String) -> [String] {
    let space = String(repeating: " ", count: 10 - label.count)
    return text.wrapped(to: 68).enumerated().map { index, line in
      "  " + (index == 0 ? (label.isEmpty ? "" : mark(label)) + space : String(repeating: " ", count: 10)) + line
    }
  }

  private var proof: String {
    switch subject {
    case .connection(let trace, let goal):
      guard let ports = trace.query.clientPorts?.ports else {
        return goal == .works ? "packets pass, both ways" : "packets do not pass both ways"
      }
      return goal == .works
        ? "all \(grouped(ports.count)) client ports work, both ways"
        : "none of \(grouped(ports.count)) client ports works"
    case .intent: return "the intent holds"
    case .findings: return "another audit finds it no more"
    }
  }

  private var reasonForNone: String {
    switch subject {
    case .connection(let trace, let goal):
      switch (trace.verdict, goal) {
      case (.works, .works): "nothing to fix: it works"
      case (.blocked, .stops): "nothing to stop: it does not work"
      case (.unknown, _): "the snapshot does not tell enough to prove an edit; portolan trace says what is missing"
      case (_, .works):
        "no edit of network ACLs, security groups and route tables alone makes it work; portolan trace says why it fails"
      case (_, .stops): "no edit of network ACLs and security groups alone stops it"
      }
    case .intent(let outcome):
      outcome.status == .holds
        ? "nothing to fix: it holds" : "no edit of network ACLs, security groups and route tables alone makes it hold"
    case .findings:
      isUndecided
        ? "whether there is anything to cure the snapshot does not tell; portolan audit says what is missing"
        : "no edit alone cures it; portolan audit says what to do"
    }
  }

  /// The report for programs, `portolan.fix/1`: `docs/fix.md`.
  public var json: JSON {
    .object([
      "schema": .string("portolan.fix/1"), "subject": subjectJSON, "proof": .string(proof),
      "remedies": .list(
        remedies.map { remedy, effects in
          .object([
            "edits": .list(remedy.edits.map { json($0) }),
            "cautions": .list(remedy.cautions.map { .string($0.text(in: network)) }),
            "opens": .list(effects.opened.map(\.effectJSON)), "breaks": .list(effects.broken.map(\.effectJSON)),
            "unclear": .list(effects.unclear.map(\.effectJSON)),
          ])
        }), "assumptions": grounds.assumptionsJSON, "missing": grounds.missingJSON,
    ])
  }

  private var subjectJSON: JSON {
    switch subject {
    case .connection(let trace, let goal):
      .object([
        "query": trace.queryJSON, "goal": .string(goal == .works ? "works" : "stops"),
        "verdict": .string(trace.verdict.rawValue),
      ])
    case .intent(let outcome):
      .object(["intent": .string(outcome.intent.id), "status": .string(outcome.status.rawValue)])
    case .findings(let findings): .object(["findings": .list(findings.map { .string($0.message) })])
    }
  }

  private func json(_ edit: Edit) -> JSON {
    .object([
      "resource": .string(edit.resource), "text": .string(EditText(network: network)(edit)),
      "command": .string(edit.command(in: network)), "edit": .string(edit.syntax),
    ])
  }
}

extension Difference.Change {
  /// The change on one line: `web-1, web-2 → orders tcp 5432: blocked → works`.
  package var text: String {
    var service = "\(ipProtocol)"
    if let ports, ports != .all { service += " \(pretty(ports, limit: 4))" }
    if family == .v6 { service += " over IPv6" }
    let pairs = pairs > 1 ? " (\(grouped(pairs)) pairs)" : ""
    return "\(from.name) → \(to.name) \(service): \(before.verdict.rawValue) → \(after.verdict.rawValue)\(pairs)"
  }

  fileprivate var effectJSON: JSON {
    .object([
      "from": .string(from.name), "to": .string(to.name), "protocol": .string("\(ipProtocol)"),
      "ports": ports.map { .string("\($0)") } ?? .null, "pairs": .int(pairs),
      "before": .string(before.verdict.rawValue),
      "after": .string(after.verdict.rawValue), "effect": .string(effect.rawValue),
    ])
  }
}
