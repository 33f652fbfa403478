internal import NetworkModel

extension BlueprintBuilder {
  /// Writes a subnet's route table into its VPC's router.
  mutating func follow(_ table: RouteTable?, from subnet: Subnet) throws(LabError) {
    let core = try core(of: subnet.vpc)
    guard let device = devices[Passage(space: core, goal: subnet.id.text)], let number = Int(device.dropFirst(3)) else {
      return
    }
    try write(table, as: 1_000 + number, in: core, zone: subnet.zone, vpc: subnet.vpc)
  }

  /// Writes a route table into a VPC's router, as the kernel's table of a number.
  mutating func write(
    _ table: RouteTable?, as number: Int, in core: Int, zone: String?, vpc: Identifier<VPC>
  ) throws(LabError) {
    guard let table else {
      let device = hole("the snapshot lacks the route table (aws ec2 describe-route-tables)", isOfLab: true, in: core)
      return fallback(to: device, table: number, in: core)
    }
    for route in table.routes {
      let device: String?
      switch route.state {
      case .blackhole: device = "hole"
      case .other: device = unbuilt(route.target.text, in: core)
      case .active: device = try self.device(for: route.target, in: core, zone: zone, vpc: vpc)
      }
      switch route.destination {
      case .cidrBlock(let block):
        self.route(block, to: device, table: number, metric: route.isPropagated ? 3 : 1, in: core)
      case .prefixList(let id):
        // At equal length a route of a prefix list yields to a static one (trap 31).
        for block in network.prefixLists[id]?.cidrBlocks ?? [] {
          self.route(block, to: device, table: number, metric: 2, in: core)
        }
      }
    }
    // Whatever a table has no route for falls, instead of going on to the next table.
    fallback(to: "hole", table: number, in: core)
  }

  mutating func unbuilt(_ what: String, in space: Int) -> String {
    hole("a route leads to what the lab does not build, such as \(what)", isOfLab: true, in: space)
  }

  /// The device that carries packets to a route's target; nil for the VPC itself, which is looked up by another table.
  private mutating func device(
    for target: Route.Target, in core: Int, zone: String?, vpc: Identifier<VPC>
  ) throws(LabError) -> String? {
    switch target {
    case .local: return nil
    case .internetGateway(let id): return try device(for: id, in: core, vpc: vpc)
    case .natGateway(let id): return try device(for: id, in: core, vpc: vpc)
    case .networkInterface(let id):
      guard let interface = network.networkInterfaces[id], interface.vpc == vpc else {
        return unbuilt(id.text, in: core)
      }
      try host(interface, forwards: true)
      guard let router = subnets[interface.subnet], let device = devices[Passage(space: router, goal: id.text)] else {
        return "hole"
      }
      return try hop(to: device, in: interface.subnet)
    case .vpcPeeringConnection(let id): return try device(for: id, in: core, vpc: vpc)
    case .transitGateway(let id): return try device(for: id, in: core, zone: zone, vpc: vpc)
    case .egressOnlyInternetGateway(let id): return try device(for: id, in: core, vpc: vpc)
    case .vpnGateway, .vpcEndpoint, .other, .none: return unbuilt(target.text, in: core)
    }
  }

  // MARK: Peering

  /// A cable from router to router: what arrives is delivered to the VPC's own subnets, and goes no farther (PEER).
  private mutating func device(
    for id: Identifier<VPCPeeringConnection>, in core: Int, vpc: Identifier<VPC>
  ) throws(LabError) -> String {
    if let known = devices[Passage(space: core, goal: id.text)] { return known }
    guard let peering = network.vpcPeeringConnections[id], let peer = peering.peer(of: vpc),
      let other = network.vpcs[peer.vpc]
    else { return unbuilt(id.text, in: core) }
    guard peering.status == "active" else { return "hole" }
    let far = try self.core(of: other.id)
    let number = link(core, "pcx%", far, "pcx%")
    for (space, own) in [(core, network.vpcs[vpc]), (far, other)] {
      devices[Passage(space: space, goal: id.text)] = "pcx\(number)"
      lookUp(in: Self.deliveryTable, from: "pcx\(number)", priority: 100 + number, in: space)
      let name = peering.name ?? id.text
      for family in [IPAddress.Family.v4, .v6] {
        let blocks = (own?.cidrBlocks ?? []).filter { $0.family == family }
        if blocks.isEmpty { continue }
        let list = blocks.map(\.description).joined(separator: ", ")
        let rule = blueprint.spaces[space].ruleset.drop("peering \(name) carries only what comes from the VPC itself")
        forwardRules[space, default: []].append(
          "oifname \"pcx\(number)\" \(family.field) saddr != { \(list) } \(rule)")
      }
      if peering.isWithinRegion != true {
        // References do not cross Regions, whatever else joins the two VPCs (UG/security-group-rules).
        forwardRules[space, default: []] += ["ip", "ip6"].map {
          "oifname \"pcx\(number)\" \($0) dscp set \(SecurityGroup.forwardedMark)"
        }
      }
      let nats = network.natGateways.filter { $0.vpc == own?.id }.flatMap(\.addresses).compactMap(\.privateAddress)
      if !nats.isEmpty {
        let rule = blueprint.spaces[space].ruleset.drop(
          "replies that return to a NAT gateway over a peering connection are not built", isOfLab: true)
        let list = nats.map(\.description).joined(separator: ", ")
        forwardRules[space, default: []].append("oifname \"pcx\(number)\" ip saddr { \(list) } \(rule)")
      }
    }
    return "pcx\(number)"
  }
}
