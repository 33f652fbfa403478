internal import AWSCatalogue
internal import NetworkModel

extension Journey {
  /// To a transit gateway, by the VPC's attachment in the packet's zone (TGW/how-transit-gateways-work).
  mutating func enter(transitGateway id: Identifier<TransitGateway>, from stop: Stop) {
    let own = terrain.transit.attachments(of: stop.vpc, to: id).first { network.transitGatewayAttachments[$0].isUsable }
    let zone = stop.site?.zone ?? zone
    let gate = transitGate(id, own, zone, from: stop.vpc)
    var subnet: SubnetSite?
    if let own { subnet = attachmentSites(own)?.first { $0.zone == zone && zone != nil } }
    // Inbound rules of the attachment's subnet are evaluated, inside one subnet too (TGW/tgw-nacls, trap 12, trap 13).
    if let subnet, gate.letsOn { visit(.networkACL(subnet, .inbound, peer: source)) }
    visit(.waypoint(.transitGateway(id), .inbound, gate))
    guard gate.letsOn, let own else { return giveUp() }
    self.zone = zone
    route(from: own, tables: 0)
  }

  private func transitGate(
    _ id: Identifier<TransitGateway>, _ own: Int?, _ zone: String?, from vpc: Identifier<VPC>
  ) -> Gate {
    guard let gateway = network.transitGateways[id] else {
      return .lost(
        "the transit gateway \(id)", why: "where it leads is not in the snapshot (aws ec2 describe-transit-gateways)")
    }
    guard gateway.state == "available" || gateway.state == "modifying" else {
      return .closed(.badState, "the transit gateway is \(gateway.state)")
    }
    guard let own else {
      let tellsAny = network.transitGatewayAttachments.contains { $0.transitGateway == id }
      guard tellsAny else {
        return .lost(
          "the attachments of transit gateway \(id)",
          why: "the snapshot describes none (aws ec2 describe-transit-gateway-attachments)")
      }
      return absence(of: "the attachment of \(vpc) to \(id)", listedBy: .describeTransitGatewayAttachments, in: vpc)
        ?? .closed(.badStateAttachment, "no attachment of the VPC to the transit gateway carries packets")
    }
    if let doubt = doubt(about: own) { return .lost(doubt) }
    if let gate = familyGate(own) { return gate }
    guard let sites = attachmentSites(own) else {
      return .unknown(
        "the subnets of transit gateway attachment \(network.transitGatewayAttachments[own].id)",
        why: "the snapshot does not list them (aws ec2 describe-transit-gateway-vpc-attachments)")
    }
    guard let zone, !sites.contains(where: { $0.zone == nil }) else {
      return .unknown(
        "whether the attachment is in the packet's Availability Zone",
        why: "the snapshot does not tell the zone of every subnet (aws ec2 describe-subnets)")
    }
    guard sites.contains(where: { $0.zone == zone }) else {
      return .closed(
        .transitGatewayZoneRestriction,
        "the attachment has no subnet in \(zoneName(zone)), and serves only the zones it is in")
    }
    return .open
  }

  /// The zone by its name, as people know it; names may differ between accounts, ids do not.
  private func zoneName(_ zone: String) -> String {
    network.subnets.first { $0.zone == zone }?.availabilityZone ?? zone
  }

  /// What an attachment without IPv6 does to IPv6 packets; nil when that does not matter.
  private func familyGate(_ attachment: Int) -> Gate? {
    guard destination.family == .v6, let vpc = network.transitGatewayAttachments[attachment].vpc, !vpc.supportsIPv6
    else { return nil }
    return .closed(.badStateAttachment, "the attachment does not carry IPv6")
  }

  /// The subnets that an attachment has interfaces in; nil where the snapshot does not say, or does not describe one.
  private func attachmentSites(_ position: Int) -> [SubnetSite]? {
    guard let subnets = network.transitGatewayAttachments[position].vpc?.subnets else { return nil }
    let sites = subnets.compactMap { terrain.site(of: $0) }
    return sites.count == subnets.count ? sites : nil
  }

  // MARK: Inside the transit gateway

