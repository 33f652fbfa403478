internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of what leads out of VPCs, or keeps from it; false when `key` is none of theirs.
  mutating func readGateways(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool {
    switch key {
    case "InternetGateways":
      try read(value, into: \.internetGateways, from: source, InternetGateway.init)
    case "EgressOnlyInternetGateways":
      try read(value, into: \.egressOnlyInternetGateways, from: source, EgressOnlyInternetGateway.init)
    case "NatGateways":
      try read(value, into: \.natGateways, from: source, NATGateway.init)
    case "VpcPeeringConnections":
      try read(value, into: \.vpcPeeringConnections, from: source, VPCPeeringConnection.init)
    case "VpnGateways":
      try read(value, into: \.vpnGateways, from: source, VPNGateway.init)
    case "VpnConnections":
      try read(value, into: \.vpnConnections, from: source, VPNConnection.init)
    case "VpcEndpoints":
      try read(value, into: \.vpcEndpoints, from: source, VPCEndpoint.init)
    case "VpcBlockPublicAccessOptions":
      try publicAccess.read(value, into: &network, from: source, &notices)
    case "VpcBlockPublicAccessExclusions":
      try readSome(
        value, into: \.blockPublicAccessExclusions, from: source, BlockPublicAccessExclusion.init(inForce:_:))
    default:
      return false
    }
    return true
  }

  /// Gives the routes to gateways whose ids have no prefix that tells the kind the kind that the gateway is described as.
  mutating func composeGateways() {
    for var table in network.routeTables {
      guard table.routes.contains(where: { if case .other(.gateway, _) = $0.target { true } else { false } }) else {
        continue
      }
      for position in table.routes.indices {
        guard case .other(.gateway, let id) = table.routes[position].target else { continue }
        table.routes[position].target = target(ofGateway: id) ?? table.routes[position].target
      }
      network.routeTables.update(table)
    }
  }

  private func target(ofGateway id: String) -> Route.Target? {
    if let gateway = network.internetGateways[Identifier(id)] { return .internetGateway(gateway.id) }
    if let gateway = network.vpnGateways[Identifier(id)] { return .vpnGateway(gateway.id) }
    return network.vpcEndpoints[Identifier(id)].map { .vpcEndpoint($0.id) }
  }
}
