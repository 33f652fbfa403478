internal import NetworkModel

extension BlueprintBuilder {
  // MARK: Internet gateways

  mutating func device(
    for id: Identifier<InternetGateway>, in core: Int, vpc: Identifier<VPC>
  ) throws(LabError) -> String {
    guard let gateway = network.internetGateways[id] else { return unbuilt(id.text, in: core) }
    guard gateway.vpc == vpc else { return "hole" }
    try refuseBlockPublicAccess()
    if gateways[id.text] == nil {
      let space = try addSpace("igw-\(gateway.name ?? id.text)", forwards: true)
      gateways[id.text] = space
      link(core, "igw", space, "vpc")
      let internet = try internet()
      let number = link(space, "out", internet, "igw%")
      devices[Passage(space: internet, goal: id.text)] = "igw\(number)"
      // What comes in goes where the gateway's own table says, if it has one (UG/gateway-route-tables), else to the VPC's subnets.
      if let edge = network.routeTables.first(where: { $0.gateways.contains(id.text) }) {
        lookUp(in: 900, from: "igw", priority: 99, in: core)
        try write(edge, as: 900, in: core, zone: nil, vpc: vpc)
      } else {
        lookUp(in: Self.deliveryTable, from: "igw", priority: 99, in: core)
      }
    }
    return "igw"
  }

  private func refuseBlockPublicAccess() throws(LabError) {
    if network.blockPublicAccess.contains(where: { $0.mode != .off }) {
      throw .unsupported("the lab does not build VPC Block Public Access")
    }
  }

  /// Connects every VPC that is drawn with the internet, if a gateway is attached to it.
  mutating func openToInternet() throws(LabError) {
    _ = try internet()
    for (vpc, core) in cores.sorted(by: { $0.key < $1.key }) {
      guard let gateway = network.internetGateways.first(where: { $0.vpc == vpc }) else { continue }
      _ = try device(for: gateway.id, in: core, vpc: vpc)
    }
    try followRoutes()
  }

  /// The namespace of the internet, with every outside address that is asked about.
  mutating func internet() throws(LabError) -> Int {
    if let known = gateways["internet"] { return known }
    let space = try addSpace("internet", forwards: true)
    gateways["internet"] = space
    blueprint.spaces[space].ruleset.addCircleGuard(of: [])
    blueprint.outsides.insert(space, at: 0)  // where clients outside are
    fallback(to: hole("the internet does not lead there", in: space), in: space)
    let end = blueprint.spaces[space].ruleset.drop("the internet does not lead there")
    blueprint.spaces[space].ruleset.add(
      chain: "output", hook: "output priority filter", ["oifname \"hole\" \(end)"])
    return space
  }

  // MARK: Egress-only internet gateways

  mutating func device(
    for id: Identifier<EgressOnlyInternetGateway>, in core: Int, vpc: Identifier<VPC>
  ) throws(LabError) -> String {
    guard let gateway = network.egressOnlyInternetGateways[id] else { return unbuilt(id.text, in: core) }
    guard gateway.vpc == vpc else { return "hole" }
    try refuseBlockPublicAccess()
    if gateways[id.text] == nil {
      let space = try addSpace("eigw-\(gateway.name ?? id.text)", forwards: true)
      gateways[id.text] = space
      blueprint.spaces[space].ruleset.addCircleGuard(of: [])
      link(core, "eigw", space, "vpc")
      lookUp(in: Self.deliveryTable, from: "eigw", priority: 98, in: core)
      // An internet of its own, so that replies come back by the gateway that knows of them.
      let outside = try addSpace("internet-beyond-\(gateway.name ?? id.text)", forwards: false)
      blueprint.outsides.append(outside)
      link(space, "out", outside, "eth0")
      fallback(to: "eth0", in: outside)
    }
    return "eigw"
  }

  // MARK: NAT gateways

  mutating func device(for id: Identifier<NATGateway>, in core: Int, vpc: Identifier<VPC>) throws(LabError) -> String {
    guard let gateway = network.natGateways[id], gateway.vpc == nil || gateway.vpc == vpc, let subnet = gateway.subnet,
      let address = gateway.privateAddresses.first, gateway.privateAddresses.count == gateway.addresses.count
    else { return unbuilt(id.text, in: core) }
    guard gateway.state == "available" else { return "hole" }
    let router = try router(of: subnet)
    let goal = Passage(space: router, goal: id.text)
    if devices[goal] == nil {
      let space = try addSpace(gateway.name ?? id.text, forwards: true)
      blueprint.hosts[id.text] = space
      for own in gateway.addresses.compactMap(\.networkInterface) { blueprint.hosts[own.text] = space }
      let number = link(router, "nat%", space, "eth0")
      devices[goal] = "nat\(number)"
      for own in gateway.privateAddresses {
        route(CIDRBlock(own), to: "nat\(number)", in: router)
        command(CIDRBlock(own).addressCommand(on: "eth0"), in: space)
      }
      fallback(to: "eth0", in: space)
      blueprint.spaces[space].ruleset = gateway.ruleset(sendingWith: address)
    }
    return try hop(to: devices[goal] ?? "hole", in: subnet)
  }

  // MARK: Finishing

