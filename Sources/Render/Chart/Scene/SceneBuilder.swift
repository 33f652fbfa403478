internal import NetworkModel

/// Makes the scene of a network.
struct SceneBuilder {
  let network: Network
  let family: IPAddress.Family
  /// The ids of the network interfaces that are drawn on their own, not folded with their equals.
  let prominent: Set<String>

  /// A subnet has no more cards than this, if folding equal endpoints can help it.
  private let cardLimit: Int

  private let associations: SubnetAssociations

  init(_ network: Network, family: IPAddress.Family, prominent: Set<String>) {
    self.network = network
    self.family = family
    self.prominent = prominent
    cardLimit = network.networkInterfaces.count <= 400 ? 12 : 6
    associations = SubnetAssociations(network)
  }

  private func networkACL(of subnet: Subnet) -> NetworkACL? {
    associations.networkACL(of: subnet.id).map { network.networkACLs[$0] }
  }

  private func routeTable(of subnet: Subnet) -> RouteTable? {
    associations.routeTable(of: subnet.id, in: subnet.vpc).map { network.routeTables[$0] }
  }

  func scene() -> Scene {
    var scene = Scene()
    let endpoints = EndpointNaming(network, family: family).endpoints()
    var subnets = Dictionary(grouping: network.subnets, by: \.vpc)
    // A subnet or VPC that only interfaces name is drawn as well: nothing that is there is left out.
    var seen = Set(network.subnets.map(\.id))
    for interface in network.networkInterfaces where seen.insert(interface.subnet).inserted {
      subnets[interface.vpc, default: []].append(
        Subnet(id: interface.subnet, vpc: interface.vpc, availabilityZone: interface.availabilityZone, cidrBlocks: []))
    }
    var vpcs = Array(network.vpcs)
    for id in subnets.keys.sorted() where network.vpcs[id] == nil { vpcs.append(VPC(id: id, cidrBlocks: [])) }
    let unplaced = self.unplaced
    var places: [String: [String: [DrawnVPC]]] = [:]
    for vpc in vpcs.sorted(by: { ($0.sortKey, $0.id) < ($1.sortKey, $1.id) }) {
      let own = subnets[vpc.id, default: []]
      let drawn = drawnVPC(vpc, own, endpoints, unplaced[vpc.id, default: []])
      let region = vpc.scope.region ?? region(of: own) ?? ""
      places[vpc.scope.account ?? "", default: [:]][region, default: []].append(drawn)
    }
    scene.accounts = places.sorted { $0.key < $1.key }.map { account, regions in
      DrawnAccount(
        name: account,
        regions: regions.sorted { $0.key < $1.key }.map { DrawnRegion(name: $0.key, vpcs: $0.value) })
    }
    scene.transits = transits
    scene.hasInternet = !network.internetGateways.isEmpty || !network.egressOnlyInternetGateways.isEmpty
    scene.hasOnPremises = !network.vpnGateways.isEmpty || scene.transits.contains(where: \.leadsOnPremises)
    let homeless = network.instances.count { instance in !endpoints.attached.contains(instance.id) }
    if homeless > 0 {
      scene.notes.append(
        "\(homeless == 1 ? "1 instance has" : "\(homeless) instances have") no network interface in the snapshot "
          + "(aws ec2 describe-network-interfaces)")
    }
    return scene
  }

  private func region(of subnets: [Subnet]) -> String? {
    let regions = Set(
      subnets.compactMap(\.availabilityZone).map { String($0.dropLast($0.last?.isLetter == true ? 1 : 0)) })
    return regions.count == 1 ? regions.first : nil
  }

  // MARK: VPCs

  private func drawnVPC(_ vpc: VPC, _ subnets: [Subnet], _ endpoints: EndpointNaming.Endpoints, _ unplaced: [String])
    -> DrawnVPC
  {
    let zones = Set(subnets.map { $0.availabilityZone ?? "" }).sorted()
    return DrawnVPC(
      id: vpc.id, name: vpc.name ?? vpc.id.text, cidrBlocks: vpc.cidrBlocks.map(\.description), zones: zones,
      rows: rows(subnets, zones: zones, endpoints), gateways: gateways(of: vpc.id), unplaced: unplaced)
  }

  /// A tier: what subnets of different zones share that are drawn side by side.
  private struct Tier: Hashable {
    let exposure: Int
    let networkACL: String
    /// Which of its zone's subnets of this exposure and ACL.
    let position: Int
  }

  private func rows(_ subnets: [Subnet], zones: [String], _ endpoints: EndpointNaming.Endpoints) -> [[DrawnSubnet?]] {
    var tiers: [Tier: [String: Subnet]] = [:]
    var counts: [String: Int] = [:]
    for subnet in subnets.sorted(by: { ($0.sortKey, $0.id) < ($1.sortKey, $1.id) }) {
      let exposure = SubnetExposure(routeTable(of: subnet))
      let acl = networkACL(of: subnet)?.id.text ?? ""
      let zone = subnet.availabilityZone ?? ""
      let key = "\(exposure.rawValue) \(acl) \(zone)"
      let tier = Tier(exposure: exposure.rawValue, networkACL: acl, position: counts[key, default: 0])
      counts[key, default: 0] += 1
      tiers[tier, default: [:]][zone] = subnet
    }
    let order = tiers.sorted { one, other in
      let keys = [one, other].map { tier in tier.value.values.map { ($0.sortKey, $0.id) }.min { $0 < $1 } }
      guard one.key.exposure == other.key.exposure, let first = keys[0], let second = keys[1] else {
        return one.key.exposure < other.key.exposure
      }
      return first < second
    }
    return order.map { tier in zones.map { zone in tier.value[zone].map { drawn($0, endpoints) } } }
  }

  private func drawn(_ subnet: Subnet, _ endpoints: EndpointNaming.Endpoints) -> DrawnSubnet {
    let acl = networkACL(of: subnet)
    let table = routeTable(of: subnet)
    return DrawnSubnet(
      id: subnet.id, name: subnet.name ?? subnet.id.text, cidrBlocks: subnet.cidrBlocks.map(\.description),
      exposure: SubnetExposure(table), networkACL: acl.map { ($0.id.text, $0.name ?? $0.id.text) },
      routeTable: table.map { ($0.id.text, $0.name ?? $0.id.text) },
      cards: endpoints.bySubnet[subnet.id, default: []].cards(atMost: cardLimit, prominent: prominent))
  }

  // MARK: Services without a place

  private var unplaced: [Identifier<VPC>: [String]] {
    var unplaced: [Identifier<VPC>: [String]] = [:]
    for service in network.managedServices {
      guard let vpc = service.vpc, service.networkInterfaces.allSatisfy({ network.networkInterfaces[$0] == nil }),
        !network.networkInterfaces.contains(where: { $0.instance == nil && service.mayOwn($0) })
      else { continue }
      unplaced[vpc, default: []].append("\(service.kind.rawValue) \(service.name)")
    }
    return unplaced.mapValues { $0.sorted() }
  }
}

extension VPC {
  fileprivate var sortKey: CIDRBlock { cidrBlocks.first ?? .anyIPv6 }
}

extension Subnet {
  fileprivate var sortKey: CIDRBlock { cidrBlocks.first ?? .anyIPv6 }
}
