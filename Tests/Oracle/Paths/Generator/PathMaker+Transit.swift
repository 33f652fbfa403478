extension PathMaker {
  typealias Attachment = PathNetwork.Attachment
  typealias TransitRoute = PathNetwork.TransitTable.Route

  /// A transit gateway for most VPCs, a second one for the last now and then, and a VPN connection.
  mutating func makeTransitGateways() {
    guard random.chance(plans.count > 1 ? 85 : 20) else { return }
    let first = makeTransitGateway()
    var members = Array(plans.indices)
    var far: [Int] = []
    if plans.count > 1, random.chance(45), let last = members.popLast() { far = [last] }
    let own = members.compactMap { attach($0, to: first) }
    let premises = random.chance(50) ? attachPremises(to: first) : nil
    makeTable(of: first, for: own, premises)
    if !far.isEmpty { peer(first, own, far) }
    for one in members {
      for other in plans.indices where other != one { link(one, to: other, by: first) }
      if premises != nil, !plans[one].links.contains(where: { $0.prefix == PathMaker.premises }) {
        plans[one].links.append((PathMaker.premises, first))
      }
      if plans[one].exits.isEmpty && random.chance(60) {
        for subnet in plans[one].privateSubnets { plans[one].exits[subnet.zone] = first }
      }
    }
  }

  private mutating func makeTransitGateway() -> String {
    var gateway = PathNetwork.TransitGateway(id: random.identifier("tgw"), supportsReferences: random.chance(60))
    if random.chance(2) { gateway.state = "pending" }
    if random.chance(97) { network.transitGateways.append(gateway) }
    return gateway.id
  }

  /// In one subnet of each zone, or of all but one.
  private mutating func attach(_ index: Int, to gatewayID: String) -> Attachment? {
    if random.chance(3) { return nil }
    let plan = plans[index]
    let shared = random.chance(50) ? plan.privateSubnets : plan.publicSubnets
    var subnets = (plan.transitSubnets.isEmpty ? shared : plan.transitSubnets).map(\.id)
    if random.chance(12) { subnets.removeLast() }
    var attached = Attachment.VPCAttachment(vpcID: plan.id, subnetIDs: subnets)
    if random.chance(3) { attached.subnetIDs = nil }
    if attached.subnetIDs != nil {
      attached.isApplianceMode = random.chance(15)
      attached.supportsReferences = random.chance(85)
      attached.supportsIPv6 = random.chance(80)
    }
    var attachment = Attachment(id: random.identifier("tgw-attach"), gatewayID: gatewayID, kind: .vpc(attached))
    if random.chance(3) { attachment.state = "failed" }
    if random.chance(3) { return attachment }
    network.attachments.append(attachment)
    return attachment
  }

  private mutating func attachPremises(to gatewayID: String) -> Attachment {
    var connection = PathNetwork.VPNConnection(
      id: random.identifier("vpn"), transitGatewayID: gatewayID,
      prefixes: random.chance(70) ? [PathMaker.premises] : [])
    if random.chance(7) { connection.state = "deleting" }
    if random.chance(95) { network.vpnConnections.append(connection) }
    let kind: Attachment.Kind = random.chance(85) ? .vpn(connection.id) : .directConnect(random.identifier("dxgw"))
    let attachment = Attachment(id: random.identifier("tgw-attach"), gatewayID: gatewayID, kind: kind)
    network.attachments.append(attachment)
    return attachment
  }

  /// One table for all, or one of their own for the VPCs and one for the premises.
  private mutating func makeTable(of gatewayID: String, for own: [Attachment], _ premises: Attachment?) {
    let all = own + (premises.map { [$0] } ?? [])
    let groups = random.chance(75) || premises == nil ? [all] : [own, premises.map { [$0] } ?? []]
    for members in groups {
      var table = PathNetwork.TransitTable(id: random.identifier("tgw-rtb"), gatewayID: gatewayID, routes: [])
      var blocks: [Prefix] = []
      for attachment in all where random.chance(96) {
        for prefix in self.prefixes(of: attachment) where !blocks.contains(prefix) {
          blocks.append(prefix)
          table.routes?.append(route(prefix, attachment.id))
        }
      }
      if random.chance(35) {
        table.routes = table.routes?.filter { !$0.isPropagated }
        table.propagations = unambiguous(all).map(\.id)
      }
      if let exit = own.first(where: { hasExit($0) }), random.chance(60) {
        table.routes?.append(TransitRoute(.anyIPv4, [exit.id]))
      }
      if random.chance(6) {
        var hole = TransitRoute(Prefix(random.pick(plans).ipv4.address(8 << 8), length: 24), [])
        hole.isBlackhole = true
        if table.routes?.contains(where: { $0.prefix == hole.prefix }) == false { table.routes?.append(hole) }
      }
      if random.chance(3) { table.routes = nil }
      associate(members, with: &table)
      if random.chance(98) { network.transitTables.append(table) }
    }
  }

  private func hasExit(_ attachment: Attachment) -> Bool {
    plans.contains { $0.id == attachment.vpc?.vpcID && !$0.exits.isEmpty }
  }

  /// Attachments of which no two have a block in common: what AWS makes of those is not told here.
  private func unambiguous(_ attachments: [Attachment]) -> [Attachment] {
    var seen: Set<Prefix> = []
    return attachments.filter { attachment in
      let own = prefixes(of: attachment)
      if own.contains(where: seen.contains) { return false }
      seen.formUnion(own)
      return true
    }
  }

  private mutating func route(_ prefix: Prefix, _ attachmentID: String) -> TransitRoute {
    var route = TransitRoute(prefix, [attachmentID])
    route.isPropagated = random.chance(70)
    return route
  }

  private func prefixes(of attachment: Attachment) -> [Prefix] {
    guard let vpcID = attachment.vpc?.vpcID else { return [PathMaker.premises] }
    return plans.first { $0.id == vpcID }?.vpc.prefixes ?? []
  }

  /// The association is told by the table, by the attachment, by both, or rarely by neither.
  private mutating func associate(_ members: [Attachment], with table: inout PathNetwork.TransitTable) {
    for member in members where random.chance(96) {
      let telling = random.number(in: 0...2)
      if telling != 1 { table.associations.append(member.id) }
      if telling != 0 {
        for index in network.attachments.indices
        where network.attachments[index].id == member.id && network.attachments[index].gatewayID == table.gatewayID {
          network.attachments[index].tableID = table.id
        }
      }
    }
  }

  /// A second transit gateway for the VPCs that are far, with static routes on both sides.
  private mutating func peer(_ first: String, _ own: [Attachment], _ far: [Int]) {
    let second = makeTransitGateway()
    let attached = far.compactMap { attach($0, to: second) }
    let id = random.identifier("tgw-attach")
    let near = Attachment(id: id, gatewayID: first, kind: .peering(second))
    let away = Attachment(id: id, gatewayID: second, kind: .peering(first))
    network.attachments += [near, away]
    var table = PathNetwork.TransitTable(id: random.identifier("tgw-rtb"), gatewayID: second, routes: [])
    var blocks: [Prefix] = []
    for attachment in attached {
      for prefix in prefixes(of: attachment) {
        blocks.append(prefix)
        table.routes?.append(route(prefix, attachment.id))
      }
    }
    for attachment in own where random.chance(95) {
      for prefix in prefixes(of: attachment) where !blocks.contains(prefix) && !prefix.isIPv6 {
        blocks.append(prefix)
        table.routes?.append(TransitRoute(prefix, [id]))
      }
    }
    associate(attached + [away], with: &table)
    network.transitTables.append(table)
    for index in network.transitTables.indices where network.transitTables[index].gatewayID == first {
      var own = network.transitTables[index]
      associate([near], with: &own)
      network.transitTables[index] = own
      for prefix in far.map({ plans[$0].ipv4 })
      where network.transitTables[index].routes?.contains(where: { $0.prefix == prefix }) == false {
        network.transitTables[index].routes?.append(TransitRoute(prefix, [id]))
      }
      break
    }
    for one in far {
      for other in plans.indices where other != one { link(one, to: other, by: second) }
    }
  }
}