  /// Writes what a gateway says once all hosts are known.
  mutating func finish(gateway: String, _ space: Int) {
    if let igw = network.internetGateways[Identifier(gateway)] {
      finish(igw, space)
    } else if let eigw = network.egressOnlyInternetGateways[Identifier(gateway)] {
      finish(eigw, space)
    }
  }

  private mutating func finish(_ gateway: EgressOnlyInternetGateway, _ space: Int) {
    let blocks = (gateway.vpc.flatMap { network.vpcs[$0] }?.cidrBlocks ?? []).filter { $0.family == .v6 }
    for block in blocks { route(block, to: "vpc", in: space) }
    fallback(to: "out", in: space)
    let name = gateway.name ?? gateway.id.text
    let unsolicited = blueprint.spaces[space].ruleset.drop("\(name) lets nothing in that was not begun inside")
    let other = blueprint.spaces[space].ruleset.drop("\(name) carries IPv6 alone, from its own VPC")
    let list = blocks.map(\.description).joined(separator: ", ")
    forwardRules[space, default: []] += [
      "meta nfproto ipv4 \(other)", "ct state established,related accept",
      "iifname \"out\" \(unsolicited)",
    ]
    if !blocks.isEmpty { forwardRules[space, default: []].append("ip6 saddr != { \(list) } \(other)") }
  }

  private mutating func finish(_ gateway: InternetGateway, _ space: Int) {
    guard let id = gateway.vpc, let vpc = network.vpcs[id], let internet = gateways["internet"],
      let outside = devices[Passage(space: internet, goal: gateway.id.text)]
    else { return }
    let name = "internet gateway \(gateway.name ?? gateway.id.text)"
    let own = network.networkInterfaces.filter { $0.vpc == id && blueprint.hosts[$0.id.text] != nil }.flatMap(
      \.addresses)
    var pairs = own.compactMap { address in address.publicAddress.map { (inside: address.address, outside: $0) } }
    for nat in network.natGateways
    where nat.connectivity == .public && blueprint.hosts[nat.id.text] != nil && nat.vpc == id {
      pairs += nat.addresses.compactMap { address in
        guard let inside = address.privateAddress, let outside = address.publicAddress else { return nil }
        return pairs.contains { $0.inside == inside } ? nil : (inside, outside)
      }
    }
    for block in vpc.cidrBlocks { route(block, to: "vpc", in: space) }
    fallback(to: "out", in: space)
    for pair in pairs { route(CIDRBlock(pair.outside), to: outside, in: internet) }
    for block in vpc.cidrBlocks where block.family == .v6 { route(block, to: outside, in: internet) }

    var ruleset = blueprint.spaces[space].ruleset
    let map = { (pairs: [(IPAddress, IPAddress)]) in pairs.map { "\($0) : \($1)" }.joined(separator: ", ") }
    ruleset.add(
      chain: "stateless", hook: "prerouting priority raw",
      ["notrack"] + ruleset.circleGuards
        + (pairs.isEmpty
          ? [] : ["iifname \"out\" ip daddr set ip daddr map { \(map(pairs.map { ($0.outside, $0.inside) })) }"]))
    let unpaired = ruleset.drop("\(name): no public address is paired with the private one")
    let notPublic = ruleset.drop("\(name) carries nothing to or from private addresses outside")
    let spoofed = ruleset.drop("\(name) carries only what bears an address of its VPC")
    let denied = ruleset.drop("\(name): the interface denies IPv6 from the internet")
    let redirected = ruleset.drop(
      "\(name) redirects what comes in for the subnet, so its own packets must leave that way")
    let privates = "{ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 }"
    var rules = [
      "iifname \"vpc\" ip daddr \(privates) \(notPublic)", "iifname \"out\" ip saddr \(privates) \(notPublic)",
    ]
    for route in network.routeTables.first(where: { $0.gateways.contains(gateway.id.text) })?.routes ?? [] {
      guard case .cidrBlock(let block) = route.destination, route.target != .local else { continue }
      let mark = SecurityGroup.forwardedMark
      rules.append(
        "iifname \"vpc\" \(block.family.field) saddr \(block) \(block.family.field) dscp != \(mark) \(redirected)")
    }
    if pairs.isEmpty {
      rules.append("meta nfproto ipv4 \(unpaired)")
    } else {
      let list = pairs.map(\.inside.description).joined(separator: ", ")
      rules += [
        "iifname \"vpc\" ip saddr != { \(list) } \(unpaired)", "iifname \"out\" ip daddr != { \(list) } \(unpaired)",
        "iifname \"vpc\" ip saddr set ip saddr map { \(map(pairs.map { ($0.inside, $0.outside) })) }",
      ]
    }
    let denying = network.networkInterfaces.filter { $0.vpc == id && $0.deniesInternetTraffic }.flatMap(\.addresses)
      .map(\.address).filter { $0.family == .v6 }
    if !denying.isEmpty {
      rules.append("iifname \"out\" ip6 daddr { \(denying.map(\.description).joined(separator: ", ")) } \(denied)")
    }
    let blocks = vpc.cidrBlocks.filter { $0.family == .v6 }.map(\.description).joined(separator: ", ")
    rules.append(
      blocks.isEmpty ? "meta nfproto ipv6 \(spoofed)" : "iifname \"vpc\" ip6 saddr != { \(blocks) } \(spoofed)")
    blueprint.spaces[space].ruleset = ruleset
    forwardRules[space, default: []] += rules
  }
}
