internal import NetworkModel

/// Draws the part of a network that two ends may use, following every route that its subnets have.
///
/// It decides nothing: whichever way packets take, and whether they arrive, is found out by sending some.
struct BlueprintBuilder {
  /// A namespace's route table for what is in the VPC itself.
  static let deliveryTable = 50
  /// More namespaces than this are a sign that the ends could use half of a company's network.
  static let mostSpaces = 400

  let network: Network
  private let associations: SubnetAssociations
  var blueprint = Blueprint()
  /// The routers of VPCs.
  var cores: [Identifier<VPC>: Int] = [:]
  /// The routers of subnets.
  var subnets: [Identifier<Subnet>: Int] = [:]
  /// The namespaces of gateways, by their ids.
  var gateways: [String: Int] = [:]
  /// Devices that lead somewhere, by the namespace they are in and what they lead to.
  var devices: [Passage: String] = [:]
  /// Subnets whose routes are still to be followed.
  var pending: [Identifier<Subnet>] = []
  /// What a namespace's `forward` chain says, first to last.
  var forwardRules: [Int: [String]] = [:]
  private var labels: Set<String> = []
  private var routes: Set<String> = []

  struct Passage: Hashable {
    let space: Int
    let goal: String
  }

  init(_ network: Network) {
    self.network = network
    associations = SubnetAssociations(network)
  }

  // MARK: Parts

  mutating func addSpace(_ wanted: String, forwards: Bool) throws(LabError) -> Int {
    guard blueprint.spaces.count < Self.mostSpaces else {
      throw .unsupported("the connection could touch more than \(Self.mostSpaces) namespaces' worth of network")
    }
    let plain = String(wanted.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(60))
    var label = plain
    var number = 2
    while !labels.insert(label).inserted {
      label = "\(plain)-\(number)"
      number += 1
    }
    blueprint.spaces.append(Blueprint.Space(label, forwards: forwards))
    return blueprint.spaces.count - 1
  }

  /// Lays a cable; `%` in a device's name becomes its number.
  ///
  /// - Returns: The number.
  @discardableResult
  mutating func link(_ one: Int, _ device: String, _ other: Int, _ otherDevice: String) -> Int {
    let number = blueprint.links.count
    let named = { (name: String) in name.last == "%" ? "\(name.dropLast())\(number)" : name }
    blueprint.links.append(
      Blueprint.Link(
        one: .init(space: one, device: named(device)), other: .init(space: other, device: named(otherDevice))))
    return number
  }

  mutating func command(_ text: String, in space: Int) {
    blueprint.spaces[space].commands.append(text)
  }

  /// Adds a route, unless there is one for the same block that ranks the same: then the first stays.
  mutating func route(_ block: CIDRBlock, to device: String?, table: Int? = nil, metric: Int = 1, in space: Int) {
    let table = table.map { " table \($0)" } ?? ""
    guard routes.insert("\(space) \(block)\(table) \(metric)").inserted else { return }
    let goal = device.map { "\(block) dev \($0)" } ?? "throw \(block)"
    command("route add \(goal)\(table) metric \(metric)", in: space)
  }

  /// Where packets go that no other route of a table is for.
  mutating func fallback(to device: String, table: Int? = nil, in space: Int) {
    for block in [CIDRBlock.anyIPv4, .anyIPv6] {
      route(block, to: device, table: table, metric: 4_000_000_000, in: space)
    }
  }

  /// Looks packets up in a table that come from a device, or all that are left.
  mutating func lookUp(in table: Int, from device: String?, priority: Int, in space: Int) {
    let rule = "rule add \(device.map { "iif \($0) " } ?? "")priority \(priority) table \(table)"
    blueprint.spaces[space].commands.append(rule)
    blueprint.spaces[space].commandsV6.append(rule)
  }

  /// A device that leads nowhere, and records what falls into it.
  mutating func hole(_ reason: String, isOfLab: Bool = false, in space: Int) -> String {
    let device = isOfLab ? "unbuilt" : "hole"
    if devices.updateValue(device, forKey: Passage(space: space, goal: device)) == nil {
      link(space, device, space, device + "-end")
      let rule = blueprint.spaces[space].ruleset.drop(reason, isOfLab: isOfLab)
      forwardRules[space, default: []].append("oifname \"\(device)\" \(rule)")
    }
    return device
  }

