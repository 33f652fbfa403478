internal import Network

/// A route table compiled: for every destination, the route that carries it.
struct RoutingTable: Sendable {
  /// What a route table says of a destination.
  enum Choice: Sendable {
    /// This route, by its position in the table.
    case route(Int)
    /// No route is for it.
    case none
    /// Prefix lists of equal length name it with different targets; AWS picks one at random (UG/route-tables-priority).
    case ambiguous(Int, Int)
    /// Whether a prefix list whose blocks the snapshot lacks names it decides.
    case unknownList(Identifier<PrefixList>)
  }

  /// The routes that choices are positions in.
  let routes: [Route]
  private let choices: AddressPartition<Choice>

  init(_ table: RouteTable, in network: Network) {
    var candidates: [Candidate] = []
    var unknownLists: [(list: Identifier<PrefixList>, route: Route)] = []
    for (position, route) in table.routes.enumerated() {
      switch route.destination {
      case .cidrBlock(let block):
        let precedence: Candidate.Precedence = route.isPropagated ? .propagated : .static
        candidates.append(Candidate(block: block, precedence: precedence, position: position))
      case .prefixList(let list):
        if let blocks = network.prefixLists[list]?.cidrBlocks {
          candidates += blocks.map { Candidate(block: $0, precedence: .prefixList, position: position) }
        } else {
          unknownLists.append((list, route))
        }
      }
    }
    routes = table.routes
    choices = AddressPartition(edgesOf: candidates.map(\.block)) { address in
      Self.choice(for: address, among: candidates, in: table, unknownLists: unknownLists)
    }
  }

  /// What the table says of a destination.
  func choice(for destination: IPAddress) -> Choice { choices[destination] }

  /// The longest prefix wins; of equal ones a static route, then a prefix list's, then a propagated one (UG/route-tables-priority, trap 31).
  private static func choice(
    for address: IPAddress, among candidates: [Candidate], in table: RouteTable,
    unknownLists: [(list: Identifier<PrefixList>, route: Route)]
  ) -> Choice {
    var best: Candidate?
    var rival: Candidate?
    for candidate in candidates where candidate.block.contains(address) {
      if let leader = best, candidate.rank <= leader.rank {
        let isSame = table.routes[candidate.position].target == table.routes[leader.position].target
        if candidate.rank == leader.rank, !isSame { rival = candidate }
      } else {
        best = candidate
        rival = nil
      }
    }
    for unknown in unknownLists {
      if let best, unknown.route.cannotOverrule(table.routes[best.position], for: best.block) { continue }
      return .unknownList(unknown.list)
    }
    guard let best else { return .none }
    if let rival { return .ambiguous(best.position, rival.position) }
    return .route(best.position)
  }

  private struct Candidate {
    enum Precedence: Int {
      case propagated
      case prefixList
      case `static`
    }

    let block: CIDRBlock
    let precedence: Precedence
    let position: Int

    var rank: (Int, Int) { (block.prefixLength, precedence.rawValue) }
  }
}

extension Route {
  /// Whether this route for a prefix list makes no difference to packets that another carries, whatever blocks the list has.
  ///
  /// Only a route for a subnet's block can be more specific than `local` (UG/subnet-route-tables), and a static route for a
  /// single address beats every list.
  fileprivate func cannotOverrule(_ other: Route, for block: CIDRBlock) -> Bool {
    other.target == .local || (target == other.target && state == other.state)
      || (!other.isPropagated && other.destination == .cidrBlock(block) && block.prefixLength == block.family.width)
  }
}
