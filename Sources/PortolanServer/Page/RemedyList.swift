internal import NetworkModel
internal import Reachability
internal import Render

/// What would make a connection work, each to be tried with a click, and what else would become of it.
struct RemedyList {
  private let inquiry: Inquiry
  private let text: EditText
  private let remedies: [(remedy: Remedy, effects: RemedyEffects?)]

  /// In larger networks what else becomes of a remedy is told once it is tried.
  private static let mostInterfaces = 1_000

  init(for trace: Trace, _ inquiry: Inquiry, in draft: Draft) {
    self.inquiry = inquiry
    text = EditText(network: draft.network)
    remedies =
      draft.network.networkInterfaces.count <= Self.mostInterfaces
      ? Remedy.weighed(for: trace, goal: .works, in: draft.ownEngine).map { ($0.remedy, $0.effects) }
      : Remedy.all(for: trace).map { ($0, nil) }
  }

  func write(into markup: inout Markup) {
    if remedies.isEmpty {
      markup.element(
        "p", text: "No edit of network ACLs, security groups and route tables alone makes it work.")
      return
    }
    markup.element("ol") { markup in
      for (remedy, effects) in remedies {
        markup.element("li") { markup in
          markup.element("div", ["class": "remedy"]) { markup in
            markup.element("ul") { markup in
              for edit in remedy.edits { markup.element("li", text: text(edit)) }
            }
            markup.element("form", ["action": "/", "method": "get"]) { markup in
              var tried = inquiry
              tried.edits += remedy.edits.map(\.syntax)
              QuestionForm.hidden(tried, into: &markup)
              markup.element("button", ["type": "submit"], text: "Try it here")
            }
          }
          if let effects { write(effects, into: &markup) }
        }
      }
    }
    markup.element(
      "p", ["class": "hint"], text: "Proven: with it every client port works, both ways. Trying changes no snapshot.")
  }

  private static let mostEffects = 4

  private func write(_ effects: RemedyEffects, into markup: inout Markup) {
    let kinds = [("breaks", effects.broken), ("opens", effects.opened), ("unclear", effects.unclear)]
    if kinds.allSatisfy(\.1.isEmpty) {
      markup.element("p", ["class": "hint"], text: "Nothing else opens, nothing breaks.")
    }
    for (label, changes) in kinds where !changes.isEmpty {
      let shown = changes.prefix(Self.mostEffects).map(\.text)
      let more = changes.count > shown.count ? ["and \(changes.count - shown.count) more"] : []
      markup.element("p", ["class": "hint"], text: "\(label): " + (shown + more).joined(separator: " · "))
    }
  }
}