  /// Looks the packet up in the route table of the attachment it comes from, and leads it to the one the route names.
  mutating func route(from attachment: Int, tables: Int) {
    guard let table = terrain.transit.table(forAttachment: attachment) else {
      visit(.transitGatewayRouteTable(nil, route: nil, unassociatedGate(attachment)))
      return giveUp()
    }
    var route: Int?
    var gate = Gate.open
    let unlisted = Gate.lost(
      "the routes of \(network.transitGatewayRouteTables[table].id)",
      why: "the snapshot does not list them (aws ec2 search-transit-gateway-routes)")
    switch terrain.transit.tables[table].choice(for: destination) {
    case _ where !terrain.transit.tables[table].isListed:
      gate = unlisted
    case _ where network.ledger.status(of: .searchTransitGatewayRoutes) == .cutOff:
      // Of the routes that are missing one may be more specific.
      gate = .lost(
        Unknown(
          "the routes of \(network.transitGatewayRouteTables[table].id)", for: .searchTransitGatewayRoutes, .cutOff))
    case _ where network.doubts[network.transitGatewayRouteTables[table].id.text] != nil:
      gate = network.doubts[network.transitGatewayRouteTables[table].id.text]?.first.map { .lost(Unknown($0)) } ?? gate
    case .none:
      gate =
        terrain.transit.tables[table].isComplete
        ? .closed(.noTransitRoute, "no route of the transit gateway leads to the address") : unlisted
    case .route(let position): route = position
    case .ambiguous:
      gate = .lost(
        "which of two prefix lists' routes carries \(destination)", why: "both name it with equal length")
    case .unknownList(let position):
      gate = Plane.unknownList(terrain.transit.tables[table].routes[position].destination, destination)
    }
    var next: Int?
    if let route { (gate, next) = carry(terrain.transit.tables[table].routes[route], from: attachment) }
    if tables > 8 { gate = Self.loop }
    visit(.transitGatewayRouteTable(table, route: route, gate))
    guard gate.letsOn, let next else { return giveUp() }
    leave(byAttachment: next, from: attachment, tables: tables)
  }

  /// Why it is not known what becomes of packets at an attachment, which may translate or select what it carries; nil when nothing is in doubt.
  private func doubt(about attachment: Int) -> Unknown? {
    network.doubts[network.transitGatewayAttachments[attachment].id.text]?.first.map { Unknown($0) }
  }

  private func unassociatedGate(_ position: Int) -> Gate {
    if let doubt = doubt(about: position) { return .lost(doubt) }
    let attachment = network.transitGatewayAttachments[position]
    if let table = attachment.routeTable {
      return .lost(
        "the transit gateway route table \(table)",
        why: "it is not in the snapshot (aws ec2 describe-transit-gateway-route-tables)")
    }
    // The transit gateway's owner is told of all attachments' associations by one call, of each table's by another.
    let isTold =
      network.ledger.status(of: .describeTransitGatewayAttachments) != .cutOff
      && attachment.isDescribedWithAssociation
      && network.transitGatewayAttachments.contains {
        $0.transitGateway == attachment.transitGateway && $0.routeTable != nil
      }
    let tables = network.transitGatewayRouteTables.filter { $0.transitGateway == attachment.transitGateway }
    let isToldByTables =
      !tables.isEmpty && tables.allSatisfy { $0.associations != nil }
      && network.ledger.status(of: .getTransitGatewayRouteTableAssociations) != .cutOff
    guard isTold || isToldByTables else {
      return .lost(
        "which route table acts on \(attachment.id)",
        why: "the snapshot tells no association (aws ec2 get-transit-gateway-route-table-associations)")
    }
    // Who has no route table may have a policy table, and the route tables' associations do not tell.
    if !isTold, !network.ledger.isWhole(.describeTransitGatewayPolicyTables) {
      return .lost(
        Unknown(
          "whether a policy table acts on \(attachment.id)", for: .describeTransitGatewayPolicyTables,
          network.ledger.status(of: .describeTransitGatewayPolicyTables)))
    }
    return .closed(.transitGatewayUnassociated, "no route table is associated with the attachment")
  }

  /// Whether a route carries packets, and the attachment it carries them to.
  private func carry(_ route: TransitGatewayRoute, from attachment: Int) -> (Gate, Int?) {
    if route.isBlackhole {
      return (.closed(.badStateTransitRoute, "the route drops what it is for (blackhole)"), nil)
    }
    let gateway = network.transitGatewayAttachments[attachment].transitGateway
    let ends = route.attachments.map { terrain.transit.position(of: $0, on: gateway) }
    guard let first = ends.first, let next = first, !ends.contains(nil) else {
      return (
        .lost(
          "the attachment \(route.attachments.first?.text ?? "of a route")",
          why: "it is not in the snapshot (aws ec2 describe-transit-gateway-attachments)"), nil
      )
    }
    let attachments = ends.compactMap { $0.map { network.transitGatewayAttachments[$0] } }
    if attachments.count > 1, !attachments.allSatisfy(\.isOnPremises) {
      return (
        .lost("which of \(attachments.count) attachments carries \(destination)", why: "a route names them all alike"),
        nil
      )
    }
    guard let usable = zip(ends, attachments).first(where: { $1.isUsable })?.0 else {
      return (
        .closed(
          .badStateAttachment, "the attachment is \(attachments[0].state), and only an available one carries packets"),
        nil
      )
    }
    return (attachmentGate(attachments.count > 1 ? usable : next), usable)
  }

