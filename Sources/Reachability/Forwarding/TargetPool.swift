internal import NetworkModel

/// Targets that connections may be handed to, by the zone they are in.
struct TargetPool: Sendable {
  /// The targets.
  let targets: [TargetGroup.Target]
  private let zones: [String?]
  private let everywhere: [Int]
  private let near: [String: [Int]]
  private let unplaced: [Int]

  /// Pools `targets` of a group.
  init(
    _ targets: [TargetGroup.Target], of group: TargetGroup, in network: Network, _ index: HostIndex,
    _ sites: SubnetSites
  ) {
    self.targets = targets
    let zones = targets.map { target in
      network.interface(of: target, in: group, index).flatMap { sites.site(of: $0.subnet, in: $0.vpc).zone }
    }
    let unplaced = targets.indices.filter { zones[$0] == nil }
    self.zones = zones
    self.unplaced = unplaced
    everywhere = Array(targets.indices)
    near = Dictionary(
      uniqueKeysWithValues: Set(zones.compactMap { $0 }).map { zone in
        (zone, targets.indices.filter { zones[$0] == zone || zones[$0] == nil })
      })
  }

  /// The positions of those that a node in a zone sends to: without cross-zone load balancing, the ones of its own zone, as far as both
  /// zones are known.
  func candidates(from zone: String?, isCrossZone: Bool) -> [Int] {
    guard !isCrossZone, let zone else { return everywhere }
    return near[zone] ?? unplaced
  }

  /// The zone of a target, by its position; nil where the snapshot does not tell, and for a target that has none.
  func zone(of position: Int) -> String? { zones[position] }
}

extension Network {
  /// The interface that a target is; nil where the snapshot does not tell, and for a target that is none.
  func interface(
    of target: TargetGroup.Target, in group: TargetGroup, _ index: HostIndex
  ) -> NetworkInterface? {
    switch group.targetType {
    case .instance: index.primaryInterface(of: Identifier(target.id), in: self)
    case .ip:
      IPAddress(target.id).flatMap { index.holder(ofTarget: $0, in: group, of: self) }
        .flatMap { networkInterfaces[$0.interface] }
    default: nil
    }
  }
}

extension TargetGroup {
  /// The targets that get connections: the healthy ones if there are any, else all that are registered (NLB/network-load-balancers, ALB).
  var targetsInService: [Target] {
    let registered = (targets ?? []).filter { !["draining", "unused"].contains($0.state ?? "") }
    let healthy = registered.filter { $0.state == nil || $0.state == "healthy" }
    return healthy.isEmpty ? registered : healthy
  }

  /// Whether nodes send to targets in other zones than their own.
  func isCrossZone(behind loadBalancer: LoadBalancer) -> Bool {
    switch loadBalancer.kind {
    case .application: true
    case .network, .gateway: isCrossZone ?? loadBalancer.isCrossZone ?? false
    case .classic: loadBalancer.isCrossZone ?? true
    }
  }
}
