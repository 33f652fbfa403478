internal import NetworkModel

/// What is in a place or group: interfaces, listed or not.
struct Members {
  /// The listed interfaces.
  var listed: [NetworkInterface]
  /// Those that are not listed and that something of the snapshot tells of; without an address where one of them may as well be elsewhere.
  var standIns: [Endpoint]
  /// Why there may be others.
  var unlisted: Unknown?
}

extension Directory {
  /// Everything.
  func everyMember() -> Members {
    Members(
      listed: Array(network.networkInterfaces), standIns: terrain.standIns.all.map { endpoint($0) },
      unlisted: network.unlistedInterfaces())
  }

  /// What is in any of some subnets.
  func members(of subnets: Set<Identifier<Subnet>>) -> Members {
    members(in: Set(subnets.compactMap { network.subnets[$0]?.vpc })) { subnets.contains($0.subnet) }
  }

  /// What is in any of some VPCs.
  func members(of vpcs: Set<Identifier<VPC>>) -> Members { members(in: vpcs) { vpcs.contains($0.vpc) } }

  /// What carries any of some security groups.
  func members(of groups: Set<Identifier<SecurityGroup>>) -> Members {
    members(in: nil) { interface in
      interface.securityGroups.map { !groups.isDisjoint(with: $0) }
    }
  }

  /// What has addresses of a block, but for the listed interfaces, which may have others as well.
  func members(in block: CIDRBlock) -> Members {
    let vpcs = network.vpcs.filter { vpc in
      vpc.cidrBlocks.contains { $0.contains(block) || block.contains($0) }
    }
    if vpcs.isEmpty { return Members(listed: [], standIns: [], unlisted: nil) }
    return Members(
      listed: [],
      standIns: terrain.standIns.all.compactMap { standIn in
        standIn.families.contains(block.family) ? endpoint(standIn) { $0.isIn(block) } : nil
      }, unlisted: network.unlistedInterfaces(in: Set(vpcs.map(\.id))))
  }

  private func members(
    in vpcs: Set<Identifier<VPC>>?, where isMember: (NetworkInterface) -> Bool?
  ) -> Members {
    Members(
      listed: network.networkInterfaces.filter { isMember($0) ?? false },
      standIns: terrain.standIns.all.compactMap { endpoint($0) { isMember($0.interface) } },
      unlisted: network.unlistedInterfaces(in: vpcs))
  }

  // MARK: Interfaces that are not listed

  /// The end that is one of them.
  func endpoint(_ standIn: StandIn) -> Endpoint {
    let hosts = terrain.hosts(of: standIn)
    return Endpoint(
      name: standIn.name, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts),
      unplaced: [standIn.unplaced].compactMap(\.self))
  }

  /// The same if it is a member of something, by what each of its parts tells; without an address where only some parts are, or it has none.
  func endpoint(_ standIn: StandIn, where isMember: (StandIn.Part) -> Bool?) -> Endpoint? {
    let answers = Set(standIn.parts.map(isMember))
    if answers == [true] { return endpoint(standIn) }
    if answers == [false] { return nil }
    let gap = Unknown(
      what: "whether \(standIn.name) is meant", why: "the snapshot does not list its interface \(network.howToList)")
    let gaps = Dictionary(uniqueKeysWithValues: standIn.families.map { ($0, standIn.gaps[$0] ?? gap) })
    return Endpoint(
      name: standIn.name, kind: .hosts([]), clientPorts: .anyClient,
      unplaced: [Endpoint.Unplaced(id: standIn.id, gaps: gaps, isMeant: false)])
  }

  /// The first address of an interface in each family.
  func ends(of interface: NetworkInterface) -> [Host] {
    [IPAddress.Family.v4, .v6].compactMap { interface.address($0) }.map { Host(interface, $0, on: terrain) }
  }
}

extension StandIn {
  /// What of it cannot be asked about.
  var unplaced: Endpoint.Unplaced? { gaps.isEmpty ? nil : Endpoint.Unplaced(id: id, gaps: gaps) }
}

extension StandIn.Part {
  /// Whether its addresses are in a block; nil where some are.
  func isIn(_ block: CIDRBlock) -> Bool? {
    if block.range.lower <= addresses.lower, addresses.upper <= block.range.upper { return true }
    return addresses.upper < block.range.lower || block.range.upper < addresses.lower ? false : nil
  }
}
