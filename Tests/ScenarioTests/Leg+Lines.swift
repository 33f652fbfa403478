import NetworkModel
import Ports
import Reachability

extension Leg {
  /// The leg in the words of a scenario; its ends with their addresses where `expected` has those too.
  func lines(like expected: Scenario.Leg?) -> [String] {
    let ports = [serverPort.map { "\($0)" }, clientPorts.map { "\($0)" }].map { $0 ?? "none" }
    let (from, to) = (from.text(like: expected?.from), to.text(like: expected?.to))
    return [
      "leg \(from) → \(to) \(ports[0]) from \(ports[1])", "  working \(text(working.sure))", "  failing \(failing)",
      "  request",
    ] + request.flatMap(\.lines).map { "    \($0)" } + ["  reply"] + reply.flatMap(\.lines).map { "    \($0)" }
  }

  private var failing: String {
    guard let clientPorts else { return working.possible.isEmpty ? "all" : "" }
    return "\(clientPorts.subtracting(working.possible))"
  }

  /// A set of client ports; for a protocol without ports, whether its packets are in it.
  private func text(_ ports: PortSet) -> String {
    clientPorts == nil && !ports.isEmpty ? "all" : "\(ports)"
  }
}

extension Leg.End {
  fileprivate func text(like expected: String?) -> String {
    let long = "\(name) \(address)"
    return expected == long ? long : name
  }
}

extension Hop {
  /// What it decides, in a line for each outcome; with the ports where there is more than one.
  fileprivate var lines: [String] {
    let head = [component.kind.rawValue, component.name, direction?.rawValue].compactMap(\.self).joined(separator: " ")
    var outcomes: [(word: String, ports: PortSet)] = []
    for word in ["pass", "drop", "unknown"] {
      let ports = decisions.filter { $0.outcome.word == word }.map(\.ports)
      if !ports.isEmpty { outcomes.append((word, ports.reduce(PortSet.empty) { $0.union($1) })) }
    }
    return outcomes.map { word, ports in outcomes.count == 1 ? "\(head) \(word)" : "\(head) \(word) \(ports)" }
  }
}

extension Hop.Outcome {
  fileprivate var word: String {
    switch self {
    case .pass: "pass"
    case .drop: "drop"
    case .unknown: "unknown"
    }
  }
}
