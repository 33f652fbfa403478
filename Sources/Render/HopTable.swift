internal import NetworkModel
internal import Ports
internal import Reachability

/// Hops as aligned lines, one for each decision.
struct HopTable {
  let rule: RuleText
  let style: Style

  private struct Row {
    var kind = ""
    var name = ""
    var direction = ""
    let outcome: String
    /// The number of an ACL's rule, set apart so that what follows lines up.
    let number: String
    let detail: String
    let count: String
    let mark: String
  }

  /// The lines of one direction of a leg.
  func lines(_ hops: [Hop], of leg: Leg) -> [String] {
    let rows = hops.flatMap { self.rows($0, of: leg) }
    func width(_ column: (Row) -> String) -> Int { rows.map { column($0).count }.max() ?? 0 }
    let widths = (
      kind: width(\.kind), name: width(\.name), direction: width(\.direction), outcome: width(\.outcome),
      number: width(\.number), detail: rows.map { $0.count.isEmpty ? 0 : $0.detail.count }.max() ?? 0,
      count: width(\.count)
    )
    return rows.map { row in
      let isAlone = row.detail.isEmpty && row.count.isEmpty
      let number = row.number.isEmpty || isAlone ? row.number : row.number.padded(to: widths.number) + "   "
      var line = "      \(row.kind.padded(to: widths.kind))  \(row.name.padded(to: widths.name))  "
      line += "\(row.direction.padded(to: widths.direction))  \(paint(row.outcome.padded(to: widths.outcome), row))   "
      line += number + row.detail
      if !row.count.isEmpty {
        line = line + String(repeating: " ", count: max(0, widths.detail - row.detail.count) + 3)
        line += row.count.padded(to: widths.count, atStart: true)
      }
      return row.mark.isEmpty ? line : line + "   " + row.mark
    }
  }

  private func paint(_ outcome: String, _ row: Row) -> String {
    switch row.mark {
    case "": outcome
    case "?": style.warning(outcome)
    default: style.bad(outcome)
    }
  }

  private func rows(_ hop: Hop, of leg: Leg) -> [Row] {
    let isWhole = hop.decisions.count == 1
    var rows = hop.decisions.map { decision in
      let mark =
        switch decision.outcome {
        case .pass: ""
        case .drop: "◀"
        case .unknown: "?"
        }
      return Row(
        outcome: outcome(hop, decision), number: decision.rule.map(rule.number) ?? "",
        detail: detail(hop, decision, isWhole: isWhole),
        count: isWhole || leg.clientPorts == nil ? "" : counted(decision.ports), mark: mark)
    }
    rows[0].kind = hop.component.kind.rawValue
    rows[0].name = hop.component.name
    rows[0].direction = hop.direction?.rawValue ?? ""
    return rows
  }

  /// How many ports, as wide for one as for several, so that numbers stand below each other.
  private func counted(_ ports: PortSet) -> String { ports.count == 1 ? "1 port " : "\(grouped(ports.count)) ports" }

  /// What becomes of packets, in a word or two.
  func outcome(_ hop: Hop, _ decision: Hop.Decision) -> String {
    switch decision.outcome {
    case .drop: return hop.component.kind == .networkACL || hop.component.kind == .securityGroup ? "DENY" : "DROP"
    case .unknown: return "UNKNOWN"
    case .pass: break
    }
    if let tracking = hop.tracking { return tracking.rawValue }
    switch (hop.component.kind, decision.rule) {
    case (.routeTable, .route(let route)?): return target(route.target)
    case (_, .transitGatewayRoute(let route)?): return target(route)
    case (.networkACL, _), (.securityGroup, _), (.quota, _), (.instance, _): return "allow"
    case (.amazonService, _): return "answers"
    case (.natGateway, _): return "translate"
    default: return "forward"
    }
  }

  private func target(_ target: Route.Target) -> String {
    let network = rule.network
    let name: (String, String?)? =
      switch target {
      case .internetGateway(let id): ("igw", network.internetGateways[id]?.name)
      case .natGateway(let id): ("nat", network.natGateways[id]?.name)
      case .transitGateway(let id): ("tgw", network.transitGateways[id]?.name)
      case .vpcPeeringConnection(let id): ("pcx", network.vpcPeeringConnections[id]?.name)
      case .vpnGateway(let id): ("vgw", network.vpnGateways[id]?.name)
      case .egressOnlyInternetGateway(let id): ("eigw", network.egressOnlyInternetGateways[id]?.name)
      case .vpcEndpoint(let id): ("vpce", network.vpcEndpoints[id]?.name)
      case .local, .networkInterface, .other, .none: nil
      }
    if let (kind, name) = name, let name { return "\(kind) \(name)" }
    return target.text
  }

  private func target(_ route: TransitGatewayRoute) -> String {
    guard let id = route.attachments.first else { return "forward" }
    return rule.network.transitGatewayAttachments[id]?.name ?? id.text
  }

  private func detail(_ hop: Hop, _ decision: Hop.Decision, isWhole: Bool) -> String {
    if hop.component.kind == .amazonService { return "nothing filters it" }
    let described = decision.rule.map { isWhole ? rule.pattern($0) : pretty(decision.ports) } ?? ""
    let reason: String
    switch decision.outcome {
    case .pass: reason = ""
    case .drop where hop.component.kind == .networkACL && decision.rule != nil: reason = ""
    case .drop(_, let text): reason = text
    case .unknown(let unknown): reason = unknown.what
    }
    return [described, reason].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}

extension String {
  /// The text with spaces up to a width.
  func padded(to width: Int, atStart: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - count))
    return atStart ? space + self : self + space
  }
}
