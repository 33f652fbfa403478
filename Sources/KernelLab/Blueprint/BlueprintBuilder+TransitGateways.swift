internal import NetworkModel

extension BlueprintBuilder {
  /// A VPC attachment's end in one subnet.
  private struct Attached {
    let id: Identifier<TransitGatewayAttachment>
    let zone: String?
    let device: String
    let isApplianceMode: Bool
  }

  /// The device that carries packets of a zone to a transit gateway: by the attachment's subnet in that zone
  /// (TGW/how-transit-gateways-work).
  mutating func device(
    for id: Identifier<TransitGateway>, in core: Int, zone: String?, vpc: Identifier<VPC>
  ) throws(LabError) -> String {
    guard let gateway = network.transitGateways[id] else { return unbuilt(id.text, in: core) }
    guard gateway.state == "available" || gateway.state == "modifying" else { return "hole" }
    try build(gateway)
    let own = network.transitGatewayAttachments.first {
      $0.transitGateway == id && $0.isUsable && $0.vpcAttachment?.vpc == vpc
    }
    guard let own, let attached = own.vpcAttachment else { return "hole" }
    guard let subnets = attached.subnets else { return unbuilt("\(own.id), whose subnets are not known", in: core) }
    guard let subnet = subnets.first(where: { network.subnets[$0]?.zone == zone && zone != nil }) else {
      return zone == nil ? unbuilt("\(id) from an unknown zone", in: core) : "hole"
    }
    guard let router = self.subnets[subnet], let device = devices[Passage(space: router, goal: own.id.text)] else {
      return unbuilt(own.id.text, in: core)
    }
    return try hop(to: device, in: subnet)
  }

  /// Builds a transit gateway as a router with a cable to every subnet of every VPC attachment, and a table for what comes by each.
  private mutating func build(_ gateway: TransitGateway) throws(LabError) {
    if gateways[gateway.id.text] != nil { return }
    let space = try addSpace("tgw-\(gateway.name ?? gateway.id.text)", forwards: true)
    gateways[gateway.id.text] = space
    blueprint.spaces[space].ruleset.addCircleGuard(of: [])
    let name = "transit gateway \(gateway.name ?? gateway.id.text)"
    let nowhere = hole("\(name): no route, or one that drops", in: space)
    fallback(to: nowhere, in: space)
    var attached: [Attached] = []
    for attachment in network.transitGatewayAttachments
    where attachment.transitGateway == gateway.id && attachment.isUsable {
      guard let vpc = attachment.vpcAttachment, network.vpcs[vpc.vpc] != nil else { continue }
      for subnet in vpc.subnets ?? [] where network.subnets[subnet] != nil {
        let router = try router(of: subnet)
        let number = link(space, "att%", router, "tgw%")
        devices[Passage(space: router, goal: attachment.id.text)] = "tgw\(number)"
        attached.append(
          Attached(
            id: attachment.id, zone: network.subnets[subnet]?.zone, device: "att\(number)",
            isApplianceMode: vpc.isApplianceMode))
        if !vpc.supportsIPv6 {
          let end = blueprint.spaces[space].ruleset.drop("attachment \(attachment.id) does not carry IPv6")
          forwardRules[space, default: []] += [
            "iifname \"att\(number)\" meta nfproto ipv6 \(end)", "oifname \"att\(number)\" meta nfproto ipv6 \(end)",
          ]
        }
      }
    }
    for end in attached {
      guard let number = Int(end.device.dropFirst(3)) else { continue }
      lookUp(in: 1_000 + number, from: end.device, priority: 100 + number, in: space)
      write(routesFrom: end, among: attached, as: 1_000 + number, in: space, name, nowhere)
    }
  }

  private mutating func write(
    routesFrom end: Attached, among attached: [Attached], as number: Int, in space: Int, _ name: String,
    _ nowhere: String
  ) {
    guard let table = network.transitGatewayRouteTable(of: end.id), let listed = table.routes else {
      let device = hole("\(name): the snapshot lacks the attachment's table or its routes", isOfLab: true, in: space)
      return fallback(to: device, table: number, in: space)
    }
    // What an attachment propagates is listed with the other routes, or follows from the VPC's blocks.
    let propagated = table.propagations.flatMap { id in
      (network.transitGatewayAttachments[id]?.vpcAttachment.flatMap { network.vpcs[$0.vpc] }?.cidrBlocks ?? []).map {
        TransitGatewayRoute(destination: .cidrBlock($0), attachments: [id], isPropagated: true)
      }
    }
    for route in listed + propagated {
      let device: String
      if route.isBlackhole {
        device = nowhere
      } else {
        let goals = attached.filter { route.attachments.contains($0.id) }
        // Appliance mode chooses a zone for both directions; the lab takes the first.
        let goal = goals.first { !$0.isApplianceMode && $0.zone == end.zone && end.zone != nil } ?? goals.first
        device =
          goal?.device
          ?? hole("\(name): a route leads to an attachment that the lab does not build", isOfLab: true, in: space)
      }
      switch route.destination {
      case .cidrBlock(let block):
        self.route(block, to: device, table: number, metric: route.isPropagated ? 3 : 1, in: space)
      case .prefixList(let id):
        for block in network.prefixLists[id]?.cidrBlocks ?? [] {
          self.route(block, to: device, table: number, metric: 2, in: space)
        }
      }
    }
    fallback(to: nowhere, table: number, in: space)
  }
}

extension TransitGatewayAttachment {
  /// The VPC that is attached, if it is one.
  fileprivate var vpcAttachment: VPCAttachment? {
    if case .vpc(let vpc) = attached { vpc } else { nil }
  }

  fileprivate var isUsable: Bool { state == "available" || state == "modifying" }
}

extension Network {
  /// The table for what comes by an attachment.
  fileprivate func transitGatewayRouteTable(
    of id: Identifier<TransitGatewayAttachment>
  ) -> TransitGatewayRouteTable? {
    transitGatewayAttachments[id]?.routeTable.flatMap { transitGatewayRouteTables[$0] }
      ?? transitGatewayRouteTables.first { $0.associations?.contains(id) ?? false }
  }
}
