public import NetworkModel
internal import Ports
public import Reachability

extension Trace {
  /// The answer for people: the verdict first, then why, hop by hop.
  ///
  /// - Parameters:
  ///   - remedy: What would make the connection work, when that is known.
  ///   - network: The network the answer is about, for the names in it.
  ///   - colour: Whether to mark the verdict and what drops packets with ANSI colours.
  public func text(remedy: Remedy?, in network: Network, colour: Bool) -> String {
    let style = Style(colour: colour)
    var lines = [headline, "", "  " + verdictLine(style)]
    if let shareDrawnFirst { lines.append(String(repeating: " ", count: 17) + shareDrawnFirst) }
    lines += legLines(HopTable(rule: RuleText(network: network), style: style), style)
    for entry in entries { lines += ["", "  way       \(entry.via.text), since \(entry.reason)"] }
    for unknown in unknowns {
      lines += ["", "  \(style.warning("unknown"))   \(unknown.what)", "            \(unknown.why)"]
    }
    for (index, assumption) in assumptions.enumerated() {
      if index == 0 { lines.append("") }
      lines.append("  \(index == 0 ? "assuming" : "        ")  \(assumption)")
    }
    if let remedy {
      let description = EditText(network: network)
      lines.append("")
      for (index, edit) in remedy.edits.enumerated() {
        lines.append("  \(index == 0 ? style.good("fix") : "and")       \(description(edit))")
      }
    }
    return style.text(lines.map(\.trimmedEnd))
  }

  /// The question and the client's ports, as an answer begins.
  package var headline: String {
    guard !query.isAboutHealth, let clientPorts = query.clientPorts else { return question }
    return "\(question)        client ports \(pretty(clientPorts.ports)) (\(clientPorts.source))"
  }

  /// The question with its ends.
  package var question: String {
    let leg = alternatives.first?.legs.first
    let server = query.port.map { "\(query.ipProtocol)/\($0)" } ?? "\(query.ipProtocol)"
    let isOne = alternatives.count == 1
    let ends = [(query.from, leg?.from), (query.to, alternatives.first?.legs.last?.to)].map { endpoint, end in
      guard isOne, let end else { return endpoint.name }
      return end.label
    }
    if query.isAboutHealth { return "\(query.from.name)  →  its targets  health checks" }
    return "\(ends[0])  →  \(ends[1])  \(server)"
  }

  /// The answer in one line.
  func verdictLine(_ style: Style) -> String {
    switch verdict {
    case .works: "\(style.good("WORKS"))   \(share)"
    case .intermittent: "\(style.bad("INTERMITTENT"))   \(share)"
    case .blocked: "\(style.bad("BLOCKED"))   \(share)"
    case .unknown: "\(style.warning("UNKNOWN"))   \(share)"
    }
  }

  /// What the client's system makes of the share, where it draws ports in an order that changes it by a percent or more.
  package var shareDrawnFirst: String? {
    guard let drawn, let asked = query.clientPorts?.ports, verdict == .intermittent, !working.sure.isEmpty else {
      return nil
    }
    let (share, own) = (working.sure.count * 1000 / asked.count, drawn.working * 1000 / max(1, drawn.total))
    guard abs(share - own) >= 10 else { return nil }
    return "of the ports that Linux draws first, \(grouped(drawn.working)) of \(grouped(drawn.total)) work "
      + "(\(own / 10).\(own % 10) %, an estimate)"
  }

  /// How many of the client ports work, in a sentence.
  package var share: String {
    if alternatives.count > 1, verdict == .intermittent || verdict == .unknown { return shareOfAlternatives }
    let everywhere = alternatives.count > 1 ? " on all \(alternatives.count) alternatives" : ", both ways"
    guard let asked = query.clientPorts?.ports else {
      return switch verdict {
      case .works, .intermittent: "packets pass" + everywhere
      case .blocked: "packets do not pass both ways"
      case .unknown: "the snapshot does not tell whether packets pass both ways"
      }
    }
    let total = grouped(asked.count)
    let count = working.sure.count
    switch verdict {
    case .works:
      return "all \(total) client ports work" + everywhere
    case .blocked:
      return "none of \(total) client ports works"
    case .unknown where query.isAboutHealth:
      return "the snapshot does not tell of all targets"
    case .unknown where count == asked.count:
      return "all \(total) client ports work on the client's own leg; for the legs behind it the snapshot does not tell"
    case .unknown:
      let failing = asked.subtracting(working.possible).count
      let sure =
        switch (count, failing) {
        case (0, 0): "for \(total) client ports"
        case (0, _): "\(grouped(failing)) of \(total) client ports surely fail; for the others"
        case (_, 0): "\(grouped(count)) of \(total) client ports surely work; for the others"
        default:
          "\(grouped(count)) of \(total) client ports surely work, \(grouped(failing)) surely fail; for the others"
        }
      return "\(sure) the snapshot does not tell"
    case .intermittent where count == asked.count:
      return shareOfLaterLegs
    case .intermittent:
      let tenths = (count * 2000 + asked.count) / (2 * asked.count)
      return
        "\(grouped(count)) of \(total) client ports work (\(tenths / 10).\(tenths % 10) %); the other connections hang"
    }
  }

  /// Which leg behind the client's own fails for some of its ports: `shop-nat's connections work for 32,768 of its 64,512 ports`.
  private var shareOfLaterLegs: String {
    guard let leg = alternatives.flatMap({ $0.legs.dropFirst() }).first(where: { $0.verdict == .intermittent }),
      let ports = leg.clientPorts
    else { return "some connections hang behind the client's own leg" }
    return
      "\(leg.from.name) connects on from \(grouped(ports.count)) ports, of which \(grouped(leg.working.sure.count)) work; "
      + "the other connections hang"
  }

  /// How many alternatives come to which verdict: `3 alternatives: 2 work, 1 never works`.
  private var shareOfAlternatives: String {
    let kinds: [(Verdict, one: String, many: String)] = [
      (.works, "works", "work"), (.intermittent, "works sometimes", "work sometimes"),
      (.blocked, "never works", "never work"), (.unknown, "depends on a missing fact", "depend on missing facts"),
    ]
    let parts = kinds.compactMap { verdict, one, many in
      let count = alternatives.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    return "\(alternatives.count) alternatives: \(parts.joined(separator: ", "))"
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
