internal import Reachability

extension IntentReport {
  /// The result for people: the verdict first, then each intent that does not hold, with the connections and the rules that decide.
  public func text(colour: Bool) -> String {
    let style = Style(colour: colour)
    var lines = ["\(style.status(status))   \(summary)"]
    for status in [Intent.Status.fails, .unknown] {
      for outcome in outcomes where outcome.status == status { lines += section(outcome, style) }
    }
    let holding = outcomes.filter { $0.status == .holds }.map(\.intent.id)
    if !holding.isEmpty, status != .holds || holding.count <= 20 {
      lines.append("")
      for (index, line) in holding.joined(separator: ", ").wrapped(to: 69).enumerated() {
        lines.append("  " + (index == 0 ? style.good("holds") + "    " : "         ") + line)
      }
    }
    return style.text(lines) + grounds.text(style: style)
  }

  /// As many kinds of breaches of one intent as people read; JSON has more.
  private static let mostShown = 5

  private func section(_ outcome: Intent.Outcome, _ style: Style) -> [String] {
    let intent = outcome.intent
    var lines = ["", "  \(style.status(outcome.status))   \(intent.id)   (\(file):\(intent.place.line))"]
    func add(_ text: String, indent: Int) {
      for (index, line) in text.wrapped(to: 80 - indent - 2).enumerated() {
        lines.append(String(repeating: " ", count: indent + (index == 0 ? 0 : 2)) + line)
      }
    }
    add(intent.claim, indent: 4)
    let owner = intent.owner.map { "(\($0))" }
    if intent.reason != nil || owner != nil {
      add([intent.reason, owner].compactMap(\.self).joined(separator: " "), indent: 4)
    }
    let stories = Story.stories(outcome, BreachText(network: network))
    for story in stories.prefix(Self.mostShown) {
      lines.append("")
      for connections in story.connections.prefix(3) { add(connections, indent: 6) }
      if story.connections.count > 3 { add("… and \(grouped(story.connections.count - 3)) more alike", indent: 6) }
      add(story.answer, indent: 8)
      for reason in story.reasons.prefix(4) { add(reason, indent: 8) }
      if story.reasons.count > 4 { add("… and \(story.reasons.count - 4) more reasons (portolan trace)", indent: 8) }
      for (index, edit) in story.remedy.enumerated() { add("\(index == 0 ? "fix" : "and")  \(edit)", indent: 8) }
    }
    for gap in outcome.gaps {
      lines.append("")
      add("\(gap.what): \(gap.why)", indent: 6)
    }
    let all = outcome.status == .fails ? outcome.failing : outcome.unknown
    let verb = outcome.status == .fails ? (all == 1 ? "fails" : "fail") : (all == 1 ? "is unknown" : "are unknown")
    if outcome.pairs > 1, all > 0 {
      lines.append("")
      let shown = stories.prefix(Self.mostShown).reduce(0) { $0 + $1.pairs }
      let more = shown < all ? "; \(grouped(all - shown)) more are not shown (--format json)" : ""
      add("\(grouped(all)) of \(grouped(outcome.pairs)) pairs \(verb)\(more)", indent: 6)
    }
    return lines
  }
}

/// Breaches of which the same is told.
private struct Story {
  var connections: [String]
  let answer: String
  let reasons: [String]
  let remedy: [String]
  var pairs: Int

  /// What is told of an outcome's breaches: of those that fail, if some do.
  static func stories(_ outcome: Intent.Outcome, _ text: BreachText) -> [Story] {
    var stories: [Story] = []
    for breach in outcome.breaches where breach.status == outcome.status {
      let story = Story(
        connections: [text.connections(breach)], answer: text.answer(breach),
        reasons: text.reasons(breach, of: outcome.intent), remedy: text.remedy(breach, of: outcome.intent),
        pairs: breach.pairs)
      if let position = stories.firstIndex(where: { $0.isAlike(story) }) {
        stories[position].connections += story.connections
        stories[position].pairs += story.pairs
      } else {
        stories.append(story)
      }
    }
    return stories
  }

  private func isAlike(_ other: Story) -> Bool {
    answer == other.answer && reasons == other.reasons && remedy == other.remedy
  }
}

extension Style {
  fileprivate func status(_ status: Intent.Status) -> String {
    switch status {
    case .holds: good("HOLDS")
    case .fails: bad("FAILS")
    case .unknown: warning("UNKNOWN")
    }
  }
}
