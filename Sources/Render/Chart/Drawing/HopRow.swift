internal import NetworkModel
internal import Ports
internal import Reachability

/// One hop in a few words, as the list beneath a map and the page show it.
struct HopRow {
  let number: Int
  let hop: Hop
  let direction: Leg.Direction
  /// What decides: `network ACL data, outbound`.
  let component: String
  /// What it decides and by which rule: `allow  rule 100 tcp 32768–40000 → 10.20.10.0/23`.
  let decision: String
  /// What becomes of the ports: `20,999 dropped, 7,233 go on`.
  let effect: String
  let drops: Bool
  let ruler: PortRuler?

  init(_ numbered: Chart.DrawnLeg.NumberedHop, _ direction: Leg.Direction, of leg: Leg, in network: Network) {
    let hop = numbered.hop
    let text = RuleText(network: network)
    let table = HopTable(rule: text, style: Style(colour: false))
    number = numbered.number
    self.hop = hop
    self.direction = direction
    component =
      [hop.component.kind.rawValue, hop.component.name].joined(separator: " ")
      + (hop.direction.map { ", \($0.rawValue)" } ?? "")
    decision = hop.decisions.map { decision in
      let rule = decision.rule.map(text.callAsFunction) ?? ""
      let reason: String
      switch decision.outcome {
      case .pass: reason = ""
      case .drop where hop.component.kind == .networkACL && decision.rule != nil: reason = ""
      case .drop(_, let message): reason = message
      case .unknown(let unknown): reason = unknown.what
      }
      return [table.outcome(hop, decision), rule, reason].filter { !$0.isEmpty }.joined(separator: "  ")
    }.joined(separator: "; ")
    let dropped = numbered.losses.intersection(numbered.arriving)
    drops = !numbered.losses.isEmpty
    ruler = numbered.ruler(direction, of: leg, text)
    effect = Self.effect(numbered, dropped, direction, of: leg)
  }

  private static func effect(
    _ numbered: Chart.DrawnLeg.NumberedHop, _ dropped: PortSet, _ direction: Leg.Direction, of leg: Leg
  ) -> String {
    let isDoubtful = numbered.hop.decisions.contains { decision in
      if case .unknown = decision.outcome { true } else { false }
    }
    if !numbered.losses.isEmpty {
      if dropped.isEmpty { return "dropped, too" }
      return direction == .request || leg.clientPorts == nil ? "all dropped" : "\(grouped(dropped.count)) dropped"
    }
    if numbered.arriving.isEmpty { return direction == .request ? "" : "none comes so far" }
    if isDoubtful { return "not known" }
    return direction == .request || leg.clientPorts == nil ? "" : "\(grouped(numbered.arriving.count)) pass"
  }
}

/// The hops of one direction of a leg, with a heading.
struct HopSection {
  let heading: String
  let direction: Leg.Direction
  let rows: [HopRow]
  /// The client's range, on the way back.
  let bracket: PortSet?
  /// The server's port, on the way there.
  let needle: UInt16?
}

extension Chart {
  /// Every direction of every leg, in the order of the numbers.
  var sections: [HopSection] {
    legs.flatMap { drawn -> [HopSection] in
      let leg = drawn.leg
      let server = leg.serverPort.map { ":\($0)" } ?? ""
      let client = leg.clientPorts == nil ? "" : ":*"
      let (from, to) = ("\(leg.from.label)\(client)", "\(leg.to.label)\(server)")
      let there = HopSection(
        heading: "The way there: \(from) → \(to)", direction: .request,
        rows: drawn.request.map { HopRow($0, .request, of: leg, in: network) }, bracket: nil,
        needle: leg.serverPort)
      let back = HopSection(
        heading: "The way back: \(to) → \(from)", direction: .reply,
        rows: drawn.reply.map { HopRow($0, .reply, of: leg, in: network) }, bracket: leg.clientPorts,
        needle: nil)
      return leg.reply.isEmpty ? [there] : [there, back]
    }
  }

  /// What works in the end, as a ruler for each leg.
  var outcomes: [(name: String, ruler: PortRuler)] {
    legs.compactMap { drawn in
      guard let asked = drawn.leg.clientPorts else { return nil }
      let working = drawn.leg.working
      let lost = asked.subtracting(working.possible)
      return (
        "\(drawn.leg.from.name) → \(drawn.leg.to.name): \(grouped(working.sure.count)) of \(grouped(asked.count)) client ports work",
        PortRuler(
          bands: [
            .init(
              working.sure, .passes,
              title: "\(counted(working.sure.count, "client port")) \(pretty(working.sure)) work both ways"),
            .init(lost, .dropped, title: "\(counted(lost.count, "client port")) \(pretty(lost)) do not work"),
            .init(working.undecided, .undecided, title: "\(counted(working.undecided.count, "client port")) not known"),
          ].filter { !$0.ports.isEmpty }, bracket: asked)
      )
    }
  }
}
