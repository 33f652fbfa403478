internal import AWSCatalogue

extension GapSearch {
  /// Checks what transit gateways' attachments and route tables refer to.
  mutating func visitTransitGateways() {
    for attachment in network.transitGatewayAttachments where !Self.goneStates.contains(attachment.state) {
      let referrer = attachment.id.text
      checkTransitGateway(attachment.transitGateway, from: referrer)
      checkTransitGatewayRouteTable(attachment.routeTable, from: referrer)
      switch attachment.attached {
      case .vpc(let attached):
        checkVPC(attached.vpc, from: referrer, in: .scope(Scope(account: attached.account)))
        if let subnets = attached.subnets {
          checkSubnets(subnets, of: attached.vpc, from: referrer)
        } else {
          note(
            missing: referrer, part: "subnets", from: referrer, call: .describeTransitGatewayVpcAttachments,
            in: .account(of: attached.vpc))
        }
      case .vpn(let id):
        check(
          Identifier(id), in: network.vpnConnections, from: referrer, call: .describeVpnConnections)
      case .peering(let other, let scope):
        checkTransitGateway(other, from: referrer, in: .scope(scope))
      case .directConnectGateway, .other:
        break
      }
    }
    for table in network.transitGatewayRouteTables {
      let referrer = table.id.text
      checkTransitGateway(table.transitGateway, from: referrer)
      for id in (table.associations ?? []) + table.propagations { checkAttachment(id, from: referrer) }
      guard let routes = table.routes else {
        note(
          missing: referrer, part: "routes", from: referrer, call: .searchTransitGatewayRoutes, in: .unknown)
        continue
      }
      for route in routes {
        if case .prefixList(let list) = route.destination { checkPrefixList(list, from: referrer) }
        for id in route.attachments { checkAttachment(id, from: referrer) }
      }
    }
  }

  private mutating func checkAttachment(_ id: Identifier<TransitGatewayAttachment>, from referrer: String) {
    check(
      id, in: network.transitGatewayAttachments, from: referrer, call: .describeTransitGatewayAttachments)
  }

  private mutating func checkTransitGatewayRouteTable(
    _ id: Identifier<TransitGatewayRouteTable>?, from referrer: String
  ) {
    check(
      id, in: network.transitGatewayRouteTables, from: referrer, call: .describeTransitGatewayRouteTables)
  }
}
