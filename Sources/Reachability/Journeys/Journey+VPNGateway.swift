internal import AWSCatalogue
internal import NetworkModel

extension Journey {
  /// Out by a virtual private gateway, to on-premises networks. What lies beyond answers, as far as is known here.
  mutating func leave(byVPNGateway id: Identifier<VPNGateway>, from stop: Stop) {
    let gate = returnGate(by: .vpnGateway(id)) ?? vpnGatewayGate(id, stop)
    visit(.waypoint(.vpnGateway(id), .outbound, gate))
    guard gate.letsOn, goal == nil else { return giveUp() }
    assumeOnPremises(behind: id)
    reach = .lost
    end = .outside(.vpnGateway(id))
  }

  private func vpnGatewayGate(_ id: Identifier<VPNGateway>, _ stop: Stop) -> Gate {
    guard isFrom(stop.vpc, at: stop) else {
      return .closed(
        .vpnGatewayRequiresOwnAddress, "a virtual private gateway carries only what comes from the VPC itself")
    }
    if goal != nil {
      return .closed(
        .noPossibleDestination, "a virtual private gateway leads to on-premises networks, not to other VPCs")
    }
    guard let gateway = network.vpnGateways[id] else {
      return .unknown(
        "the virtual private gateway \(id)",
        why: "whether it is attached is not in the snapshot (aws ec2 describe-vpn-gateways)")
    }
    guard gateway.vpc == stop.vpc else { return detached(id.text) }
    return tunnelGate(id, stop.vpc)
  }

  /// Without any VPN connection, Direct Connect may carry the packets.
  private func tunnelGate(_ id: Identifier<VPNGateway>, _ vpc: Identifier<VPC>) -> Gate {
    let connections = network.vpnConnections.filter { $0.vpnGateway == id }
    let isDoubtful = { (connection: VPNConnection) in network.doubts[connection.id.text] != nil }
    if connections.contains(where: { $0.state == "available" && !isDoubtful($0) }) { return .open }
    if let doubt = connections.lazy.compactMap({ network.doubts[$0.id.text]?.first }).first {
      return .unknown(Unknown(doubt))
    }
    let status = network.status(of: .describeVpnConnections, for: vpc)
    if status != .whole {
      return .unknown(Unknown("whether a VPN connection of \(id) is available", for: .describeVpnConnections, status))
    }
    return connections.isEmpty ? .open : .closed(.badStateVPN, "no VPN connection of the gateway is available")
  }

  /// Where no tunnel is known, something else must carry the packets; on-premises networks answer, as far as is known here.
  private mutating func assumeOnPremises(behind id: Identifier<VPNGateway>) {
    let name = network.vpnGateways[id]?.name ?? id.text
    if !network.vpnConnections.contains(where: { $0.vpnGateway == id }) {
      assume(Assumption("a Direct Connect virtual interface leads on from \(name)"), at: .vpnGateway(id))
    }
    assume(
      Assumption("the on-premises networks behind \(name) carry the packets, and answer"), at: .vpnGateway(id))
  }

  /// In by a virtual private gateway.
  mutating func enter(byVPNGateway id: Identifier<VPNGateway>) {
    guard let goal else { return giveUp() }
    let leadsElsewhere = network.vpnGateways[id]?.vpc.map { $0 != goal.site.vpc } ?? false
    let gate =
      leadsElsewhere
      ? Gate.closed(.noPossibleDestination, "the gateway leads to another VPC")
      : tunnelGate(id, goal.site.vpc)
    visit(.waypoint(.vpnGateway(id), .inbound, gate))
    reach = .lost
    guard gate.letsOn else { return giveUp() }
    assumeOnPremises(behind: id)
    enter(by: id.text, into: goal.site.vpc)
  }
}
