internal import NetworkModel
internal import Ports

/// By which way a client outside comes in.
extension Connection {
  /// The portal by which a client outside comes in; nil where there is none but the internet, or none at all.
  mutating func portal(from client: Place, to host: Host, _ traffic: Traffic) -> Portal? {
    let address = client.address
    if let via, let portal = portal(via) {
      entry = Entry(via: via, reason: "it was asked for")
      return portal
    }
    if case .internet = client { return .internet }
    let isPublic = AddressSet.publicAddresses.contains(address)
    let claim = isPublic ? network.claim(onPremises: address, of: host.site.vpc, host.site.routeTable) : nil
    let hasPublic = host.outsideAddress.map { AddressSet.publicAddresses.contains($0) } ?? false
    if isPublic, hasPublic, claim == nil {
      let isOnlyWay = onPremisesPortals(to: host).isEmpty
      entry =
        isOnlyWay
        ? nil
        : Entry(
          via: .internet, reason: "\(address) and \(host.outsideAddress ?? host.address.address) are public addresses")
      return .internet
    }
    guard let portal = onPremisesEntry(from: address, to: host, traffic) else {
      return isPublic && hasPublic ? .internet : nil
    }
    let reason = claim ?? (isPublic ? "the server has no public address" : "\(address) is not a public address")
    entry = self.via(portal).map { Entry(via: $0, reason: reason) }
    return portal
  }

  private func portal(_ via: Entry.Via) -> Portal? {
    switch via {
    case .internet: .internet
    case .vpnGateway(let id): .vpnGateway(id)
    case .transitGatewayAttachment(let id):
      network.transitGatewayAttachments.firstIndex { $0.id == id }.map { .transitGatewayAttachment($0) }
    }
  }

  private func via(_ portal: Portal) -> Entry.Via? {
    switch portal {
    case .internet: .internet
    case .vpnGateway(let id): .vpnGateway(id)
    case .transitGatewayAttachment(let position):
      .transitGatewayAttachment(network.transitGatewayAttachments[position].id)
    case .egressOnly, .gatewayEndpoint: nil
    }
  }

  /// The portals that lead from on-premises networks to a host's VPC.
  func onPremisesPortals(to host: Host) -> [Portal] {
    var portals = network.vpnGateways.filter { $0.vpc == host.site.vpc }.map { Portal.vpnGateway($0.id) }
    let gateways = Set(terrain.transit.transitGateways(of: host.site.vpc))
    for (position, attachment) in network.transitGatewayAttachments.enumerated()
    where attachment.isOnPremises && attachment.isUsable && gateways.contains(attachment.transitGateway) {
      portals.append(.transitGatewayAttachment(position))
    }
    return portals
  }
}
