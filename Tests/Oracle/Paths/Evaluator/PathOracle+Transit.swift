extension PathOracle.Walker {
  typealias Attachment = PathNetwork.Attachment

  /// To a transit gateway, by the attachment's subnet in the zone the packet comes from (TGW/tgw-nacls).
  mutating func enter(transitGateway id: String) -> End {
    guard let gateway = oracle.network.transitGateways.first(where: { $0.id == id }) else { return .lost }
    if gateway.state != "available" && gateway.state != "modifying" { return close("BAD_STATE") }
    let attachments = oracle.network.attachments.filter { $0.gatewayID == id && $0.vpc?.vpcID == vpcID }
    guard let attachment = attachments.first(where: \.isUsable), let own = attachment.vpc else {
      return close("BAD_STATE_ATTACHMENT")
    }
    if destination.isIPv6 && !own.supportsIPv6 { return close("BAD_STATE_ATTACHMENT") }
    notebook.kinds.insert("transit gateway")
    let zone = subnetID.flatMap { oracle.network.subnet($0)?.zone }
    if let subnets = own.subnetIDs, let zone {
      guard let entry = subnets.first(where: { oracle.network.subnet($0)?.zone == zone }) else {
        return close("TGW_ROUTE_AZ_RESTRICTION")
      }
      passAccessList(entry, egress: false)
    } else {
      gates.append(.unknown("the zones of \(attachment.id)"))
    }
    isFromAfar = true
    return route(from: attachment, of: id, zone: zone, tables: 0)
  }

  /// Through the table of a transit gateway that an attachment's packets are looked up in.
  mutating func route(from attachment: Attachment, of gatewayID: String, zone: String?, tables: Int) -> End {
    if tables >= 8 { return close("ROUTING_LOOP") }
    let table: PathNetwork.TransitTable
    switch association(of: attachment, gatewayID) {
    case .none: return close("TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION")
    case .unknown: return .lost
    case .table(let found): table = found
    }
    switch transitHop(table) {
    case .unknown: return .lost
    case .none: return close("TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT")
    case .blackhole: return close("TGW_RTB_BAD_STATE_ROUTE")
    case .attachments(let ids):
      let sameID = oracle.network.attachments.filter { ids.contains($0.id) && $0.gatewayID == gatewayID }
      if ids.count > 1 {
        guard sameID.count == ids.count, sameID.allSatisfy(\.leadsOnPremises) else { return .lost }
        guard let usable = sameID.first(where: \.isUsable) else { return close("BAD_STATE_ATTACHMENT") }
        return leave(by: usable, from: attachment, zone: zone, tables: tables)
      }
      guard let next = sameID.first else { return .lost }
      if !next.isUsable { return close("BAD_STATE_ATTACHMENT") }
      return leave(by: next, from: attachment, zone: zone, tables: tables)
    }
  }

  private mutating func leave(by next: Attachment, from previous: Attachment, zone: String?, tables: Int) -> End {
    switch next.kind {
    case .vpc(let attached):
      return descend(into: attached, next, from: previous, zone: zone, isDirect: tables == 0)
    case .vpn(let id):
      let connection = oracle.network.vpnConnections.first { $0.id == id }
      if let connection, connection.state != "available" { return close("TGW_BAD_STATE_VPN") }
      if connection == nil, case .outside = goal { gates.append(.unknown(id)) }
      return leaveForPremises(next)
    case .directConnect:
      return leaveForPremises(next)
    case .peering(let farID):
      guard oracle.network.transitGateways.contains(where: { $0.id == farID }) else { return .lost }
      notebook.kinds.insert("transit gateway peering")
      let far = oracle.network.attachments.first { $0.id == next.id && $0.gatewayID == farID } ?? next
      return route(from: far, of: farID, zone: nil, tables: tables + 1)
    }
  }

  private mutating func leaveForPremises(_ attachment: Attachment) -> End {
    guard case .outside = goal else { return close("NO_POSSIBLE_DESTINATION") }
    notebook.kinds.insert("transit gateway VPN")
    return .left(.transitAttachment(attachment.id))
  }

  /// Into a VPC by one of the attachment's subnets: that of the zone the packet comes from; any of them when that zone
  /// has none or is not known; one for both directions of a flow in appliance mode (TGW/how-transit-gateways-work).
  private mutating func descend(
    into attached: Attachment.VPCAttachment, _ next: Attachment, from previous: Attachment, zone: String?,
    isDirect: Bool
  ) -> End {
    guard oracle.network.vpc(attached.vpcID) != nil else { return .lost }
    if destination.isIPv6 && !attached.supportsIPv6 { return close("BAD_STATE_ATTACHMENT") }
    guard let subnets = attached.subnetIDs, !subnets.isEmpty else { return .lost }
    let isSticky = attached.isApplianceMode
    let arrival: String
    if isSticky {
      arrival = leash.entries[next.id] ?? chooser.choose(subnets)
      leash.entries[next.id] = arrival
    } else {
      let own = subnets.first { zone != nil && oracle.network.subnet($0)?.zone == zone }
      arrival = own ?? chooser.choose(subnets)
    }
    passReference(next, previous, isDirect: isDirect)
    vpcID = attached.vpcID
    subnetID = arrival
    isFromAfar = true
    guard let hop = lookUp(oracle.table(ofSubnet: arrival)) else { return .stopped }
    let isHere = hop == .local && goal.host?.subnetID == arrival
    if !isHere && !isDisputedNATGateway(hop) { passAccessList(arrival, egress: true) }
    return follow(hop)
  }

  /// Over one transit gateway a reference finds the sender if all three say so; over two never.
  private mutating func passReference(_ next: Attachment, _ previous: Attachment, isDirect: Bool) {
    let gateway = oracle.network.transitGateways.first { $0.id == next.gatewayID }
    let isOnBothSides = next.vpc?.supportsReferences == true && previous.vpc?.supportsReferences == true
    let isFirst = previous.vpc?.vpcID == sender?.vpcID && !crossedTransit
    crossedTransit = true
    if isDirect && isFirst && gateway?.supportsReferences == true && isOnBothSides { return }
    reference = .never
  }
}

