internal import NetworkModel

/// A route table compiled: for every destination, the route that carries it.
///
/// A class, so that whoever looks something up does not copy its routes.
final class RoutingTable: Sendable {
  /// The routes that choices are positions in.
  let routes: [Route]
  /// Which of the routes lead to the VPC itself, and do carry packets: the most common answer, told without a look at the route.
  let isLocal: [Bool]
  private let match: PrefixMatch

  init(_ table: RouteTable, in network: Network) {
    var candidates = PrefixMatch.Candidates()
    for (position, route) in table.routes.enumerated() {
      candidates.add(
        route.destination, isPropagated: route.isPropagated, position: position, of: network,
        holdsPublicAlone: route.leadsToServices(in: network))
    }
    let routes = table.routes
    self.routes = routes
    isLocal = routes.map { $0.state == .active && $0.target == .local }
    match = PrefixMatch(
      candidates, isSame: { routes[$0].target == routes[$1].target },
      isImmune: { routes[$0].cannotOverrule(routes[$1], for: $2) })
  }

  /// What the table says of a destination.
  func choice(for destination: IPAddress) -> PrefixMatch.Choice { match[destination] }

  /// Whether packets for a destination stay in the VPC.
  func leadsLocally(to destination: IPAddress) -> Bool {
    if case .route(let position) = match[destination] { isLocal[position] } else { false }
  }
}

extension Route {
  /// Whether the route is for the public addresses of an AWS service, as those to gateway endpoints are (UG/gateway-endpoints).
  fileprivate func leadsToServices(in network: Network) -> Bool {
    guard case .prefixList(let list) = destination, case .vpcEndpoint(let endpoint) = target else { return false }
    return network.vpcEndpoints[endpoint]?.kind == .gateway
      || network.prefixLists[list]?.name?.hasPrefix("com.amazonaws.") == true
  }

  /// Whether this route for a prefix list makes no difference to packets that another carries, whatever blocks the list has.
  ///
  /// Only a route for a subnet's block can be more specific than `local` (UG/subnet-route-tables), and a static route for a
  /// single address beats every list.
  fileprivate func cannotOverrule(_ other: Route, for block: CIDRBlock) -> Bool {
    other.target == .local || (target == other.target && state == other.state)
      || (!other.isPropagated && other.destination == .cidrBlock(block) && block.prefixLength == block.family.width)
  }
}
