import Reachability

extension Scenario.Question {
  /// The question in one line.
  var summary: String { "\(from) → \(to) \(`protocol`)\(port.map { " \($0)" } ?? "")" }

  /// How an answer differs from the expected one, line by line; nil when it does not. Of several alternatives the one that is most
  /// like the expected one counts.
  func difference(to trace: Trace) -> String? {
    let head = Self.difference(lines, Self.lines(of: trace))
    var nearest: [String]? = []
    if let legs {
      nearest = trace.alternatives.map { Self.difference(legs.flatMap(\.lines), lines(of: $0)) }.min {
        Self.count($0) < Self.count($1)
      }
    }
    guard let nearest else { return (head + ["no alternative"]).joined(separator: "\n") }
    if Self.count(head) + Self.count(nearest) == 0 { return nil }
    return (head + nearest).joined(separator: "\n")
  }

  private var lines: [String] {
    ["verdict \(verdict)", "codes \(codes.joined(separator: " "))", "alternatives \(alternatives)"]
  }

  private static func lines(of trace: Trace) -> [String] {
    let codes = Set(trace.findings.map(\.code.rawValue)).sorted().joined(separator: " ")
    return ["verdict \(trace.verdict.rawValue)", "codes \(codes)", "alternatives \(trace.alternatives.count)"]
  }

  private func lines(of alternative: Trace.Alternative) -> [String] {
    alternative.legs.enumerated().flatMap { index, leg in
      leg.lines(like: legs.flatMap { index < $0.count ? $0[index] : nil })
    }
  }

  /// Both texts, with what only the first has marked `-` and what only the second has `+`.
  private static func difference(_ expected: [String], _ found: [String]) -> [String] {
    var lines = expected.map { "  \($0)" }
    let changes = found.difference(from: expected)
    for case .remove(let offset, let line, _) in changes { lines[offset] = "- \(line)" }
    for case .insert(let offset, let line, _) in changes {
      var position = 0
      var kept = 0
      while position < lines.count, kept < offset || lines[position].hasPrefix("-") {
        if !lines[position].hasPrefix("-") { kept += 1 }
        position += 1
      }
      lines.insert("+ \(line)", at: position)
    }
    return lines
  }

  private static func count(_ difference: [String]) -> Int { difference.count { !$0.hasPrefix(" ") } }
}

extension Scenario.Leg {
  fileprivate var lines: [String] {
    let ports = [serverPort.map { "\($0)" }, clientPorts].map { $0 ?? "none" }
    return [
      "leg \(from) → \(to) \(ports[0]) from \(ports[1])", "  working \(working)", "  failing \(failing)", "  request",
    ]
      + request.map { "    \($0)" } + ["  reply"] + reply.map { "    \($0)" }
  }
}
