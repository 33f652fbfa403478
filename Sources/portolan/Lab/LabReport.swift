import KernelLab
import NetworkModel
import Ports
import Reachability
import Render
import Witness

/// A comparison for people and for programs.
struct LabReport {
  let comparison: Comparison
  /// The namespaces that were kept.
  let namespaces: [(label: String, name: String)]

  private var query: Query { comparison.trace.query }

  // MARK: For people

  func text(colour: Bool) -> String {
    let server = query.port.map { "\(query.ipProtocol)/\($0)" } ?? "\(query.ipProtocol)"
    var lines = ["\(query.from.name)  →  \(query.to.name)  \(server)", ""]
    let style = Style(colour: colour)
    switch comparison.outcome {
    case .agree: lines.append("  \(style.good("AGREE"))   engine and kernel say the same of every client port")
    case .differ: lines.append("  \(style.bad("DIFFER"))   engine and kernel do not say the same: one of them is wrong")
    case .untold: lines.append("  \(style.warning("UNTOLD"))   the kernel cannot tell of every part of the way")
    }
    for leg in comparison.legs { lines += [""] + self.lines(of: leg) }
    for relay in comparison.relays {
      let (front, back) = relay.legs
      lines += [
        "", "  \(front.to.name) as a proxy between \(front.from.name) and \(back.to.name)",
        "    kernel    \(grouped(relay.count.carried)) of \(grouped(relay.count.begun)) connections carried the target's words to the client",
      ]
    }
    if !namespaces.isEmpty {
      lines += ["", "  kept      enter a namespace with ip netns exec NAME bash; remove all with portolan lab down"]
      lines += namespaces.map { "            \($0.name)" }
    }
    return style.text(lines)
  }

  private func lines(of leg: Comparison.OfLeg) -> [String] {
    let own = leg.trial.leg
    let server = own.serverPort.map { ":\($0)" } ?? ""
    var lines = ["  \(own.from.name) \(own.from.address)  →  \(own.to.name) \(own.to.address)\(server)"]
    lines.append("    engine    \(share(leg.predicted, of: own))")
    guard let observation = leg.observation else {
      return lines + ["    kernel    not asked: \(leg.trial.reason ?? "")"]
    }
    let tenths = Int(observation.seconds * 10 + 0.5)
    let what =
      own.clientPorts == nil
      ? "echoes" : "\(grouped(observation.attempts)) \(own.ipProtocol == .tcp ? "connections" : "datagrams")"
    lines.append("    kernel    \(share(observation.working, of: own))   (\(what), \(tenths / 10).\(tenths % 10) s)")
    for drop in observation.drops {
      let count = drop.ports.isEmpty ? "" : "   \(grouped(drop.ports.count)) ports: \(shown(drop.ports))"
      lines.append("    \(drop.isRequest ? "request" : "reply  ")   \(drop.rule)\(count)")
    }
    if !observation.unobserved.isEmpty, let obstacle = observation.obstacle {
      lines.append("    untold    \(grouped(observation.unobserved.count)) client ports: \(obstacle)")
    }
    if let port = leg.difference.first {
      let which = own.clientPorts == nil ? "the echo" : "client port \(port)"
      let engine = leg.predicted.contains(port) ? "works" : "fails"
      lines.append("    DIFFERS   first \(which): the engine says it \(engine); \(leg.cause ?? "")")
      lines += leg.trail.map { "              met   \($0)" }
    }
    return lines
  }

  private func share(_ ports: PortSet, of leg: Leg) -> String {
    guard let asked = leg.clientPorts else { return ports.isEmpty ? "packets do not pass" : "packets pass" }
    return
      "\(grouped(ports.count)) of \(grouped(asked.count)) client ports work\(ports.isEmpty ? "" : ": \(shown(ports))")"
  }

  private func shown(_ ports: PortSet) -> String {
    let ranges = ports.ranges.prefix(8).map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)–\($0.upper)" }
    return ranges.joined(separator: ", ") + (ports.ranges.count > 8 ? ", …" : "")
  }

  /// A number with commas between thousands.
  private func grouped(_ number: Int) -> String {
    let digits = String(number)
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
    }.joined()
  }

  // MARK: For programs

  /// The document `portolan.lab/1`, described in `docs/lab.md`.
  var json: JSON {
    let observed = comparison.observedWorking
    let hasPorts = query.clientPorts != nil
    return .object([
      "schema": "portolan.lab/1",
      "query": .object([
        "from": .string(query.from.name), "to": .string(query.to.name), "protocol": .string("\(query.ipProtocol)"),
        "port": query.port.map { .int(Int($0)) } ?? .null,
        "clientPorts": .optional(query.clientPorts.map { "\($0.ports)" }),
      ]),
      "agree": comparison.outcome == .untold ? .null : .bool(comparison.outcome == .agree),
      "engine": hasPorts ? ports(comparison.trace.working.sure) : .bool(!comparison.trace.working.sure.isEmpty),
      "kernel": observed.map { hasPorts ? ports($0) : .bool(!$0.isEmpty) } ?? .null,
      "legs": .list(comparison.legs.map { json(of: $0) }),
      "relays": .list(
        comparison.relays.map {
          .object([
            "node": .string("\($0.legs.0.to.address)"), "target": .string("\($0.legs.1.to.address)"),
            "begun": .int($0.count.begun), "carried": .int($0.count.carried),
          ])
        }),
      "namespaces": .list(namespaces.map { .string($0.name) }),
    ])
  }

  private func ports(_ ports: PortSet) -> JSON {
    .object(["working": .int(ports.count), "workingRanges": .string("\(ports)")])
  }

  private func json(of leg: Comparison.OfLeg) -> JSON {
    let own = leg.trial.leg
    let hasPorts = own.clientPorts != nil
    let working = { (set: PortSet) in hasPorts ? ports(set) : JSON.bool(!set.isEmpty) }
    return .object([
      "from": .string("\(own.from.address)"), "to": .string("\(own.to.address)"),
      "port": own.serverPort.map { .int(Int($0)) } ?? .null,
      "clientPorts": .optional(own.clientPorts.map { "\($0)" }),
      "agree": leg.outcome == .untold ? .null : .bool(leg.outcome == .agree),
      "engine": working(leg.predicted), "kernel": leg.observation.map { working($0.working) } ?? .null,
      "notTried": .optional(leg.trial.reason),
      "untoldRanges": .optional(hasPorts ? leg.observation.map { "\($0.unobserved)" } : nil),
      "differenceRanges": .optional(hasPorts ? "\(leg.difference)" : nil), "cause": .optional(leg.cause),
      "trail": .list(leg.trail.map { .string($0) }),
      "drops": .list(
        (leg.observation?.drops ?? []).map {
          .object([
            "namespace": .string($0.place), "rule": .string($0.rule),
            "direction": .string($0.isRequest ? "request" : "reply"), "ports": .string("\($0.ports)"),
          ])
        }),
      "attempts": leg.observation.map { .int($0.attempts) } ?? .null,
      "milliseconds": leg.observation.map { .int(Int($0.seconds * 1000)) } ?? .null,
    ])
  }
}
