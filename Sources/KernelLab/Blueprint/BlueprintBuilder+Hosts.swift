internal import NetworkModel

extension BlueprintBuilder {
  /// The namespace of a network interface, with its security groups on its own side of the cable.
  ///
  /// - Parameter forwards: Whether a route names it, so that it must pass on what is not its own.
  @discardableResult
  mutating func host(_ interface: NetworkInterface, forwards: Bool = false) throws(LabError) -> Int {
    if let known = blueprint.hosts[interface.id.text] { return known }
    if let gateway = network.natGateways.first(where: { $0.addresses.contains { $0.networkInterface == interface.id } })
    {
      _ = try device(for: gateway.id, in: try core(of: interface.vpc), vpc: interface.vpc)
      guard let space = blueprint.hosts[interface.id.text] else {
        throw .unsupported("the lab does not build NAT gateway \(gateway.name ?? gateway.id.text)")
      }
      return space
    }
    guard let groups = interface.securityGroups else {
      throw .undescribed(
        "the snapshot does not say which security groups \(interface.id) has (aws ec2 describe-network-interfaces)")
    }
    let instance = interface.instance.flatMap { network.instances[$0] }
    let router = try router(of: interface.subnet)
    let label = label(of: interface, instance)
    let isForwarder = forwards || network.isRouteTarget(interface.id)
    let host = try addSpace(label, forwards: isForwarder)
    blueprint.hosts[interface.id.text] = host
    let number = link(router, "host%", host, "eth0")
    devices[Passage(space: router, goal: interface.id.text)] = "host\(number)"
    for own in interface.addresses {
      let block = CIDRBlock(own.address)
      command(block.addressCommand(on: "eth0"), in: host)
      route(block, to: "host\(number)", in: router)
    }
    fallback(to: "eth0", in: host)

    var ruleset = Ruleset()
    if case .other(let state)? = instance?.state {
      let end = ruleset.drop("the instance is \(state)")
      ruleset.add(chain: "input", hook: "input priority filter", [end])
      ruleset.add(chain: "output", hook: "output priority filter", [end])
      ruleset.add(chain: "forward", hook: "forward priority filter", [end])
    } else {
      try filter(interface, groups, isForwarder, &ruleset)
    }
    blueprint.spaces[host].ruleset = ruleset
    return host
  }

  private mutating func filter(
    _ interface: NetworkInterface, _ groups: [Identifier<SecurityGroup>], _ isForwarder: Bool, _ ruleset: inout Ruleset
  ) throws(LabError) {
    // An AWS-managed interface may have no security group, and then nothing filters it (trap 38).
    if !groups.isEmpty {
      for (direction, chain) in [(Direction.inbound, "groups_in"), (.outbound, "groups_out")] {
        var rules: [String] = []
        for id in groups {
          guard let group = network.securityGroups[id] else {
            throw .undescribed("the snapshot does not describe security group \(id) (aws ec2 describe-security-groups)")
          }
          rules += group.rules(direction, on: interface, in: network, verdict: "return")
        }
        let names = groups.compactMap { network.securityGroups[$0]?.name }.joined(separator: ", ")
        ruleset.add(
          chain: chain, rules + [ruleset.drop("security group \(names) \(direction.rawValue): no rule allows it")])
      }
    }
    let tracked = Ruleset.pass("accept", "security groups track the connection: its replies pass")
    let judge = { (chain: String) in groups.isEmpty ? [] : ["jump \(chain)"] }
    // Replies that come to another host with the client's address: its kernel would refuse them without a word to anyone here.
    let stray = "ct state invalid \(ruleset.drop("it answers what this host has not begun"))"
    let known = "ct state established,related \(tracked)"
    ruleset.add(
      chain: "input", hook: "input priority filter",
      ["iifname \"lo\" accept", known, stray] + judge("groups_in") + refusals(of: interface, .inbound, &ruleset))
    ruleset.add(
      chain: "output", hook: "output priority filter",
      ["oifname \"lo\" accept", known] + judge("groups_out") + refusals(of: interface, .outbound, &ruleset))
    guard isForwarder else { return }
    ruleset.addCircleGuard(of: interface.addresses.map(\.address))
    if interface.sourceDestCheck {
      let end = ruleset.drop("\(interface.id) drops what is not its own: its source/destination check is on")
      ruleset.add(chain: "forward", hook: "forward priority filter", [end])
    } else {
      // The sender's own references are judged as it sent; what is handed on in its name bears none (trap 21).
      let marks = ["ip", "ip6"].map { "\($0) dscp set \(SecurityGroup.forwardedMark)" }
      ruleset.add(
        chain: "forward", hook: "forward priority filter",
        [known] + judge("groups_in") + marks + judge("groups_out"))
      ruleset.add(chain: "handed_on", hook: "forward priority filter + 10", marks)
    }
  }

  /// What an interface takes no part in, whatever its groups allow: a load balancer without a listener for it, an endpoint that begins
  /// connections or answers pings (RA/explanation-codes).
  private func refusals(
    of interface: NetworkInterface, _ direction: Direction, _ ruleset: inout Ruleset
  ) -> [String] {
    if interface.type == "vpc_endpoint" {
      return direction == .outbound
        ? [ruleset.drop("a VPC endpoint begins no connections")]
        : ["meta l4proto { 1, 58 } \(ruleset.drop("an interface endpoint answers no ping"))"]
    }
    guard direction == .inbound, let balancer = network.loadBalancers.first(where: { $0.owns(interface) }) else {
      return []
    }
    let listeners = network.listeners.filter { $0.loadBalancer == balancer.id }
    let isActive = ["active", "active_impaired"].contains(balancer.state)
    let end = ruleset.drop(
      isActive
        ? "load balancer \(balancer.name) has no listener for it"
        : "load balancer \(balancer.name) is \(balancer.state)")
    let open = listeners.flatMap { listener in
      listener.port.map { port in
        [IPProtocol.tcp, .udp].filter(listener.accepts).map { "\($0) dport \(port) accept" }
      } ?? []
    }
    return (isActive ? open : []) + [end]
  }

  private func label(of interface: NetworkInterface, _ instance: Instance?) -> String {
    if let balancer = network.loadBalancers.first(where: { $0.owns(interface) }) {
      let zone = network.subnets[interface.subnet]?.availabilityZone
      return zone.map { "\(balancer.name)-\($0)" } ?? balancer.name
    }
    return instance?.name ?? interface.name ?? instance?.id.text ?? interface.id.text
  }
}

extension Network {
  /// Whether any route leads to an interface as such.
  fileprivate func isRouteTarget(_ id: Identifier<NetworkInterface>) -> Bool {
    routeTables.contains { $0.routes.contains { $0.target == .networkInterface(id) } }
  }
}
