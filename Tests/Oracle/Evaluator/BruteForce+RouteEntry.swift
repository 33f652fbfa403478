extension BruteForce {
  /// A route with one prefix, or with a prefix list that nobody described.
  struct RouteEntry {
    /// Which kind of route wins among those of one length: static, then from a prefix list, then
    /// propagated (UG/route-tables-priority; trap 31).
    enum Rank: Int {
      case fixed = 0
      case list = 1
      case propagated = 2
    }

    /// Nil for a prefix list whose entries are not known.
    let prefix: RandomNetwork.Prefix?
    let rank: Rank
    let hop: NextHop
    /// The number of the target, the same for the same target.
    let target: Int
  }

  /// What a route table does with a packet.
  enum NextHop: Equatable {
    /// Delivers it inside the VPC.
    case local
    /// Hands it to an internet gateway that certainly is, is not, or may be attached to the VPC.
    case internetGateway(attached: Outcome)
    /// Drops it: a blackhole route, or no route at all.
    case nowhere
    /// Hands it to something that is not modelled, or the route is not known.
    case unknown
  }

  /// Which route of a table is for a destination.
  enum RouteChoice: Equatable {
    /// The route at this place.
    case route(Int)
    /// None.
    case none
    /// Not to be told.
    case unknown
  }

  /// What a route table does with a packet to `destination`.
  @inline(__always)
  static func lookUp(_ routes: [RouteEntry], _ destination: RandomNetwork.Address) -> NextHop {
    switch choose(routes, destination) {
    case .route(let index): routes[index].hop
    case .none: .nowhere
    case .unknown: .unknown
    }
  }

  /// The route of the longest matching prefix, looked up for one destination.
  ///
  /// A blackhole route is a route like any other here (trap 29). Two prefix-list routes of equal
  /// length to different targets make the choice unknown. A list
  /// that is not described may hold a longer prefix than any that is.
  @inline(__always)
  static func choose(_ routes: [RouteEntry], _ destination: RandomNetwork.Address) -> RouteChoice {
    var best = -1
    var isAmbiguous = false
    var isListMissing = false
    for index in routes.indices {
      guard let prefix = routes[index].prefix else {
        isListMissing = true
        continue
      }
      guard prefix.contains(destination) else { continue }
      guard best >= 0, let leader = routes[best].prefix else {
        best = index
        continue
      }
      if prefix.length < leader.length { continue }
      if prefix.length == leader.length {
        if routes[index].rank.rawValue > routes[best].rank.rawValue { continue }
        if routes[index].rank == routes[best].rank {
          if routes[index].target != routes[best].target { isAmbiguous = true }
          continue
        }
      }
      best = index
      isAmbiguous = false
    }
    if isAmbiguous { return .unknown }
    if isListMissing && mayBeOverruled(routes, best, destination) { return .unknown }
    return best < 0 ? .none : .route(best)
  }

  /// Whether a prefix list that is not described could hold a better route than `best`.
  private static func mayBeOverruled(
    _ routes: [RouteEntry], _ best: Int, _ destination: RandomNetwork.Address
  ) -> Bool {
    for index in routes.indices where routes[index].prefix == nil {
      guard best >= 0, let leader = routes[best].prefix else { return true }
      if routes[index].target == routes[best].target && routes[index].hop == routes[best].hop {
        continue
      }
      // More specific than `local` are only routes for a whole subnet's block, so no list.
      if routes[best].hop == .local { continue }
      let isHostRoute = leader.length == (destination.isIPv6 ? 128 : 32)
      if isHostRoute && routes[best].rank == .fixed { continue }
      return true
    }
    return false
  }
}
