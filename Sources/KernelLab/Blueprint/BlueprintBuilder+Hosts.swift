internal import Network

extension BlueprintBuilder {
  /// The namespace of a network interface, with its security groups on its own side of the cable.
  ///
  /// - Parameter forwards: Whether a route names it, so that it must pass on what is not its own.
  @discardableResult
  mutating func host(_ interface: NetworkInterface, forwards: Bool = false) throws(LabError) -> Int {
    if let known = blueprint.hosts[interface.id.text] { return known }
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
      command("addr add \(block) dev eth0", in: host)
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
    let judge = { (chain: String) in groups.isEmpty ? [] : ["ct state established,related \(tracked)", "jump \(chain)"] }
    ruleset.add(chain: "input", hook: "input priority filter", ["iifname \"lo\" accept"] + judge("groups_in"))
    ruleset.add(chain: "output", hook: "output priority filter", ["oifname \"lo\" accept"] + judge("groups_out"))
    guard isForwarder else { return }
    if interface.sourceDestCheck {
      let end = ruleset.drop("\(interface.id) drops what is not its own: its source/destination check is on")
      ruleset.add(chain: "forward", hook: "forward priority filter", [end])
    } else {
      ruleset.add(
        chain: "forward", hook: "forward priority filter",
        [
          "meta nfproto ipv4 ip dscp set \(SecurityGroup.forwardedMark)",
          "meta nfproto ipv6 ip6 dscp set \(SecurityGroup.forwardedMark)",
        ] + judge("groups_in") + (groups.isEmpty ? [] : ["jump groups_out"]))
    }
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
