internal import NetworkModel
internal import Ports

/// By which way a client outside comes in.
extension Connection {
  /// The portal by which a client outside comes in; nil where there is none but the internet, or none at all.
  mutating func portal(from client: Place, to host: Host, _ traffic: Traffic) -> Portal? {
    if let via, let portal = portal(via) {
      entry = Entry(via: via, reason: "it was asked for")
      return portal
    }
    let address = client.address
    let isPublic = AddressSet.publicAddresses.contains(address)
    let hasPublic = host.outsideAddress.map { AddressSet.publicAddresses.contains($0) } ?? false
    var isSure = false
    if case .internet = client { isSure = true }
    let portal: Portal? =
      isPublic && (hasPublic || isSure) ? .internet : onPremisesEntry(from: address, to: host, traffic)
    // Only who explains the way needs the reason.
    if !isSure, Visitor.followsInVain, let portal { explain(portal, address, host) }
    return portal
  }

  private mutating func explain(_ portal: Portal, _ address: IPAddress, _ host: Host) {
    guard let via = via(portal) else { return }
    let isPublic = AddressSet.publicAddresses.contains(address)
    let claim = isPublic ? network.claim(onPremises: address, host.site.routeTable) : nil
    if portal == .internet {
      // Where nothing else leads into the VPC there is nothing to explain.
      if claim == nil, onPremisesPortals(to: host).isEmpty { return }
      let reason = "\(address) and \(host.outsideAddress ?? host.address.address) are public addresses"
      entry = Entry(via: via, reason: reason + (claim.map { ", though \($0): it may be on-premises, too" } ?? ""))
    } else {
      let reason = isPublic ? "the server has no public address" : "\(address) is not a public address"
      entry = Entry(via: via, reason: claim ?? reason)
    }
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
