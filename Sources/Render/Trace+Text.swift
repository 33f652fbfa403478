public import Network
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
    var lines = [headline, "", "  " + verdictLine(style), ""]
    lines += alternativeLines(HopTable(rule: RuleText(network: network), style: style), style)
    for unknown in unknowns {
      lines += ["", "  \(style.warning("unknown"))   \(unknown.what)", "            \(unknown.why)"]
    }
    if let remedy {
      let description = RemedyText(network: network)
      lines.append("")
      for (index, edit) in remedy.edits.enumerated() {
        lines.append("  \(index == 0 ? style.good("fix") : "and")       \(description(edit))")
      }
    }
    return lines.map { $0.trimmedEnd }.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    let leg = alternatives.first?.legs.first
    let server = query.port.map { "\(query.ipProtocol)/\($0)" } ?? "\(query.ipProtocol)"
    let isOne = alternatives.count == 1
    let ends = [(query.from, leg?.from), (query.to, leg?.to)].map { endpoint, end in
      guard isOne, let end else { return endpoint.name }
      return end.label
    }
    let question = "\(ends[0])  →  \(ends[1])  \(server)"
    guard let clientPorts = query.clientPorts else { return question }
    return "\(question)        client ports \(pretty(clientPorts.ports)) (\(clientPorts.source))"
  }

  private func verdictLine(_ style: Style) -> String {
    switch verdict {
    case .works: "\(style.good("WORKS"))   \(share)"
    case .intermittent: "\(style.bad("INTERMITTENT"))   \(share)"
    case .blocked: "\(style.bad("BLOCKED"))   \(share)"
    case .unknown: "\(style.warning("UNKNOWN"))   \(share)"
    }
  }

  private var share: String {
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
    case .unknown:
      let sure =
        count > 0
        ? "\(grouped(count)) of \(total) client ports surely work; for the others" : "for \(total) client ports"
      return "\(sure) the snapshot does not tell"
    case .intermittent:
      let tenths = (count * 2000 + asked.count) / (2 * asked.count)
      return
        "\(grouped(count)) of \(total) client ports work (\(tenths / 10).\(tenths % 10) %); the other connections hang"
    }
  }

  /// How many alternatives come to which verdict: `3 alternatives: 2 work, 1 never works`.
  private var shareOfAlternatives: String {
    let kinds: [(Verdict, one: String, many: String)] = [
      (.works, "works", "work"), (.intermittent, "works sometimes", "work sometimes"),
      (.blocked, "never works", "never work"), (.unknown, "hangs on a missing fact", "hang on missing facts"),
    ]
    let parts = kinds.compactMap { verdict, one, many in
      let count = alternatives.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    return "\(alternatives.count) alternatives: \(parts.joined(separator: ", "))"
  }

  private func alternativeLines(_ table: HopTable, _ style: Style) -> [String] {
    if alternatives.count == 1 { return alternatives[0].legs.flatMap { legLines($0, table) } }
    var lines: [String] = []
    // What fails is what people look for; of the rest one example tells the way.
    let ordered = alternatives.filter { $0.verdict != .works } + alternatives.filter { $0.verdict == .works }
    for (index, alternative) in ordered.enumerated() {
      if index == Self.shownAlternatives { break }
      for leg in alternative.legs {
        if !lines.isEmpty { lines.append("") }
        lines.append("  \(leg.from.label)  →  \(leg.to.label)   \(style.verdict(alternative.verdict))\(leg.share)")
        lines += legLines(leg, table)
      }
    }
    let hidden = alternatives.count - Self.shownAlternatives
    if hidden > 0 { lines += ["", "  and \(hidden) more alternatives; --format json lists them all"] }
    return lines
  }

  private static let shownAlternatives = 6

  private func legLines(_ leg: Leg, _ table: HopTable) -> [String] {
    let server = leg.serverPort.map { ":\($0)" } ?? ""
    let client = leg.clientPorts == nil ? "" : ":*"
    let request =
      ["    request   \(leg.from.place)\(client)  →  \(leg.to.place)\(server)"] + table.lines(leg.request, of: leg)
    if leg.reply.isEmpty { return request }
    return request
      + ["    reply     \(leg.to.place)\(server)  →  \(leg.from.place)\(client)"]
      + table.lines(leg.reply, of: leg)
  }
}

extension Leg {
  fileprivate var share: String {
    guard let clientPorts, verdict == .intermittent else { return "" }
    return "   \(grouped(working.sure.count)) of \(grouped(clientPorts.count))"
  }
}

extension Leg.End {
  /// The name and the address, unless they say the same or the end is many addresses.
  var label: String {
    if addresses != nil { return name == place ? name : "\(name) (\(place))" }
    return name == "\(address)" ? name : "\(name) \(address)"
  }

  /// The address, or the addresses in few words.
  var place: String {
    guard let addresses else { return "\(address)" }
    if isWhole { return name == "internet" ? "any public address" : name }
    let blocks = addresses.cidrBlocks
    if blocks.count <= 3 { return blocks.map(\.description).joined(separator: ", ") }
    return "\(blocks[0]) and \(blocks.count - 1) more blocks"
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
