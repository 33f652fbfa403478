internal import NetworkModel

extension SceneBuilder {
  /// The ways in and out of a VPC, those to the internet first.
  func gateways(of vpc: Identifier<VPC>) -> [DrawnGateway] {
    var gateways: [DrawnGateway] = []
    func add(_ kind: DrawnGateway.Kind, _ id: String, _ name: String?) {
      gateways.append(DrawnGateway(kind: kind, id: id, name: name ?? id))
    }
    for gateway in network.internetGateways where gateway.vpc == vpc {
      add(.internetGateway, gateway.id.text, gateway.name)
    }
    for gateway in network.egressOnlyInternetGateways where gateway.vpc == vpc {
      add(.egressOnlyInternetGateway, gateway.id.text, gateway.name)
    }
    for id in attachedTransitGateways[vpc, default: []].sorted() {
      add(.transitGateway, id.text, network.transitGateways[id]?.name)
    }
    for peering in network.vpcPeeringConnections where peering.requester.vpc == vpc || peering.accepter.vpc == vpc {
      add(.vpcPeeringConnection, peering.id.text, peering.name)
    }
    for gateway in network.vpnGateways where gateway.vpc == vpc { add(.vpnGateway, gateway.id.text, gateway.name) }
    for endpoint in network.vpcEndpoints where endpoint.vpc == vpc && endpoint.kind == .gateway {
      add(.gatewayEndpoint, endpoint.id.text, endpoint.name ?? endpoint.serviceName)
    }
    return gateways
  }

  private var attachedTransitGateways: [Identifier<VPC>: Set<Identifier<TransitGateway>>] {
    var attached: [Identifier<VPC>: Set<Identifier<TransitGateway>>] = [:]
    for attachment in network.transitGatewayAttachments {
      if case .vpc(let vpc) = attachment.attached { attached[vpc.vpc, default: []].insert(attachment.transitGateway) }
    }
    return attached
  }

  /// What stands between VPCs: transit gateways, also those that only attachments name, and peering connections.
  var transits: [DrawnTransit] {
    let attachments = Dictionary(grouping: network.transitGatewayAttachments, by: \.transitGateway)
    let ids = Set(network.transitGateways.map(\.id)).union(attachments.keys).sorted()
    let gateways = ids.map { id in
      let tables = network.transitGatewayRouteTables.filter { $0.transitGateway == id }.map { $0.name ?? $0.id.text }
      return DrawnTransit(
        kind: .transitGateway, id: id.text, name: network.transitGateways[id]?.name ?? id.text,
        detail: tables.isEmpty ? "" : "routes " + tables.sorted().joined(separator: ", "),
        leadsOnPremises: attachments[id, default: []].contains { $0.leadsOnPremises })
    }
    let peerings = network.vpcPeeringConnections.sorted { $0.id < $1.id }.map { peering in
      DrawnTransit(
        kind: .vpcPeeringConnection, id: peering.id.text, name: peering.name ?? peering.id.text,
        detail: "\(name(peering.requester.vpc)) ↔ \(name(peering.accepter.vpc))", leadsOnPremises: false)
    }
    return gateways + peerings
  }

  private func name(_ vpc: Identifier<VPC>) -> String { network.vpcs[vpc]?.name ?? vpc.text }
}

extension TransitGatewayAttachment {
  fileprivate var leadsOnPremises: Bool {
    switch attached {
    case .vpn, .directConnectGateway: true
    case .vpc, .peering, .other: false
    }
  }
}
