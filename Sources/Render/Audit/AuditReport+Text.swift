internal import NetworkModel
internal import Ports
internal import Reachability

extension AuditReport {
  /// Of more findings of one code and severity than this, only the first are shown.
  private static let mostOfACode = 8
  /// More things that are undecided than this are counted.
  private static let mostUndecided = 20

  /// The findings for people, in 80 columns: counts, then the worst first, each with what shows it and what to do.
  ///
  /// - Parameter colour: Whether to mark severities with ANSI colours.
  public func text(colour: Bool) -> String {
    let style = Style(colour: colour)
    var lines = [summary]
    for severity in Audit.Severity.allCases.reversed() {
      let found = findings.filter { $0.severity == severity }
      if found.isEmpty { continue }
      lines += ["", style.severity(severity)]
      var shown: [Audit.Code: Int] = [:]
      for finding in found {
        shown[finding.code, default: 0] += 1
        if showsAll || shown[finding.code, default: 0] <= Self.mostOfACode { lines += self.lines(of: finding, style) }
      }
      for code in Audit.Code.allCases {
        let rest = shown[code, default: 0] - Self.mostOfACode
        if rest > 0, !showsAll {
          lines += ["", "  … and \(grouped(rest)) more \(code.rawValue) (--code \(code.rawValue) lists them all)"]
        }
      }
    }
    for (index, undecided) in undecided.prefix(Self.mostUndecided).enumerated() {
      if index == 0 { lines += ["", style.warning("UNDECIDED")] }
      lines += self.lines(of: undecided)
    }
    if undecided.count > Self.mostUndecided {
      lines += ["", "  … and \(grouped(undecided.count - Self.mostUndecided)) more (--format json lists them all)"]
    }
    return style.text(lines) + grounds.text(style: style)
  }

  private var summary: String {
    let parts = Audit.Severity.allCases.reversed().map { ($0, count($0)) }.filter { $0.1 > 0 }
    let rest = undecided.isEmpty ? "" : "; \(grouped(undecided.count)) undecided: the snapshot lacks what it takes"
    if parts.isEmpty { return "nothing found\(rest)" }
    let total = "\(grouped(findings.count)) finding\(findings.count == 1 ? "" : "s")"
    return "\(total): " + parts.map { "\(grouped($0.1)) \($0.0.rawValue)" }.joined(separator: ", ") + rest
  }

  private func lines(of undecided: Audit.Undecided) -> [String] {
    let codes =
      undecided.codes.count == Audit.Code.allCases.count
      ? "any check" : undecided.codes.map(\.rawValue).joined(separator: ", ")
    var lines = [""] + undecided.what.wrapped(to: 76).map { "  " + $0 }
    lines += "\(undecided.why), so \(codes) may have missed something".wrapped(to: 74).map { "    " + $0 }
    // Unbroken, for it is there to be copied.
    if let command = undecided.command { lines.append("    \(command)") }
    return lines
  }

  private func lines(of finding: Audit.Finding, _ style: Style) -> [String] {
    let place = "\(finding.component.kind.rawValue) \(finding.component.name)"
    var head = finding.direction.map { "\(place), \($0.rawValue)" } ?? place
    if case .entry(let entry)? = finding.rule { head += " rule \(entry.number)" }
    var lines = ["", "  \(finding.code.rawValue)   \(head)"]
    lines += finding.message.wrapped(to: 76).map { "    " + $0 }
    if let evidence = finding.evidence { lines += shownBy(evidence, style) }
    lines += Self.labelled("cure", finding.cure.sentence)
    let describe = EditText(network: network)
    for edit in finding.cure.edits.prefix(6) { lines += Self.labelled("edit", describe(edit)) }
    if finding.cure.edits.count > 6 { lines += Self.labelled("", "… and \(finding.cure.edits.count - 6) more") }
    return lines
  }

  private func shownBy(_ evidence: Audit.Evidence, _ style: Style) -> [String] {
    guard let command = command(evidence), let verdict = evidence.question?.verdict else {
      return Self.labelled("packet", evidence.text)
    }
    // One command to a shell, broken between its options where there is no room.
    var rows: [String] = []
    for word in command.map(ShellWord.quoted) {
      let isValue = rows.last.map { $0.hasSuffix("\u{0}") } ?? false
      let last = rows.popLast() ?? ""
      let open = isValue ? String(last.dropLast()) : last
      if open.isEmpty || isValue || open.count + word.count < 44 || !word.hasPrefix("--") {
        rows.append(open + (open.isEmpty ? "" : " ") + word)
      } else {
        rows += [open, word]
      }
      if word.hasPrefix("--"), word != "--ipv6", word != "--health" { rows[rows.count - 1] += "\u{0}" }
    }
    let lines = rows.enumerated().map { index, row in
      let label = index == 0 ? "shown by" : ""
      return "    \(label.padded(to: 8))  \(index == 0 ? "" : "  ")\(row)\(index + 1 < rows.count ? " \\" : "")"
    }
    return lines + Self.labelled("", "which says \(verdict.rawValue.uppercased())")
  }

  private static func labelled(_ label: String, _ text: String) -> [String] {
    text.wrapped(to: 66).enumerated().map { index, line in
      "    \((index == 0 ? label : "").padded(to: 8))  \(line)"
    }
  }
}

extension Audit.Evidence {
  /// The packet in one line: `tcp 10.20.10.4:40001 → 10.20.20.7:5432`.
  var text: String {
    guard ipProtocol.hasPorts else { return "\(ipProtocol) \(source) → \(destination)" }
    func end(_ address: IPAddress, _ port: UInt16?) -> String {
      let text = address.family == .v6 ? "[\(address)]" : "\(address)"
      return port.map { "\(text):\($0)" } ?? text
    }
    return "\(ipProtocol) \(end(source, clientPort)) → \(end(destination, port))"
  }
}

extension Style {
  fileprivate func severity(_ severity: Audit.Severity) -> String {
    let text = severity.rawValue.uppercased()
    return switch severity {
    case .high: bad(text)
    case .medium, .low: warning(text)
    case .info: text
    }
  }
}
