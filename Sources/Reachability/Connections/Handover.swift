internal import Network
internal import Ports

/// What a load balancer's node hands a connection to.
struct Handover: Sendable {
  /// The node.
  let node: Host
  /// The load balancer, as a waypoint.
  let waypoint: Waypoint
  /// The target.
  let target: Place
  /// The target's port.
  let port: UInt16
  /// Whether the target sees the client's address and port (trap 36).
  let keepsClientAddress: Bool
}

extension Connection {
  /// What becomes of a connection at a host that it has reached: nil where it ends there, since the host answers itself or nothing hands
  /// it on. What the load balancer decides is a checkpoint of the request.
  func handOver(at host: Host, _ traffic: Traffic, _ request: inout Journey<Visitor>) -> Handover? {
    guard case .goal = request.end else { return nil }
    guard case .loadBalancer(let position)? = host.role else {
      if host.isUndescribedLoadBalancer {
        request.visit(.waypoint(.middlebox(host.interface.id), nil, Self.undescribed))
      }
      return nil
    }
    let loadBalancer = network.loadBalancers[position]
    var handover: Handover?
    let gate = gate(at: loadBalancer, host, traffic, &request.choices, &handover)
    request.visit(.waypoint(.loadBalancer(position), nil, gate))
    return gate.letsOn ? handover : nil
  }

  private func gate(
    at loadBalancer: LoadBalancer, _ node: Host, _ traffic: Traffic, _ choices: inout Choices,
    _ handover: inout Handover?
  ) -> Gate {
    if links.count > Self.mostLinks {
      return .closed(.routingLoop, "the load balancers hand the connection on in a circle")
    }
    let isClassic = loadBalancer.kind == .classic
    guard ["active", "active_impaired"].contains(loadBalancer.state) else {
      return .closed(.badState, "the load balancer is \(loadBalancer.state)")
    }
    guard let listeners = terrain.listeners[loadBalancer.id] else {
      return .lost(
        "the listeners of load balancer \(loadBalancer.name)",
        why: "the snapshot lists none (aws elbv2 describe-listeners)")
    }
    let port = traffic.ipProtocol.hasPorts ? traffic.request.first : nil
    guard
      let listener = listeners.lazy.map({ network.listeners[$0] })
        .first(where: { $0.port == port && port != nil && $0.accepts(traffic.ipProtocol) })
    else {
      return .closed(
        isClassic ? .classicListenersMismatch : .listenersMismatch, "the load balancer has no listener for them")
    }
    guard !listener.actions.isEmpty else { return .closed(.listenerWithoutTargets, "the listener has no action") }
    guard case .forward(let id) = listener.actions[choices.pick(listener.actions.count)] else { return .open }
    guard let group = network.targetGroups[id], let targets = group.targets else {
      return .lost(
        "the targets of \(network.targetGroups[id]?.name ?? id.text)",
        why: "the snapshot does not list them (aws elbv2 describe-target-groups, describe-target-health)")
    }
    if group.targetType == .lambda { return targets.isEmpty ? Self.noTargets(group) : .open }
    let candidates = terrain.targets(of: group, behind: loadBalancer, from: node)
    if candidates.isEmpty {
      if loadBalancer.kind == .network, listener.actions.count > 1, !targets.isEmpty {
        return .unknown(
          "what \(node.name ?? loadBalancer.name) does with connections for \(group.name), which has no target in its zone",
          why: "AWS does not document whether they go to the listener's other groups")
      }
      return terrain.targets(of: group).isEmpty
        ? Self.noTargets(group)
        : .closed(
          isClassic ? .classicNotCrossZone : .noTargetsInZone,
          "no target of \(group.name) is in the node's zone, and it does not send to others")
    }
    let target = candidates[choices.pick(candidates.count)]
    if !terrain.knowsZones(of: target, in: group, behind: loadBalancer, from: node) {
      return .lost(
        "whether \(node.name ?? loadBalancer.name) sends to target \(target.id)",
        why:
          "it sends to targets of its own zone only, and the snapshot does not tell both zones (aws ec2 describe-subnets)"
      )
    }
    guard let targetPort = target.port ?? group.port ?? port else {
      return .lost("the port of target \(target.id)", why: "neither the target nor its group names one")
    }
    guard let place = terrain.place(of: target, in: group, for: node, &choices) else {
      return .lost("the target \(target.id) of \(group.name)", why: "no interface of the snapshot is its own")
    }
    handover = Handover(
      node: node, waypoint: .loadBalancer(network.loadBalancers.position(of: loadBalancer.id) ?? 0), target: place,
      port: targetPort,
      keepsClientAddress: loadBalancer.kind == .network && group.keepsClientAddress && isNear(place, to: node))
    return .open
  }

  /// More legs than this, and load balancers have each other for targets.
  private static var mostLinks: Int { 8 }

  /// Whether a target is in the node's VPC or one peered with it: over a transit gateway the client's address is not kept
  /// (NLB/edit-target-group-attributes).
  private func isNear(_ target: Place, to node: Host) -> Bool {
    guard let host = target.host else { return true }
    if host.sharesVPC(with: node) { return true }
    guard case .vpcPeeringConnection? = plane.look(up: host.address.address, from: node.site).target else {
      return false
    }
    return true
  }

  private static var undescribed: Gate {
    .lost(
      "what the load balancer does with the connection",
      why: "the snapshot describes no load balancer that has the interface (aws elbv2 describe-load-balancers)")
  }

  private static func noTargets(_ group: TargetGroup) -> Gate {
    .closed(.listenerWithoutTargets, "\(group.name) has no target in service")
  }
}

extension TargetGroup {
  /// Whether targets of a Network Load Balancer see the client's address (NLB/edit-target-group-attributes).
  fileprivate var keepsClientAddress: Bool {
    let isDatagram = ["UDP", "TCP_UDP", "QUIC", "TCP_QUIC"].contains(self.protocol ?? "")
    switch targetType {
    case .ip: return isDatagram || (preservesClientIP ?? false)
    case .alb: return true
    default: return preservesClientIP ?? true
    }
  }
}