  // MARK: VPCs and subnets

  mutating func core(of id: Identifier<VPC>) throws(LabError) -> Int {
    if let known = cores[id] { return known }
    guard let vpc = network.vpcs[id] else {
      throw .undescribed("the snapshot does not describe VPC \(id) (aws ec2 describe-vpcs)")
    }
    let core = try addSpace("vpc-\(vpc.name ?? id.text)", forwards: true)
    cores[id] = core
    blueprint.spaces[core].ruleset.addCircleGuard(of: [])
    let hole = hole("VPC \(vpc.name ?? id.text): no route, or nobody has the address", in: core)
    fallback(to: hole, table: Self.deliveryTable, in: core)
    lookUp(in: Self.deliveryTable, from: nil, priority: 20_000, in: core)
    return core
  }

  /// The router of a subnet, with the network ACL on its side of the cable to the VPC.
  mutating func router(of id: Identifier<Subnet>) throws(LabError) -> Int {
    if let known = subnets[id] { return known }
    guard let subnet = network.subnets[id] else {
      throw .undescribed("the snapshot does not describe subnet \(id) (aws ec2 describe-subnets)")
    }
    guard let acl = associations.networkACL(of: subnet.id).map({ network.networkACLs[$0] }) else {
      throw .undescribed("the snapshot lacks the network ACL of \(id) (aws ec2 describe-network-acls)")
    }
    let core = try core(of: subnet.vpc)
    let router = try addSpace("subnet-\(subnet.name ?? id.text)", forwards: true)
    subnets[id] = router
    let number = link(core, "sub%", router, "up")
    devices[Passage(space: core, goal: id.text)] = "sub\(number)"
    for block in subnet.cidrBlocks {
      route(block, to: "sub\(number)", table: Self.deliveryTable, in: core)
    }
    lookUp(in: 1_000 + number, from: "sub\(number)", priority: 100 + number, in: core)
    let hole = hole("subnet \(subnet.name ?? id.text): nobody has the address", in: router)
    for block in subnet.cidrBlocks { route(block, to: hole, metric: 9, in: router) }
    fallback(to: "up", in: router)

    var ruleset = blueprint.spaces[router].ruleset
    ruleset.add(chain: "stateless", hook: "prerouting priority raw", ["notrack"] + ruleset.circleGuards)
    ruleset.add(chain: "inbound", acl.rules(.inbound, in: &ruleset))
    ruleset.add(chain: "outbound", acl.rules(.outbound, in: &ruleset))
    blueprint.spaces[router].ruleset = ruleset
    // Between hosts of one subnet a packet meets no ACL (UG/vpc-network-acls, trap 11).
    forwardRules[router, default: []] += [
      "iifname { \"up\", \"hop*\" } jump inbound", "oifname \"up\" jump outbound",
    ]
    pending.append(id)
    return router
  }

  /// A device of a VPC's router that leads through a subnet to a device of the subnet's router, whatever address packets are for.
  mutating func hop(to device: String, in subnet: Identifier<Subnet>) throws(LabError) -> String {
    let router = try router(of: subnet)
    guard let vpc = network.subnets[subnet]?.vpc else { return "hole" }
    let core = try core(of: vpc)
    let passage = Passage(space: core, goal: "\(subnet) \(device)")
    if let known = devices[passage] { return known }
    let number = link(core, "hop%", router, "hop%")
    lookUp(in: 1_000 + number, from: "hop\(number)", priority: 100 + number, in: router)
    fallback(to: device, table: 1_000 + number, in: router)
    devices[passage] = "hop\(number)"
    return "hop\(number)"
  }

  /// Follows the routes of every subnet, until there is none left that is not.
  mutating func followRoutes() throws(LabError) {
    while let id = pending.popLast() {
      guard let subnet = network.subnets[id] else { continue }
      let table = associations.routeTable(of: id, in: subnet.vpc).map { network.routeTables[$0] }
      try follow(table, from: subnet)
    }
  }

  mutating func finish() -> Blueprint {
    for (gateway, space) in gateways.sorted(by: { $0.key < $1.key }) { finish(gateway: gateway, space) }
    for (space, rules) in forwardRules.sorted(by: { $0.key < $1.key }) {
      blueprint.spaces[space].ruleset.add(chain: "forward", hook: "forward priority filter", rules)
    }
    return blueprint
  }
}
