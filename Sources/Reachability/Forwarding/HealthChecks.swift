internal import NetworkModel

/// What a load balancer's node asks of its targets to know whether they are healthy: every registered one, whatever is known of its
/// health (NLB/load-balancer-security-groups, ALB/load-balancer-update-security-groups).
struct HealthChecks {
  /// The targets, and the port each is asked at.
  private(set) var checks: [(target: Place, port: UInt16)] = []
  /// What the snapshot lacks to know of others.
  private(set) var gaps: [Unknown] = []

  /// The checks of `node`; none of a host that is no load balancer's.
  init(by node: Host, on terrain: Terrain) {
    guard case .loadBalancer(let position)? = node.role else { return }
    let network = terrain.network
    let loadBalancer = network.loadBalancers[position]
    guard let listeners = terrain.listeners[loadBalancer.id] else {
      gaps.append(
        Unknown(
          what: "the listeners of load balancer \(loadBalancer.name)",
          why: "the snapshot lists none (aws elbv2 describe-listeners)"))
      return
    }
    var seen: Set<Identifier<TargetGroup>> = []
    for case .forward(let id) in listeners.flatMap({ network.listeners[$0].actions }) where seen.insert(id).inserted {
      guard let group = network.targetGroups[id], group.targets != nil else {
        gaps.append(
          Unknown(
            what: "the targets of \(network.targetGroups[id]?.name ?? id.text)",
            why: "the snapshot does not list them (aws elbv2 describe-target-groups, describe-target-health)"))
        continue
      }
      if !group.checksHealth || group.targetType == .lambda { continue }
      let pool = terrain.registeredTargets(of: group)
      for position in pool.candidates(from: node.site.zone, isCrossZone: group.isCrossZone(behind: loadBalancer)) {
        add(pool.targets[position], of: group, for: node, on: terrain)
      }
    }
  }

  private mutating func add(
    _ target: TargetGroup.Target, of group: TargetGroup, for node: Host, on terrain: Terrain
  ) {
    var choices = Choices()
    repeat {
      guard let place = terrain.place(of: target, in: group, for: node, &choices),
        let port = group.healthCheckPort ?? target.port ?? group.port
      else {
        gaps.append(
          Unknown(what: "the target \(target.id) of \(group.name)", why: "no interface of the snapshot is its own"))
        return
      }
      checks.append((place, port))
    } while choices.advance()
  }
}
