internal import AWSCatalogue

extension GapSearch {
  /// Checks what route tables refer to.
  mutating func visitRoutes() {
    for table in network.routeTables {
      let referrer = table.id.text
      checkVPC(table.vpc, from: referrer, decides: false)
      checkSubnets(table.subnets, of: table.vpc, from: referrer, decides: false)
      for gateway in table.gateways {
        if gateway.hasPrefix("igw-") { checkTarget(.internetGateway(Identifier(gateway)), of: table) }
        if gateway.hasPrefix("vgw-") { checkTarget(.vpnGateway(Identifier(gateway)), of: table) }
      }
      for route in table.routes {
        if case .prefixList(let list) = route.destination {
          checkPrefixList(list, from: referrer, in: .account(of: table.vpc))
        }
        // That the target of a blackhole is gone is what its state says.
        if route.state != .blackhole { checkTarget(route.target, of: table) }
      }
    }
  }

  private mutating func checkTarget(_ target: Route.Target, of table: RouteTable) {
    let (referrer, vpc) = (table.id.text, table.vpc)
    switch target {
    case .internetGateway(let id):
      check(
        id, in: network.internetGateways, from: referrer, call: .describeInternetGateways,
        in: .account(of: vpc))
    case .networkInterface(let id):
      checkInterface(id, from: referrer, in: .region(of: vpc))
    case .natGateway(let id):
      check(id, in: network.natGateways, from: referrer, call: .describeNatGateways, in: .account(of: vpc))
    case .egressOnlyInternetGateway(let id):
      check(
        id, in: network.egressOnlyInternetGateways, from: referrer,
        call: .describeEgressOnlyInternetGateways, in: .account(of: vpc))
    case .vpcPeeringConnection(let id):
      check(
        id, in: network.vpcPeeringConnections, from: referrer, call: .describeVpcPeeringConnections,
        in: .account(of: vpc))
    case .transitGateway(let id):
      checkTransitGateway(id, from: referrer, in: .account(of: vpc))
    case .vpnGateway(let id):
      checkVPNGateway(id, from: referrer, in: .account(of: vpc))
    case .vpcEndpoint(let id):
      check(id, in: network.vpcEndpoints, from: referrer, call: .describeVpcEndpoints, in: .account(of: vpc))
    case .local, .other, .none:
      break
    }
  }
}
