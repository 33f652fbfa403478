internal import NetworkModel
internal import Reachability
internal import Render

/// What edits that are tried make of all connections, gravest first.
struct DifferenceList {
  private let told: [Difference.Told]

  init(_ difference: Difference, from old: Network, to new: Network) {
    told = difference.told(from: old, to: new)
  }

  private static let most = 60

  func write(into markup: inout Markup) {
    if told.isEmpty {
      markup.element("p", text: "No connection of any client to any server, at any port.")
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
