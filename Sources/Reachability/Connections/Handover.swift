internal import AWSCatalogue
internal import NetworkModel
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
    var (gate, listener) = reception(by: loadBalancer, traffic)
    var handover: Handover?
    var assumptions: [Assumption] = []
    // What a load balancer does that calls in its own name makes no difference to what depends on the client's address.
    if gate.letsOn, let listener, extent == .whole || loadBalancer.kind == .network {
      gate = self.gate(
        at: listener, of: loadBalancer, position, host, traffic, &request.choices, &handover, &assumptions)
    }
    for assumption in assumptions { request.assume(assumption, at: .loadBalancer(position)) }
    request.visit(.waypoint(.loadBalancer(position), nil, gate))
    return gate.letsOn ? handover : nil
  }

  /// Whether a load balancer takes connections at all, and by which listener.
  private func reception(by loadBalancer: LoadBalancer, _ traffic: Traffic) -> (Gate, Listener?) {
    if links.count > Self.mostLinks {
      return (.closed(.routingLoop, "the load balancers hand the connection on in a circle"), nil)
    }
    guard ["active", "active_impaired"].contains(loadBalancer.state) else {
      return (.closed(.badState, "the load balancer is \(loadBalancer.state)"), nil)
    }
    guard let listeners = terrain.listeners[loadBalancer.id] else {
      return (
        .lost(
          "the listeners of load balancer \(loadBalancer.name)",
          why: "the snapshot lists none (aws elbv2 describe-listeners)"), nil
      )
    }
    let port = traffic.ipProtocol.hasPorts ? traffic.request.first : nil
    guard
      let listener = listeners.lazy.map({ network.listeners[$0] })
        .first(where: { $0.port == port && port != nil && $0.accepts(traffic.ipProtocol) })
    else {
      if let doubt = doubt(about: listeners.lazy.map { network.listeners[$0].id.text }) { return (.lost(doubt), nil) }
      let status = network.ledger.status(of: .describeListeners, in: Scope(arn: loadBalancer.id.text))
      if loadBalancer.kind != .classic, status != .whole {
        return (
          .lost(Unknown("the listeners of load balancer \(loadBalancer.name)", for: .describeListeners, status)), nil
        )
      }
      return (
        .closed(
          loadBalancer.kind == .classic ? .classicListenersMismatch : .listenersMismatch,
          "the load balancer has no listener for them"), nil
      )
    }
    if let doubt = doubt(about: [listener.id.text]) { return (.lost(doubt), nil) }
    if listener.actions.isEmpty { return (.closed(.listenerWithoutTargets, "the listener has no action"), nil) }
    return (.open, listener)
  }

  /// Why some of the resources with these ids cannot be relied on; nil where nothing is in doubt.
  private func doubt(about ids: some Sequence<String>) -> Unknown? {
    if network.doubts.isEmpty { return nil }
    return ids.lazy.compactMap { network.doubts[$0]?.first }.first.map { Unknown($0) }
  }

  /// What the choices make of a connection at a listener.
  private func gate(
    at listener: Listener, of loadBalancer: LoadBalancer, _ position: Int, _ node: Host, _ traffic: Traffic,
    _ choices: inout Choices, _ handover: inout Handover?, _ assumptions: inout [Assumption]
  ) -> Gate {
    let id: Identifier<TargetGroup>
    switch listener.actions[choices.pick(listener.actions.count)] {
    case .answer: return .open
    case .undescribed:
      let status = network.ledger.status(of: .describeRules, in: Scope(arn: loadBalancer.id.text))
      return .lost(Unknown("the rules of the listener of \(loadBalancer.name)", for: .describeRules, status))
    case .forward(let group): id = group
    }
    if let doubt = doubt(about: [id.text]) { return .lost(doubt) }
    guard let group = network.targetGroups[id], let targets = group.targets, let pool = terrain.targetPool(of: id)
    else {
      return .lost(
        "the targets of \(network.targetGroups[id]?.name ?? id.text)",
        why: "the snapshot does not list them (aws elbv2 describe-target-groups, describe-target-health)")
    }
    let status = network.ledger.status(of: .describeTargetHealth, in: Scope(arn: id.text))
    if status == .cutOff { return .lost(Unknown("the targets of \(group.name)", for: .describeTargetHealth, status)) }
    if group.targetType == .lambda { return targets.isEmpty ? Self.noTargets(group) : .open }
    let isCrossZone = group.isCrossZone(behind: loadBalancer)
    let candidates = pool.candidates(from: node.site.zone, isCrossZone: isCrossZone)
    if !group.knowsCrossZone(behind: loadBalancer),
      pool.candidates(from: node.site.zone, isCrossZone: !isCrossZone) != candidates
    {
      assumptions.append(group.crossZoneAssumption(isCrossZone, behind: loadBalancer, in: network))
    }
    if candidates.isEmpty {
      if loadBalancer.kind == .network, listener.actions.count > 1, !targets.isEmpty {
        return .unknown(
          "what \(node.name ?? loadBalancer.name) does with connections for \(group.name), which has no target in its zone",
          why: "AWS does not document whether they go to the listener's other groups")
      }
      return pool.targets.isEmpty
        ? Self.noTargets(group)
        : .closed(
          loadBalancer.kind == .classic ? .classicNotCrossZone : .noTargetsInZone,
          "no target of \(group.name) is in the node's zone, and it does not send to others")
    }
    let candidate = candidates[choices.pick(candidates.count)]
    let target = pool.targets[candidate]
    let hasZone = target.availabilityZone == "all" || (node.site.zone != nil && pool.zone(of: candidate) != nil)
    if !isCrossZone, [.instance, .ip].contains(group.targetType), !hasZone {
      return .lost(
        "whether \(node.name ?? loadBalancer.name) sends to target \(target.id)",
        why:
          "it sends to targets of its own zone only, and the snapshot does not tell both zones (aws ec2 describe-subnets)"
      )
    }
    let port = traffic.ipProtocol.hasPorts ? traffic.request.first : nil
    guard let targetPort = target.port ?? group.port ?? port else {
      return .lost("the port of target \(target.id)", why: "neither the target nor its group names one")
    }
    guard let place = terrain.place(of: target, in: group, for: node, &choices) else {
      return .lost("the target \(target.id) of \(group.name)", why: "no interface of the snapshot is its own")
    }
    let mayKeepClientAddress = loadBalancer.kind == .network && isNear(place, to: node)
    if mayKeepClientAddress, !group.knowsClientAddresses {
      assumptions.append(group.clientAddressAssumption(in: network))
    }
    handover = Handover(
      node: node, waypoint: .loadBalancer(position), target: place, port: targetPort,
      keepsClientAddress: mayKeepClientAddress && group.showsClientAddresses)
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
