internal import NetworkModel
internal import Ports
internal import Reachability
internal import Render

/// The answer to a question: verdict and why; and every hop with its ruler and its rules.
struct Answer {
  let trace: Trace
  /// The alternative to look at, counted from 0; nil for the first that does not work.
  let alternative: Int?

  /// The verdict and its reasons.
  func write(_ inquiry: Inquiry, in draft: Draft, into markup: inout Markup) {
    let verdict = trace.verdict
    markup.element("section", ["class": "verdict \(verdict.rawValue)", "aria-labelledby": "verdict"]) { markup in
      markup.element("h1", ["id": "verdict", "tabindex": "-1"]) { markup in
        markup.element("span", ["class": "word"], text: verdict.rawValue.uppercased())
        markup.write(" " + trace.share)
      }
      markup.element("p", text: trace.headline.brief)
      if let drawn = trace.shareDrawnFirst { markup.element("p", text: drawn) }
    }
    writeFindings(RuleText(network: draft.network), into: &markup)
    for unknown in trace.unknowns {
      markup.element("p", ["class": "unknown"]) { markup in
        markup.element("strong", text: "unknown: \(unknown.what).")
        markup.write(" " + unknown.why)
      }
    }
    for assumption in trace.assumptions { markup.element("p", ["class": "hint"], text: "assuming \(assumption)") }
    if verdict == .intermittent || verdict == .blocked {
      LateSection.remedies.writeLink(inquiry, into: &markup)
    }
    writeAlternatives(inquiry, into: &markup)
  }

  private static let mostShown = 12

  private func writeFindings(_ rule: RuleText, into markup: inout Markup) {
    if trace.findings.isEmpty || trace.verdict == .works { return }
    markup.element("section", ["class": "findings", "aria-label": "why"]) { markup in
      markup.element("h2", text: "Why")
      markup.element("ul") { markup in
        for finding in trace.findings.prefix(Self.mostShown) {
          markup.element("li") { markup in
            let place = [finding.component.kind.rawValue, finding.component.name, finding.direction?.rawValue ?? ""]
            markup.element("strong", text: place.filter { !$0.isEmpty }.joined(separator: " "))
            let ports =
              trace.query.port == nil || finding.leg == .request
              ? ""
              : "drops replies to \(grouped(finding.ports.count)) client ports, \(pretty(finding.ports, limit: 4))"
            let begun = finding.begunBy.map { "of connections that \($0) begins" } ?? ""
            let parts = [finding.rule.map { rule($0) } ?? "", ports, begun, finding.message].filter { !$0.isEmpty }
            markup.write(" – " + parts.joined(separator: " · ") + " ")
            markup.element("code", text: finding.code.rawValue)
          }
        }
      }
      if trace.findings.count > Self.mostShown {
        markup.element("p", text: "and \(trace.findings.count - Self.mostShown) more")
      }
    }
  }

  private func writeAlternatives(_ inquiry: Inquiry, into markup: inout Markup) {
    let all = trace.alternatives
    if all.count < 2 { return }
    let shown = alternative ?? all.firstIndex { $0.verdict != .works } ?? 0
    markup.element("section", ["class": "alternatives", "aria-label": "alternatives"]) { markup in
      markup.element("h2", text: "\(all.count) ways it may take")
      markup.element("ol") { markup in
        for (position, one) in all.enumerated() where position < Self.mostAlternatives || position == shown {
          markup.element("li", ["value": "\(position + 1)"]) { markup in
            let names = one.legs.prefix(1).map(\.from.label) + one.legs.map(\.to.label)
            var chosen = inquiry
            chosen.alternative = "\(position + 1)"
            markup.element(
              "a", ["href": chosen.address(), "aria-current": position == shown ? "true" : ""],
              text: names.joined(separator: " → ").brief)
            markup.write(": \(one.verdict.rawValue)")
          }
        }
      }
      if all.count > Self.mostAlternatives {
        markup.element("p", text: "and \(all.count - Self.mostAlternatives) more")
      }
    }
  }

  private static let mostAlternatives = 24

  /// Every hop of the alternative that is looked at, with its rules to edit.
  func writeHops(of chart: Chart, _ inquiry: Inquiry, in draft: Draft, into markup: inout Markup) {
    let editor = RuleEditor(inquiry: inquiry, network: draft.network)
    markup.include(chart.hopList { number, hop in editor.html(for: hop, number) })
  }
}