  private func attachmentGate(_ position: Int) -> Gate {
    let attachment = network.transitGatewayAttachments[position]
    if let doubt = doubt(about: position) { return .lost(doubt) }
    switch attachment.attached {
    case .vpc(let vpc):
      if network.vpcs[vpc.vpc] == nil {
        return .lost(
          "the VPC \(vpc.vpc)",
          why: "it is not in the snapshot\(vpc.account.map { ": collect account \($0)" } ?? "")")
      }
      return familyGate(position) ?? .open
    case .vpn(let id):
      guard let vpn = network.vpnConnections[Identifier(id)] else {
        return onPremisesGate == .open
          ? .unknown(
            Unknown(
              "whether VPN connection \(id) is available", for: .describeVpnConnections,
              network.ledger.status(of: .describeVpnConnections)))
          : onPremisesGate
      }
      if onPremisesGate == .open, let doubt = network.doubts[id]?.first { return .unknown(Unknown(doubt)) }
      if vpn.state != "available" {
        return .closed(.transitGatewayBadStateVPN, "the VPN connection is \(vpn.state)")
      }
      return onPremisesGate
    case .directConnectGateway:
      return onPremisesGate
    case .peering(let other, let scope):
      if terrain.transit.farEnd(ofAttachment: position) == nil || network.transitGateways[other] == nil {
        let place = [scope.account.map { "account \($0)" }, scope.region].compactMap(\.self).joined(separator: ", ")
        return .lost(
          "the transit gateway \(other)", why: "it is not in the snapshot\(place.isEmpty ? "" : ": collect \(place)")")
      }
      return .open
    case .other(let kind, let id):
      return .lost("the way on from \(kind) \(id)", why: "attachments of this kind are not modelled")
    }
  }

  private var onPremisesGate: Gate {
    goal == nil
      ? .open
      : .closed(.noPossibleDestination, "the attachment leads to on-premises networks, not to other VPCs")
  }

  /// On-premises networks answer, as far as is known here.
  mutating func assumeOnPremises(behindAttachment position: Int) {
    let name = network.transitGatewayAttachments[position].name ?? network.transitGatewayAttachments[position].id.text
    assume(
      Assumption("the on-premises networks behind \(name) carry the packets, and answer"),
      at: .transitGatewayAttachment(position))
  }

  // MARK: Out of the transit gateway

  private mutating func leave(byAttachment next: Int, from attachment: Int, tables: Int) {
    let gateway = network.transitGateways[network.transitGatewayAttachments[attachment].transitGateway]
    switch network.transitGatewayAttachments[next].attached {
    case .vpc(let vpc):
      if reach == .stands {
        // Outbound references were judged on leaving (TGW/tgw-vpc-attachments, trap 21).
        let own = network.transitGatewayAttachments[attachment].vpc
        let supports = [
          own == nil ? false : gateway?.supportsSecurityGroupReferencing, own?.supportsSecurityGroupReferencing,
          vpc.supportsSecurityGroupReferencing,
        ]
        if supports.contains(false) {
          reach = .lost(.groupReferencingUnsupported)
        } else if supports.contains(nil) {
          reach = .doubtful(.untoldReferencing)
        }
      }
      enter(vpc.vpc, byAttachment: next)
    case .peering:
      guard let far = terrain.transit.farEnd(ofAttachment: next) else { return giveUp() }
      reach = .lost
      zone = nil
      visit(.waypoint(.transitGateway(network.transitGatewayAttachments[far].transitGateway), .inbound, .open))
      route(from: far, tables: tables + 1)
    case .vpn, .directConnectGateway:
      let gate = returnGate(by: .transitGatewayAttachment(next)) ?? .open
      visit(.waypoint(.transitGatewayAttachment(next), .outbound, gate))
      guard gate.letsOn else { return giveUp() }
      assumeOnPremises(behindAttachment: next)
      reach = .lost
      end = .outside(.transitGatewayAttachment(next))
    case .other:
      giveUp()
    }
  }

  /// Out into a VPC by one of the attachment's subnets: the one in the packet's own zone if there is one, unless appliance mode
  /// chooses, which chooses alike for both directions.
  private mutating func enter(_ vpc: Identifier<VPC>, byAttachment position: Int) {
    guard let sites = attachmentSites(position), !sites.isEmpty else {
      visit(
        .waypoint(
          .transitGatewayAttachment(position), .outbound,
          .lost(
            "the subnets of transit gateway attachment \(network.transitGatewayAttachments[position].id)",
            why: "the snapshot does not list them (aws ec2 describe-transit-gateway-vpc-attachments)")))
      return giveUp()
    }
    let site: SubnetSite
    if network.transitGatewayAttachments[position].vpc?.isApplianceMode ?? false {
      site = sites[choices.pick(sites.count, always: position)]
    } else {
      site = sites.first { $0.zone == zone && zone != nil } ?? sites[choices.pick(sites.count)]
    }
    let lookup = plane.look(up: destination, from: site)
    let isThere = lookup.target == .local && (goal?.site.isSameSubnet(as: site) ?? false)
    if !isThere { visit(.networkACL(site, .outbound, peer: destination)) }
    zone = site.zone
    forward(lookup, from: Stop(vpc: vpc, site: site))
  }
}

extension TransitGatewayAttachment {
  /// The VPC that is attached, if it is one.
  var vpc: VPCAttachment? {
    if case .vpc(let vpc) = attached { vpc } else { nil }
  }

  /// Whether on-premises networks lie beyond it.
  var isOnPremises: Bool {
    switch attached {
    case .vpn, .directConnectGateway: true
    case .vpc, .peering, .other: false
    }
  }
}
