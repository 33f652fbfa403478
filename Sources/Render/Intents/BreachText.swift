internal import NetworkModel
internal import Ports
internal import Reachability

/// How what is not as an intent says reads.
struct BreachText {
  let network: Network

  /// The connections: `web-1 → orders tcp/5432`.
  func connections(_ breach: Intent.Breach) -> String {
    let query = breach.trace.query
    let server =
      breach.ports.map { "\(query.ipProtocol)/\($0 == .all ? "any" : pretty($0))" } ?? "\(query.ipProtocol)"
    let family = query.family == .v6 ? " over IPv6" : ""
    return named(breach.from, breach.otherClients) + " → " + named(breach.to, breach.otherServers)
      + " \(server)\(family)"
  }

  private func named(_ name: String, _ others: Int) -> String {
    others == 0 ? name : "\(name) and \(grouped(others)) alike"
  }

  /// What becomes of them: `7,233 of 28,232 client ports work`.
  func answer(_ breach: Intent.Breach) -> String {
    let trace = breach.trace
    let at = (breach.ports?.count ?? 1) > 1 ? trace.query.port.map { ", as at port \($0)" } ?? "" : ""
    guard let asked = trace.query.clientPorts?.ports else {
      switch trace.verdict {
      case .works: return "packets pass both ways"
      case .intermittent: return "packets pass on some ways that AWS may choose"
      case .blocked: return "packets do not pass both ways"
      case .unknown: return "the snapshot does not tell whether packets pass"
      }
    }
    let (count, total) = (trace.working.sure.count, grouped(asked.count))
    switch trace.verdict {
    case .works: return "all \(total) client ports work\(at)"
    case .blocked: return "none of \(total) client ports works\(at)"
    case .intermittent where count == asked.count || count == 0: return "some connections work, others hang\(at)"
    case .intermittent: return "\(grouped(count)) of \(total) client ports work\(at)"
    case .unknown where count > 0: return "\(grouped(count)) of \(total) client ports surely work\(at)"
    case .unknown: return "the snapshot does not tell\(at)"
    }
  }

  /// What decides, a line each: what drops packets that must pass, what lets pass what must not, or what is missing.
  func reasons(_ breach: Intent.Breach, of intent: Intent) -> [String] {
    let trace = breach.trace
    if breach.status == .unknown { return trace.unknowns.map { "\($0.what): \($0.why)" } }
    if intent.action == .deny { return admissions(trace) }
    return trace.findings.map { finding in
      var text = "\(place(finding.component, finding.direction))"
      if let rule = finding.rule { text += ", \(RuleText(network: network)(rule))" }
      let what = finding.leg == .request ? "requests" : "replies"
      let who = finding.begunBy.map { " of \($0)'s connections" } ?? ""
      let ports = trace.query.clientPorts.map { $0.ports != finding.ports && finding.leg == .reply } ?? false
      text += " drops \(what)\(who)" + (ports ? " to \(pretty(finding.ports))" : "")
      return finding.rule == nil ? "\(text): \(finding.message)" : text
    }
  }

  /// The edits that would make the connections work, a line each.
  func remedy(_ breach: Intent.Breach, of intent: Intent) -> [String] {
    guard intent.action == .allow, breach.status == .fails, let remedy = Remedy(for: breach.trace) else { return [] }
    let text = EditText(network: network)
    return remedy.edits.map { text($0) }
  }

  /// The last of the filters that let a request through, on the first alternative that works.
  private func admissions(_ trace: Trace) -> [String] {
    let alternative = trace.alternatives.first { !$0.working.sure.isEmpty } ?? trace.alternatives.first
    let hops = alternative?.legs.flatMap(\.request) ?? []
    let rule = RuleText(network: network)
    func last(_ kind: Hop.Component.Kind) -> String? {
      for hop in hops.reversed() where hop.component.kind == kind {
        for decision in hop.decisions where decision.outcome == .pass {
          guard let decided = decision.rule else { continue }
          return "\(place(hop.component, hop.direction)) lets requests through: \(rule(decided))"
        }
      }
      return nil
    }
    let found = [last(.securityGroup), last(.networkACL)].compactMap(\.self)
    return found.isEmpty ? ["no filter is on the way"] : found
  }

  private func place(_ component: Hop.Component, _ direction: Direction?) -> String {
    "\(component.kind.rawValue) \(component.name)" + (direction.map { ", \($0.rawValue)" } ?? "")
  }
}
