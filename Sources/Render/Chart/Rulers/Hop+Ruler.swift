internal import NetworkModel
internal import Ports
internal import Reachability

extension Chart.DrawnLeg.NumberedHop {
  /// What the hop does with ports; nil where it looks at none.
  ///
  /// On the way there filters look at the server's port, the same for every connection; on the way back at the client's.
  func ruler(_ direction: Leg.Direction, of leg: Leg, _ text: RuleText) -> PortRuler? {
    guard let clientPorts = leg.clientPorts, let serverPort = leg.serverPort else { return nil }
    if direction == .request {
      let admitted = hop.decisions.compactMap { decision -> PortRuler.Band? in
        guard case .pass = decision.outcome, let ports = decision.rule?.admits(leg.ipProtocol) else { return nil }
        return PortRuler.Band(
          ports, .admitted,
          title: "\(decision.rule.map(text.callAsFunction) ?? "") admits \(counted(ports.count, "server port"))")
      }
      let isFilter = hop.component.kind == .securityGroup || hop.component.kind == .networkACL
      guard isFilter || !losses.isEmpty else { return nil }
      return PortRuler(bands: isFilter ? admitted : [], needle: .init(serverPort, passes: losses.isEmpty))
    }
    var bands: [PortRuler.Band] = []
    for decision in hop.decisions {
      // Where nothing comes as far, what the hop would do on its own.
      let ports = arriving.isEmpty ? decision.ports : decision.ports.intersection(arriving)
      let rule = decision.rule.map(text.callAsFunction) ?? hop.tracking?.rawValue ?? hop.component.kind.rawValue
      let count = "\(counted(ports.count, "client port")) \(pretty(ports))"
      switch decision.outcome {
      case .pass: bands.append(.init(ports, .passes, title: "\(rule): \(count) pass"))
      case .drop(_, let message): bands.append(.init(ports, .dropped, title: "\(rule): \(count) dropped; \(message)"))
      case .unknown(let unknown): bands.append(.init(ports, .undecided, title: "\(count) not known: \(unknown.what)"))
      }
    }
    return PortRuler(bands: bands.filter { !$0.ports.isEmpty }, bracket: clientPorts, isFaint: arriving.isEmpty)
  }
}

extension Hop.Rule {
  /// The ports of a protocol that the rule is for; nil where it looks at none.
  fileprivate func admits(_ ipProtocol: IPProtocol) -> PortSet? {
    switch self {
    case .securityGroup(_, let rule): rule.pattern.selectors(for: ipProtocol)
    case .entry(let entry): entry.pattern.selectors(for: ipProtocol)
    case .implicitDeny, .route, .transitGatewayRoute: nil
    }
  }
}
