internal import NetworkModel
internal import Ports
package import Reachability

extension Trace {
  /// The legs of every alternative, each once: what fails is what people look for, and of the rest one example tells the way.
  func legLines(_ table: HopTable, _ style: Style) -> [String] {
    if alternatives.count == 1, alternatives[0].legs.count == 1 { return [""] + table.lines(alternatives[0].legs[0]) }
    var lines: [String] = []
    var shown: Set<Leg> = []
    let failing = alternatives.filter { $0.verdict != .works }
    let working = alternatives.filter { $0.verdict == .works }
    // Legs that work say nothing of why an alternative fails, unless all of them do not.
    for leg in failing.flatMap(\.legs) where leg.verdict != .works || failing.count == 1 {
      if shown.count < Self.shownLegs, shown.insert(leg).inserted { lines += section(leg, table, style) }
    }
    for leg in (failing.isEmpty ? working.first : nil)?.legs ?? [] where shown.insert(leg).inserted {
      lines += section(leg, table, style)
    }
    var others: [String] = []
    for leg in (failing + working).flatMap(\.legs) where shown.insert(leg).inserted {
      others.append(heading(leg, style))
    }
    if !others.isEmpty { lines.append("") }
    lines += others.prefix(Self.listedLegs)
    if others.count > Self.listedLegs {
      lines.append("  and \(others.count - Self.listedLegs) more legs; --format json lists them all")
    }
    return lines
  }

  private static let shownLegs = 6
  private static let listedLegs = 12

  private func section(_ leg: Leg, _ table: HopTable, _ style: Style) -> [String] {
    ["", heading(leg, style)] + table.lines(leg)
  }

  /// `front in eu-west-1a 10.20.0.23  →  web-1 10.20.10.4:8080   WORKS`
  private func heading(_ leg: Leg, _ style: Style) -> String {
    let port = leg.serverPort.map { leg.to.addresses == nil ? ":\($0)" : " port \($0)" } ?? ""
    let through = leg.through.map { " through \($0.name)" } ?? ""
    return "  \(leg.from.label)  →  \(leg.to.label)\(port)\(through)   \(style.verdict(leg.verdict))\(leg.share)"
  }
}

extension HopTable {
  /// Both directions of a leg, hop by hop.
  fileprivate func lines(_ leg: Leg) -> [String] {
    let server = leg.serverPort.map { ":\($0)" } ?? ""
    let client = leg.clientPorts == nil ? "" : ":*"
    let request =
      ["    request   \(leg.from.place)\(client)  →  \(leg.to.place)\(server)"] + lines(leg.request, of: leg)
    if leg.reply.isEmpty { return request }
    return request + ["    reply     \(leg.to.place)\(server)  →  \(leg.from.place)\(client)"]
      + lines(leg.reply, of: leg)
  }
}

extension Leg {
  /// How many of its own client ports work, in a few words.
  package var share: String {
    guard let clientPorts else { return "" }
    switch verdict {
    case .works: return "   client ports \(pretty(clientPorts))"
    case .intermittent: return "   \(grouped(working.sure.count)) of \(grouped(clientPorts.count)) client ports"
    case .blocked, .unknown: return ""
    }
  }
}

extension Leg.End {
  /// The name and the address, unless they say the same or the end is many addresses.
  package var label: String {
    if let unlisted, addresses != nil {
      return "\(name) (any address of \(unlisted.subnet.map { "subnet \($0)" } ?? place))"
    }
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
