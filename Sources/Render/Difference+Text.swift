package import NetworkModel
internal import Ports
package import Reachability

extension Difference {
  /// What became of connections, for people: how many of what kind, then each with the alteration that brought it about.
  ///
  /// - Parameters:
  ///   - old: The older network, for what only it has a name for.
  ///   - new: The newer network.
  ///   - limit: How many changes to tell at most; nil for all of them.
  ///   - colour: Whether to mark what it means with ANSI colours.
  ///   - isComparable: Whether both networks were read from the same calls, so that what is alike is unchanged.
  func text(from old: Network, to new: Network, limit: Int?, colour: Bool, isComparable: Bool) -> String {
    let style = Style(colour: colour)
    let alteration = AlterationText(old: old, new: new)
    var lines = headline(style, isComparable)
    if !changes.isEmpty { lines.append("") }
    let merged = merged
    let shown = min(limit ?? merged.count, merged.count)
    for (changes, ipProtocols) in merged.prefix(shown) {
      lines += self.lines(told(changes, ipProtocols, alteration), style)
    }
    if shown < merged.count {
      lines += ["", "  and \(counted(merged.count - shown, "more change")), told with --all or --format json"]
    }
    for arrival in arrivals {
      let what = (arrival.end.count == 1 ? "is " : "are ") + (arrival.isNew ? "new" : "gone")
      let pairs =
        arrival.pairs == 0
        ? "no connection" : "\(counted(arrival.pairs, "pair")) \(arrival.isNew ? "connect" : "connected")"
      lines.append("")
      lines += "\(arrival.end.name) \(what): \(pairs)".wrapped(to: 78).map { "  " + $0 }
    }
    for gap in gaps {
      lines.append("")
      lines += "not compared: \(gap.what): \(gap.why)".wrapped(to: 78).map { "  " + $0 }
    }
    lines += remaining(alteration)
    return style.text(lines)
  }

  private func headline(_ style: Style, _ isComparable: Bool) -> [String] {
    if isEmpty, !isComparable || !gaps.isEmpty {
      return Self.lines(
        style.warning("UNKNOWN".padded(to: Self.indent)),
        "\(counted(alterations.count, "alteration")), and as far as both networks tell no connection changed")
    }
    if isEmpty {
      let told =
        alterations.isEmpty
        ? "the networks are alike" : "\(counted(alterations.count, "alteration")) and no connection changed"
      return Self.lines(style.good("UNCHANGED".padded(to: Self.indent)), told)
    }
    var counts: [String] = []
    for effect in Effect.allCases {
      let pairs = merged.filter { $0.0[0].effect == effect }.reduce(0) { $0 + $1.0[0].pairs }
      if pairs > 0 { counts.append("\(grouped(pairs)) \(effect.words)") }
    }
    let (come, gone) = (count(isNew: true), count(isNew: false))
    if come > 0 { counts.append("\(counted(come, "endpoint")) new") }
    if gone > 0 { counts.append("\(counted(gone, "endpoint")) gone") }
    let isUnclear = !changes.isEmpty && changes.allSatisfy { $0.effect == .unclear }
    let word = isUnclear ? "UNKNOWN" : "CHANGED"
    let label = word.padded(to: Self.indent)
    return Self.lines(isUnclear ? style.warning(label) : style.bad(label), counts.joined(separator: ", "))
  }

  /// A label and what belongs to it, in as many lines as it takes.
  private static func lines(_ label: String, _ text: String) -> [String] {
    text.wrapped(to: 78 - indent).enumerated().map { "  " + ($0 == 0 ? label : space) + $1 }
  }

  private func count(isNew: Bool) -> Int {
    arrivals.filter { $0.isNew == isNew }.reduce(0) { $0 + $1.end.count }
  }

  /// The changes, those that differ in the protocol alone as one.
  private var merged: [([Change], [String])] {
    struct Key: Hashable {
      let effect: Effect
      let family: IPAddress.Family
      let from: End
      let to: End
      let ports: PortSet?
      let before: Verdict
      let after: Verdict
      let working: [PortSet]
      let cause: Alteration?
    }
    var positions: [Key: Int] = [:]
    var merged: [([Change], [String])] = []
    for change in changes {
      let isWhole = change.ports == nil || change.ports == .all
      let isPartial = change.before.verdict == .intermittent || change.after.verdict == .intermittent
      let key = Key(
        effect: change.effect, family: change.family, from: change.from, to: change.to,
        ports: isWhole ? nil : change.ports, before: change.before.verdict, after: change.after.verdict,
        working: isPartial ? [change.before.working.sure, change.after.working.sure] : [], cause: change.cause)
      if let position = positions[key] {
        merged[position].0.append(change)
        merged[position].1.append("\(change.ipProtocol)")
      } else {
        positions[key] = merged.count
        merged.append(([change], ["\(change.ipProtocol)"]))
      }
    }
    return merged
  }

