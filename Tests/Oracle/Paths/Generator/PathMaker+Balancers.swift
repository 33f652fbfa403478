extension PathMaker {
  typealias Balancer = PathNetwork.LoadBalancer
  typealias TargetGroup = PathNetwork.TargetGroup

  /// Up to three load balancers, each with a group of targets behind it.
  mutating func makeBalancers() {
    for number in 0..<random.pick(weighted: [(25, 0), (35, 1), (25, 2), (15, 3)]) {
      let plan = random.pick(plans)
      let kind: Balancer.Kind = random.pick(weighted: [(40, .application), (45, .network), (15, .classic)])
      let isPublic = random.chance(40)
      var balancer = Balancer(
        name: "balancer-\(number)", kind: kind, vpcID: plan.id,
        subnetIDs: (isPublic ? plan.publicSubnets : plan.privateSubnets).map(\.id))
      balancer.isInternetFacing = isPublic
      if random.chance(20) { balancer.subnetIDs.removeLast() }
      if kind != .network || random.chance(60) { balancer.groupIDs = [random.pick(plan.groupIDs)] }
      if kind != .classic, random.chance(3) { balancer.state = "failed" }
      if kind == .network, random.chance(40) { balancer.isCrossZone = random.chance(50) }
      makeNodes(of: balancer, plan)
      if kind == .classic {
        makeClassicListeners(of: &balancer, plan)
      } else {
        makeListeners(of: &balancer, plan)
      }
      network.loadBalancers.append(balancer)
    }
  }

  private mutating func makeNodes(of balancer: Balancer, _ plan: Plan) {
    for id in balancer.subnetIDs {
      guard let subnet = plan.subnets.first(where: { $0.id == id }) else { continue }
      _ = makeInterface(
        in: subnet, groups: balancer.groupIDs, isPublic: balancer.isInternetFacing,
        type: balancer.kind == .network ? "network_load_balancer" : "interface", about: balancer.about)
    }
  }

  private mutating func makeClassicListeners(of balancer: inout Balancer, _ plan: Plan) {
    var listener = Balancer.Listener(port: 443, protocolText: "TCP", actions: [])
    listener.instancePort = random.pick([80, 443, 8080])
    balancer.listeners = [listener]
    let instances = network.base.instances.filter { $0.vpcID == plan.id }
    balancer.instanceIDs = Array(random.shuffled(instances.map(\.id)).prefix(random.number(in: 1...3)))
  }

  private mutating func makeListeners(of balancer: inout Balancer, _ plan: Plan) {
    let isNetwork = balancer.kind == .network
    let name = isNetwork ? random.pick(weighted: [(60, "TCP"), (15, "TLS"), (15, "TCP_UDP"), (10, "UDP")]) : "HTTPS"
    var actions: [Balancer.Listener.Action] = []
    // Which nodes DNS leaves out when one of several groups has no target in a zone is not told here.
    for _ in 0..<(isNetwork ? 1 : random.pick([1, 1, 1, 2])) {
      let group = makeTargetGroup(for: balancer, plan, isNetwork ? name : "HTTP")
      actions.append(.forward(random.chance(98) ? group.arn : group.arn + "0"))
    }
    balancer.listeners.append(.init(port: 443, protocolText: name, actions: actions))
    if !isNetwork { balancer.listeners.append(.init(port: 80, protocolText: "HTTP", actions: [.answer])) }
  }

  private mutating func makeTargetGroup(for balancer: Balancer, _ plan: Plan, _ name: String) -> TargetGroup {
    let number = network.targetGroups.count
    let kind: TargetGroup.Kind = random.pick(
      weighted: [(55, .instance), (40, .ip), (balancer.kind == .application ? 4 : 0, .lambda)])
    var group = TargetGroup(
      arn:
        "arn:aws:elasticloadbalancing:eu-west-1:\(RandomNetwork.account):targetgroup/group-\(number)/73e2d6bc24d8a067",
      protocolText: name, port: random.pick([80, 443, 8080]), vpcID: plan.id, kind: kind, targets: [])
    let hosts = network.base.interfaces.filter { $0.vpcID == plan.id && $0.instanceID != nil && $0.checksSource }
    let chosen = random.shuffled(hosts).prefix(random.number(in: 1...3))
    switch kind {
    case .lambda:
      group.targets = [.init(id: "arn:aws:lambda:eu-west-1:\(RandomNetwork.account):function:f")]
    case .alb: break
    case .instance:
      group.targets = chosen.compactMap(\.instanceID).map { .init(id: $0, port: random.chance(30) ? 8080 : nil) }
    case .ip:
      group.targets = chosen.map { host in
        let zone = network.subnet(host.subnetID)?.zone
        return .init(id: host.ipv4[0].address.description, port: group.port, zone: zone)
      }
      if random.chance(10) {
        group.targets?.append(.init(id: random.pick(network.premises).description, port: group.port, zone: "all"))
      }
    }
    if let balancer = network.loadBalancers.first(where: { $0.kind == .application && $0.vpcID == plan.id }),
      name == "TCP", random.chance(50)
    {
      group.kind = .alb
      group.port = 443
      group.targets = [.init(id: balancer.arn, port: 443)]
    }
    spoil(&group, balancer)
    network.targetGroups.append(group)
    return group
  }

  private mutating func spoil(_ group: inout TargetGroup, _ balancer: Balancer) {
    for index in group.targets?.indices ?? 0..<0 {
      switch random.number(in: 0...99) {
      case ..<8: group.targets?[index].state = random.pick(["unhealthy", "draining", "initial", "unused"])
      default: break
      }
    }
    if random.chance(3) { group.targets = [] }
    if random.chance(3) { group.targets = nil }
    guard balancer.kind == .network else { return }
    let mayChoose = group.kind != .alb && group.protocolText != "UDP" && group.protocolText != "TCP_UDP"
    if mayChoose, random.chance(40) { group.preservesClient = random.chance(50) }
    if group.kind != .alb, random.chance(40) { group.isCrossZone = random.chance(60) }
  }
}