extension PathOracle.Walker {
  private enum Association {
    case table(PathNetwork.TransitTable)
    case none
    case unknown
  }

  private func association(of attachment: Attachment, _ gatewayID: String) -> Association {
    let tables = oracle.network.transitTables.filter { $0.gatewayID == gatewayID }
    if let table = tables.first(where: { $0.associations.contains(attachment.id) }) { return .table(table) }
    if let id = attachment.tableID, attachment.gatewayID == gatewayID {
      return tables.first { $0.id == id }.map { .table($0) } ?? .unknown
    }
    let tellsAny =
      tables.contains { !$0.associations.isEmpty }
      || oracle.network.attachments.contains { $0.gatewayID == gatewayID && $0.tableID != nil }
    return tellsAny ? .none : .unknown
  }

  private enum TransitHop {
    case attachments([String])
    case blackhole
    case none
    case unknown
  }

  /// Longest prefix, then static before prefix list before propagated (TGW/how-transit-gateways-work).
  private func transitHop(_ table: PathNetwork.TransitTable) -> TransitHop {
    guard let listed = table.routes else { return .unknown }
    var routes = listed
    for id in table.propagations {
      for prefix in propagated(id, table.gatewayID) where !listed.contains(where: { $0.prefix == prefix }) {
        var route = PathNetwork.TransitTable.Route(prefix, [id])
        route.isPropagated = true
        routes.append(route)
      }
    }
    func rank(_ route: PathNetwork.TransitTable.Route) -> Int {
      route.isPropagated ? 2 : route.listID == nil ? 0 : 1
    }
    let matching = routes.filter { $0.prefix.contains(destination) }
    guard let longest = matching.map(\.prefix.length).max() else {
      // What an attachment that is not described propagates is listed, if any propagated route is.
      let isOneHidden = table.propagations.contains { id in
        !oracle.network.attachments.contains { $0.id == id && $0.gatewayID == table.gatewayID && isKnown($0) }
      }
      return isOneHidden && !listed.contains(where: \.isPropagated) ? .unknown : .none
    }
    let best = matching.filter { $0.prefix.length == longest }
    let first = best.map(rank).min()
    let equal = best.filter { rank($0) == first }
    if equal.contains(where: \.isBlackhole) { return equal.count == 1 ? .blackhole : .unknown }
    var ids: [String] = []
    for id in equal.flatMap(\.attachmentIDs) where !ids.contains(id) { ids.append(id) }
    return .attachments(ids)
  }

  private func isKnown(_ attachment: Attachment) -> Bool {
    guard let vpc = attachment.vpc else { return true }
    return oracle.network.vpc(vpc.vpcID) != nil
  }

  /// The blocks that an attachment tells the tables it propagates to.
  private func propagated(_ id: String, _ gatewayID: String) -> [RandomNetwork.Prefix] {
    let attachment = oracle.network.attachments.first { $0.id == id && $0.gatewayID == gatewayID }
    switch attachment?.kind {
    case .vpc(let attached): return oracle.network.vpc(attached.vpcID)?.prefixes ?? []
    case .vpn(let vpn): return oracle.network.vpnConnections.first { $0.id == vpn }?.prefixes ?? []
    case .directConnect, .peering, nil: return []
    }
  }
}
