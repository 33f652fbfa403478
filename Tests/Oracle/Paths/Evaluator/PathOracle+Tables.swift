extension PathOracle {
  /// What a route table says of a destination.
  enum Hop: Equatable {
    case local
    case target(String)
    /// A blackhole route to something that is gone.
    case blackhole(String)
    /// No route.
    case none
    case unknown
  }

  /// The rules of a subnet's network ACL; nil when it is not described (trap 15).
  func accessRules(_ subnetID: String, egress: Bool) -> [BruteForce.AccessRule]? {
    let vpcID = network.subnet(subnetID)?.vpcID
    let list =
      network.base.networkACLs.first { $0.subnetIDs.contains(subnetID) }
      ?? network.base.networkACLs.first { $0.vpcID == vpcID && $0.isDefault }
    return list.map { BruteForce.accessRules(of: $0, egress: egress) }
  }

  /// The table of a subnet, else the main one of its VPC (trap 15).
  func table(ofSubnet subnetID: String) -> RandomNetwork.RouteTable? {
    let vpcID = network.subnet(subnetID)?.vpcID
    return network.base.routeTables.first { $0.subnetIDs.contains(subnetID) }
      ?? network.base.routeTables.first { $0.vpcID == vpcID && $0.isMain }
  }

  /// The table of what comes in by a gateway.
  func table(ofGateway gatewayID: String) -> RandomNetwork.RouteTable? {
    network.base.routeTables.first { $0.edgeGatewayID == gatewayID }
  }

  /// Looks an address up; a table that is not described may say anything.
  func hop(_ table: RandomNetwork.RouteTable?, _ destination: Address) -> Hop {
    guard let table else { return .unknown }
    var routes: [RandomNetwork.RouteTable.Route] = []
    var entries: [BruteForce.RouteEntry] = []
    for route in table.routes {
      for entry in reader.routeEntries(of: route, vpcID: table.vpcID) {
        routes.append(route)
        entries.append(entry)
      }
    }
    switch BruteForce.choose(entries, destination) {
    case .none: return .none
    case .unknown: return .unknown
    case .route(let index):
      if routes[index].isBlackhole { return .blackhole(routes[index].target) }
      return routes[index].target == "local" ? .local : .target(routes[index].target)
    }
  }
}

extension PathOracle.Hop {
  /// What the route names, there or gone.
  var targetID: String? {
    switch self {
    case .target(let id), .blackhole(let id): id
    case .local, .none, .unknown: nil
    }
  }
}
