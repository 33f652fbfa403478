internal import NetworkModel

/// What a table of routes says of every destination: the longest prefix wins, and of equal ones the one of highest rank.
struct PrefixMatch: Sendable {
  /// What a table says of a destination.
  enum Choice: Equatable, Sendable {
    /// This route, by its position in the table.
    case route(Int)
    /// No route is for it.
    case none
    /// Prefix lists of equal length name it with different targets; AWS picks one at random (UG/route-tables-priority).
    case ambiguous(Int, Int)
    /// Whether a prefix list whose blocks the snapshot lacks names it decides; by the position of the list's route.
    case unknownList(Int)
  }

  /// How routes for one block rank: a static route, then a prefix list's, then a propagated one
  /// (UG/route-tables-priority, trap 31; TGW/how-transit-gateways-work).
  fileprivate enum Precedence: Int {
    case propagated
    case prefixList
    case `static`
  }

  /// A block of a route.
  fileprivate struct Candidate {
    let block: CIDRBlock
    let precedence: Precedence
    let position: Int

    var rank: (Int, Int) { (block.prefixLength, precedence.rawValue) }
  }

  /// The routes of a table, as they compete.
  struct Candidates {
    fileprivate var known: [Candidate] = []
    fileprivate var unknownLists: [Int] = []
    /// Those of the unknown lists that hold public addresses alone.
    fileprivate var publicLists: Set<Int> = []

    /// Adds the route at a position; of a list whose blocks the snapshot lacks, `holdsPublicAlone` may be known.
    mutating func add(
      _ destination: Route.Destination, isPropagated: Bool, position: Int, of network: Network,
      holdsPublicAlone: Bool = false
    ) {
      switch destination {
      case .cidrBlock(let block):
        known.append(Candidate(block: block, precedence: isPropagated ? .propagated : .static, position: position))
      case .prefixList(let list):
        guard let blocks = network.prefixLists[list]?.cidrBlocks else {
          if holdsPublicAlone { publicLists.insert(position) }
          return unknownLists.append(position)
        }
        known += blocks.map { Candidate(block: $0, precedence: .prefixList, position: position) }
      }
    }
  }

  private let choices: AddressPartition<Choice>

  /// - Parameters:
  ///   - candidates: All routes.
  ///   - isSame: Whether two routes, by position, lead to the same place.
  ///   - isImmune: Whether the second route, for packets of a block it names, stands whatever the list of the first holds.
  init(
    _ candidates: Candidates, isSame: (Int, Int) -> Bool,
    isImmune: (_ list: Int, _ route: Int, CIDRBlock) -> Bool
  ) {
    let known = candidates.known
    let publicBlocks = candidates.publicLists.isEmpty ? [] : AddressSet.publicAddresses.cidrBlocks
    choices = AddressPartition(layers: known.map(\.block) + publicBlocks) { layer in
      let isPublic = layer.covering.contains { $0 >= known.count }
      var best: Candidate?
      var rival: Candidate?
      for candidate in layer.covering.sorted().lazy.filter({ $0 < known.count }).map({ known[$0] }) {
        if let leader = best, candidate.rank <= leader.rank {
          if candidate.rank == leader.rank, !isSame(candidate.position, leader.position) { rival = candidate }
        } else {
          best = candidate
          rival = nil
        }
      }
      for list in candidates.unknownLists {
        if candidates.publicLists.contains(list), !isPublic { continue }
        if let best, isImmune(list, best.position, best.block) { continue }
        return .unknownList(list)
      }
      guard let best else { return .none }
      if let rival { return .ambiguous(best.position, rival.position) }
      return .route(best.position)
    }
  }

  /// What the table says of a destination.
  subscript(destination: IPAddress) -> Choice { choices[destination] }
}