  /// Changes that differ in the protocol alone, in words.
  package struct Told {
    package let effect: Effect
    /// `web-1  →  orders`
    package let ends: String
    /// `tcp 5432, 2 pairs`
    package let service: String
    /// `blocked → works`
    package let answer: String
    /// The alteration that did it.
    package let cause: String?
  }

  /// The changes in words, gravest first.
  package func told(from old: Network, to new: Network) -> [Told] {
    let alteration = AlterationText(old: old, new: new)
    return merged.map { told($0, $1, alteration) }
  }

  private func told(_ changes: [Change], _ ipProtocols: [String], _ alteration: AlterationText) -> Told {
    let change = changes[0]
    var service = ipProtocols.joined(separator: ", ")
    if let ports = change.ports, ports != .all { service += " \(pretty(ports, limit: 4))" }
    if change.family == .v6 { service += " over IPv6" }
    if change.pairs > 1 { service += ", \(grouped(change.pairs)) pairs" }
    return Told(
      effect: change.effect, ends: "\(change.from.name)  →  \(change.to.name)", service: service,
      answer: answer(change), cause: change.cause.map { alteration($0) })
  }

  private func lines(_ told: Told, _ style: Style) -> [String] {
    let label = style.effect(told.effect, told.effect.rawValue.uppercased().padded(to: Self.indent))
    return Self.lines(label, told.ends) + Self.lines(Self.space, "\(told.service): \(told.answer)")
      + (told.cause.map { Self.lines(Self.space, "by \($0)") } ?? [])
  }

  private static let indent = 11
  private static let space = String(repeating: " ", count: indent)

  /// The answer before and after.
  private func answer(_ change: Change) -> String {
    let (before, after) = (change.before, change.after)
    func told(_ cell: Matrix.Cell) -> String {
      guard cell.verdict == .intermittent, change.ipProtocol.hasPorts else { return cell.verdict.rawValue }
      if before.working == after.working {
        return "\(cell.verdict.rawValue) (some ports of what connects on for the client)"
      }
      return "\(cell.verdict.rawValue) (\(grouped(cell.working.sure.count)) client ports: "
        + "\(pretty(cell.working.sure, limit: 3)))"
    }
    return "\(told(before)) → \(told(after))"
  }

  /// The alterations that no connection shows, in as few words as they deserve.
  private func remaining(_ alteration: AlterationText) -> [String] {
    let causes = Set(changes.compactMap(\.cause))
    let idle = alterations.filter { !causes.contains($0) }
    if idle.isEmpty { return [] }
    let told = idle.prefix(3).map { alteration($0) }.joined(separator: " · ")
    let more = idle.count > 3 ? " · and \(grouped(idle.count - 3)) more" : ""
    let words =
      changes.isEmpty
      ? "altered: \(told)\(more)" : "altered as well, deciding no connection by itself: \(told)\(more)"
    return [""] + words.wrapped(to: 78).map { "  " + $0 }
  }
}

extension Difference.Effect {
  /// What it is called in a count of pairs.
  fileprivate var words: String {
    switch self {
    case .exposed: "newly reachable from the internet"
    case .began: "began"
    case .stopped: "stopped"
    case .narrowed: "work for fewer client ports"
    case .widened: "work for more client ports"
    case .unclear: "unclear"
    }
  }
}

extension Style {
  fileprivate func effect(_ effect: Difference.Effect, _ text: String) -> String {
    switch effect {
    case .exposed, .stopped, .narrowed: bad(text)
    case .began, .unclear: warning(text)
    case .widened: good(text)
    }
  }
}

/// How alterations read.
struct AlterationText {
  let old: Network
  let new: Network

  /// An alteration in one line.
  func callAsFunction(_ alteration: Alteration) -> String {
    switch alteration {
    case .edit(let edit): EditText(network: new)(edit)
    case .added(let subject): "new \(name(subject))"
    case .removed(let subject): "\(name(subject)) is gone"
    case .altered(let subject, let words): words.isEmpty ? "\(name(subject)) altered" : "\(name(subject)): \(words)"
    }
  }

  private func name(_ subject: Alteration.Subject) -> String {
    subject.name.map { "\(subject.kind) \($0)" } ?? "\(subject.kind) \(subject.id)"
  }
}
