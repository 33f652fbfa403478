internal import AWSCatalogue

extension GapSearch {
  /// States in which AWS goes on describing what is gone, or never came to be; what such a thing refers to may be gone too.
  static let goneStates: Set<String> = ["deleted", "failed", "rejected", "expired"]

  /// Checks what gateways, peering connections and endpoints refer to.
  mutating func visitGateways() {
    for gateway in network.internetGateways { checkVPC(gateway.vpc, from: gateway.id.text, decides: false) }
    for gateway in network.egressOnlyInternetGateways {
      checkVPC(gateway.vpc, from: gateway.id.text, decides: false)
    }
    for gateway in network.vpnGateways { checkVPC(gateway.vpc, from: gateway.id.text, decides: false) }
    for gateway in network.natGateways where !Self.goneStates.contains(gateway.state) {
      let (referrer, vpc) = (gateway.id.text, gateway.vpc)
      checkVPC(vpc, from: referrer)
      if let subnet = gateway.subnet { checkSubnets([subnet], of: vpc, from: referrer) }
      check(
        gateway.routeTable, in: network.routeTables, from: referrer, call: .describeRouteTables,
        in: .account(of: vpc))
      for address in gateway.addresses {
        checkInterface(address.networkInterface, from: referrer, in: .region(of: vpc))
      }
    }
    for connection in network.vpcPeeringConnections where !Self.goneStates.contains(connection.status) {
      for side in [connection.requester, connection.accepter] {
        checkVPC(side.vpc, from: connection.id.text, in: .scope(side.scope))
      }
    }
    for connection in network.vpnConnections where !Self.goneStates.contains(connection.state) {
      checkVPNGateway(connection.vpnGateway, from: connection.id.text)
      checkTransitGateway(connection.transitGateway, from: connection.id.text)
    }
    for endpoint in network.vpcEndpoints where !Self.goneStates.contains(endpoint.state) {
      let (referrer, vpc) = (endpoint.id.text, endpoint.vpc)
      checkVPC(vpc, from: referrer)
      checkSubnets(endpoint.subnets, of: vpc, from: referrer)
      checkGroups(endpoint.securityGroups, from: referrer, in: .region(of: vpc))
      for interface in endpoint.networkInterfaces {
        checkInterface(interface, from: referrer, in: .region(of: vpc))
      }
    }
  }
}
