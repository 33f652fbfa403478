internal import NetworkModel
internal import Reachability
internal import Render

/// What edits that are tried make of all connections, gravest first.
struct DifferenceList {
  private let told: [Difference.Told]
  private let isEmpty: Bool

  init(_ difference: Difference, from old: Network, to new: Network) {
    told = difference.told(from: old, to: new)
    isEmpty = difference.isEmpty
  }

  private static let most = 60

  func write(into markup: inout Markup) {
    if told.isEmpty {
      markup.element("p", text: isEmpty ? "No connection, of any client to any server at any port." : "No connection.")
      return
    }
    markup.element("ul", ["class": "changes"]) { markup in
      for change in told.prefix(Self.most) {
        markup.element("li") { markup in
          markup.element("strong", ["class": change.effect.rawValue], text: change.effect.rawValue.uppercased())
          markup.write(" \(change.ends), \(change.service): \(change.answer)")
          if let cause = change.cause { markup.element("span", ["class": "hint"], text: " by \(cause)") }
        }
      }
    }
    if told.count > Self.most {
      markup.element("p", text: "and \(told.count - Self.most) more: portolan diff tells all")
    }
  }
}
