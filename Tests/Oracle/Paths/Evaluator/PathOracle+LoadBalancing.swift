extension PathOracle {
  /// The nodes of a load balancer: its interfaces.
  func nodes(of balancer: PathNetwork.LoadBalancer) -> [Host] {
    network.base.interfaces
      .filter { $0.about == balancer.about && balancer.subnetIDs.contains($0.subnetID) }
      .compactMap { interface in interface.ipv4.first.map { host(interface, $0.address) } }
  }

  /// Where a target may be.
  enum TargetPlace {
    case place(Place, port: UInt16)
    case balancer(PathNetwork.LoadBalancer, port: UInt16)
    case unknown
  }

  /// The targets that get connections: the healthy ones, or whoever is left when none is.
  static func inUse(_ targets: [PathNetwork.TargetGroup.Target]) -> [PathNetwork.TargetGroup.Target] {
    let healthy = targets.filter { $0.state == nil || $0.state == "healthy" }
    return healthy.isEmpty ? targets.filter { $0.state != "draining" && $0.state != "unused" } : healthy
  }

  func zone(of target: PathNetwork.TargetGroup.Target, in group: PathNetwork.TargetGroup) -> String? {
    switch group.kind {
    case .instance: primary(of: target.id).flatMap { network.subnet($0.subnetID)?.zone }
    case .ip: target.zone
    case .alb, .lambda: nil
    }
  }

  func primary(of instanceID: String) -> RandomNetwork.Interface? {
    network.base.interfaces.first { $0.instanceID == instanceID }
  }

  func place(of target: PathNetwork.TargetGroup.Target, in group: PathNetwork.TargetGroup) -> TargetPlace {
    let port = target.port ?? group.port
    switch group.kind {
    case .lambda: return .unknown
    case .alb:
      return network.loadBalancers.first { $0.arn == target.id }.map { .balancer($0, port: port) } ?? .unknown
    case .instance:
      guard let interface = primary(of: target.id), let own = interface.ipv4.first else { return .unknown }
      return .place(.host(host(interface, own.address)), port: port)
    case .ip:
      for interface in network.base.interfaces where interface.vpcID == group.vpcID {
        if let own = interface.ipv4.first(where: { $0.address.description == target.id }) {
          return .place(.host(host(interface, own.address)), port: port)
        }
      }
      let outside = network.premises.first { $0.description == target.id }
      return outside.map { .place(.outside($0), port: port) } ?? .unknown
    }
  }
}

extension PathOracle.Inquiry {
  typealias Balancer = PathNetwork.LoadBalancer
  typealias Target = PathNetwork.TargetGroup.Target

  /// What a node does with a connection.
  private enum Service {
    /// It answers by itself.
    case answer
    case forward(PathNetwork.TargetGroup, [Target])
    case classic(instancePort: UInt16)
    case closed(String)
    case unknown
    /// DNS does not lead to this node.
    case absent
  }

  /// Tells the connection to a node, and that from the node to a target; false when DNS leads to other nodes only.
  func serve(
    _ balancer: Balancer, node: Host, client: Place, port: UInt16, ports: [UInt16], preserving: Stage? = nil
  ) -> Bool {
    let service = service(of: balancer, node: node, port: port)
    if case .absent = service { return false }
    var call = Call(client: client, server: .host(node), dialled: node.address, port: port, clientPorts: ports)
    switch service {
    case .closed(let reason): call.epilogue = .closed(reason)
    case .unknown: call.epilogue = .lost
    default: break
    }
    var chosen: PathOracle.TargetPlace?
    if case .forward(let group, let targets) = service {
      let place = oracle.place(of: chooser.choose(targets), in: group)
      if case .unknown = place { call.epilogue = .lost }
      chosen = place
    }
    let stage: Stage
    if let preserving {
      stage = preserve(call, before: preserving)
    } else {
      stage = connect(call)
    }
    if !stage.goesOn { return true }
    let shared = question.hasPorts ? oracle.sharedPorts : [0]
    switch service {
    case .answer, .closed, .unknown, .absent: return true
    case .classic(let instancePort):
      let target = chooser.choose(balancer.instanceIDs.compactMap(oracle.primary))
      guard let own = target.ipv4.first else { return true }
      let server = Place.host(oracle.host(target, own.address))
      _ = connect(
        Call(client: .host(node), server: server, dialled: own.address, port: instancePort, clientPorts: shared))
      return true
    case .forward(let group, _):
      guard let chosen else { preconditionFailure("a target was chosen") }
      var keeps = balancer.kind == .network && group.preserves
      // Only for targets in the load balancer's VPC or a peered one (NLB/edit-target-group-attributes).
      if case .place(.outside, _) = chosen { keeps = false }
      return forward(chosen, from: node, ports: keeps ? told[told.count - 1].clientPorts : shared, stage, keeps)
    }
  }

  /// From a node to a target.
  private func forward(
    _ target: PathOracle.TargetPlace, from node: Host, ports: [UInt16], _ stage: Stage, _ keeps: Bool
  ) -> Bool {
    switch target {
    case .unknown:
      return true
    case .place(let server, let port):
      let call = Call(
        client: .host(node), server: server, dialled: server.address, port: port, clientPorts: ports)
      if !keeps { _ = connect(call) } else if stage.isSourceKnown { _ = preserve(call, before: stage) }
      return true
    case .balancer(let next, let port):
      if keeps && !stage.isSourceKnown { return true }
      let nextNode = chooser.choose(oracle.nodes(of: next))
      return serve(
        next, node: nextNode, client: .host(node), port: port, ports: ports, preserving: keeps ? stage : nil)
    }
  }

  private func service(of balancer: Balancer, node: Host, port: UInt16) -> Service {
    let service = offer(of: balancer, node: node, port: port)
    if case .absent = service { return service }
    // AWS tells no state of a Classic Load Balancer.
    let isClassic = balancer.kind == .classic
    return isClassic || balancer.state == "active" || balancer.state == "active_impaired"
      ? service : .closed("BAD_STATE")
  }

  /// The same of a load balancer that works.
  private func offer(of balancer: Balancer, node: Host, port: UInt16) -> Service {
    guard
      let listener = balancer.listeners.first(where: { $0.port == port && $0.accepts(question.protocolNumber) })
    else { return .closed("LISTENERS_MISMATCH") }
    if balancer.kind == .classic {
      return balancer.instanceIDs.isEmpty ? .closed("NO_TARGETS") : .classic(instancePort: listener.instancePort)
    }
    guard case .forward(let arn) = chooser.choose(listener.actions) else { return .answer }
    guard let group = oracle.network.targetGroups.first(where: { $0.arn == arn }) else { return .unknown }
    guard let targets = group.targets else { return .unknown }
    let used = PathOracle.inUse(targets)
    if used.isEmpty { return .closed("ELBV2_NO_TARGETS") }
    if group.kind == .lambda { return .answer }
    let isCrossZone = balancer.kind == .application || (group.isCrossZone ?? balancer.isCrossZone ?? false)
    if isCrossZone || group.kind == .alb { return .forward(group, used) }
    func near(_ host: Host) -> [Target] {
      let zone = host.subnetID.flatMap { oracle.network.subnet($0)?.zone }
      return used.filter { target in
        let own = oracle.zone(of: target, in: group)
        return own == "all" || own == zone
      }
    }
    let own = near(node)
    if !own.isEmpty { return .forward(group, own) }
    return oracle.nodes(of: balancer).contains { !near($0).isEmpty } ? .absent : .closed("ELBV2_NO_TARGETS_IN_AZ")
  }
}
