internal import AWSCatalogue
internal import NetworkModel

extension CheckReport {
  /// The report for people: whether it suffices, then what is missing, the worst first, with the commands that supply it, and what was read.
  ///
  /// - Parameter colour: Whether to mark what it means with ANSI colours.
  public func text(colour: Bool) -> String {
    let style = Style(colour: colour)
    var lines = [headline(style)]
    for (index, fact) in grounds.missing.enumerated() {
      if index == 0 { lines += ["", style.warning("MISSING")] }
      lines += self.lines(of: fact, fact.description, "it tells \(fact.call.purpose)")
    }
    for (index, doubt) in grounds.doubts.enumerated() {
      if index == 0 { lines += ["", style.warning("CONTRADICTED OR NOT MODELLED")] }
      lines += [""] + doubt.what.wrapped(to: 76).map { "  " + $0 } + doubt.why.wrapped(to: 74).map { "    " + $0 }
    }
    for (index, fact) in grounds.assumptions.enumerated() {
      if index == 0 { lines += ["", "TAKEN FOR GRANTED"] }
      lines += self.lines(of: fact, fact.assumption ?? fact.description, fact.description)
    }
    for (index, notice) in notices.enumerated() {
      if index == 0 { lines += ["", "NOTICED", ""] }
      lines += notice.wrapped(to: 74).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    }
    return (lines + rows(style)).joined(separator: "\n") + "\n"
  }

  private func headline(_ style: Style) -> String {
    let (missing, assumed) = (grounds.missing.count + grounds.doubts.count, grounds.assumptions.count)
    let rest = assumed == 0 ? "" : ", \(grouped(assumed)) taken for granted"
    if isComplete { return "\(style.good("COMPLETE"))   nothing is missing that may decide an answer\(rest)" }
    return "\(style.warning("INCOMPLETE"))   \(grouped(missing)) missing that may decide an answer\(rest)"
  }

  private func lines(of fact: MissingFact, _ head: String, _ why: String) -> [String] {
    var lines = [""] + head.wrapped(to: 76).map { "  " + $0 } + why.wrapped(to: 74).map { "    " + $0 }
    if fact.status == .denied { lines.append("    it takes the permission \(fact.call.iamAction)") }
    // Unbroken, for it is there to be copied.
    return lines + ["    \(fact.command)"]
  }

  private func rows(_ style: Style) -> [String] {
    let bytes = "\(grouped(size.files)) file\(size.files == 1 ? "" : "s"), \(grouped(size.bytes)) bytes"
    var lines = ["", "READ   \(bytes)"]
    let width = readings.map { $0.call.words.count }.max() ?? 0
    var scope: Scope?
    for reading in readings.sorted(by: { ($0.scope.text, $0.call.rawValue) < ($1.scope.text, $1.call.rawValue) }) {
      if scope != reading.scope { lines += reading.scope.text.isEmpty ? [""] : ["", "  \(reading.scope.text)"] }
      scope = reading.scope
      let count = reading.count.map { grouped($0) } ?? "–"
      let state = reading.status == .whole ? "" : "   " + style.warning(reading.status.text)
      let more = reading.files.count > 1 ? " and \(grouped(reading.files.count - 1)) more" : ""
      lines.append(
        "  \(reading.call.words.padded(to: width))  \(count.padded(to: 6))  \(shown(reading.files))\(more)\(state)")
    }
    if readings.isEmpty { lines += ["", "  nothing"] }
    if !needless.isEmpty {
      let words = needless.map(\.words).joined(separator: ", ")
      lines += ["", "NOT MADE, AND NOT NEEDED HERE", ""] + words.wrapped(to: 76).map { "  " + $0 }
    }
    return lines
  }

  /// The first of some files, as the snapshot's folder names it.
  private func shown(_ files: [String]) -> String {
    guard let first = files.first else { return "" }
    let folder = snapshot.hasSuffix("/") ? snapshot : snapshot + "/"
    return first.hasPrefix(folder) ? String(first.dropFirst(folder.count)) : first
  }
}
