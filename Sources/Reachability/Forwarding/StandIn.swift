internal import AWSCatalogue
internal import NetworkModel

/// An interface that AWS has for something and the snapshot does not list: whatever address of some subnets it may have.
///
/// All commands take it for the end that it is. It has one address of a family, and nobody knows which: where the answers for those it may
/// have differ, there is none. Several stand-ins, such as the nodes of a load balancer, all are there.
struct StandIn: Sendable {
  /// What AWS has it for.
  enum Owner: Hashable, Sendable {
    /// A node of a load balancer, by the load balancer's position.
    case loadBalancer(Int)
    /// An interface of a VPC endpoint.
    case vpcEndpoint(Identifier<VPCEndpoint>)
    /// A database or the like.
    case service(Identifier<ManagedService>)
  }

  /// Addresses it may have, which no rule tells apart.
  struct Part: Sendable {
    let addresses: AddressRange
    /// The interface as it would be with the first of them.
    let interface: NetworkInterface
    let site: SubnetSite
  }

  /// Its id, for want of one by AWS: made of the ids of what it stands for and, where that has several interfaces, of its subnet.
  let id: Identifier<NetworkInterface>
  /// What people call it.
  let name: String
  /// What AWS has it for.
  let owner: Owner
  /// The addresses it may have, in the order of its subnets.
  let parts: [Part]
  /// What keeps it from having a place, in those families of addresses of which it may have one.
  let gaps: [IPAddress.Family: Unknown]

  /// The families of addresses that it has, or may have.
  var families: Set<IPAddress.Family> {
    Set(parts.map(\.addresses.lower.family)).union(gaps.keys)
  }

  /// The subnets it may be in.
  var subnets: Set<Identifier<Subnet>> { Set(parts.map(\.interface.subnet)) }
}

extension Terrain {
  /// The hosts that a stand-in may be, in one family of addresses; of both, those of IPv4 first.
  func hosts(of standIn: StandIn, _ family: IPAddress.Family? = nil) -> [Host] {
    let role: Host.Role? = if case .loadBalancer(let position) = standIn.owner { .loadBalancer(position) } else { nil }
    return standIn.parts.filter { family == nil || $0.addresses.lower.family == family }.map { part in
      Host(
        part.interface, part.interface.addresses[0], at: part.site, standsFor: AddressSet([part.addresses]),
        name: standIn.name, role: role, on: self)
    }
  }
}

/// All stand-ins of a network.
struct StandIns: Sendable {
  /// Those of load balancers first, then those of VPC endpoints and of services, each in the order of the network's tables.
  let all: [StandIn]
  private let numbers: [StandIn.Owner: [Int]]

  /// Finds what has interfaces that are not listed; `nodes` are the listed ones of load balancers.
  init(of network: Network, _ sites: SubnetSites, nodes: [Int: [Identifier<NetworkInterface>]], _ index: HostIndex) {
    var search = StandInSearch(network, sites, index)
    for position in network.loadBalancers.indices { search.add(loadBalancer: position, nodes[position] ?? []) }
    for endpoint in network.vpcEndpoints { search.add(endpoint) }
    search.addServices()
    all = search.found
    numbers = Dictionary(grouping: all.indices) { [all] in all[$0].owner }
  }

  /// Those of one owner.
  func of(_ owner: StandIn.Owner) -> [StandIn] { numbers[owner, default: []].map { all[$0] } }
}

/// A search for stand-ins under way.
private struct StandInSearch {
  private let network: Network
  private let sites: SubnetSites
  private let index: HostIndex
  private var atoms: AddressAtoms?
  private(set) var found: [StandIn] = []

  init(_ network: Network, _ sites: SubnetSites, _ index: HostIndex) {
    self.network = network
    self.sites = sites
    self.index = index
  }

  // MARK: Load balancers

  mutating func add(loadBalancer position: Int, _ nodes: [Identifier<NetworkInterface>]) {
    let loadBalancer = network.loadBalancers[position]
    // One that takes packets from its endpoints alone is no end.
    if loadBalancer.kind == .gateway { return }
    let listed = Set(nodes.compactMap { network.networkInterfaces[$0]?.subnet })
    for zone in loadBalancer.zones where !listed.contains(zone.subnet) {
      add(zone, of: loadBalancer, position)
    }
    if loadBalancer.zones.isEmpty, listed.isEmpty {
      let gap = Unknown(
        what: "the subnets of load balancer \(loadBalancer.name)",
        why: "the snapshot tells neither them nor its interfaces \(network.howToList)")
      found.append(
        StandIn(
          id: Identifier(loadBalancer.id.text), name: loadBalancer.name, owner: .loadBalancer(position), parts: [],
          gaps: loadBalancer.families.reduce(into: [:]) { $0[$1] = gap }))
    }
  }

  private mutating func add(_ zone: LoadBalancer.Zone, of loadBalancer: LoadBalancer, _ position: Int) {
    let known = zone.addresses.first
    let outside = known?.publicAddress ?? (loadBalancer.isInternetFacing ? Host.somePublicAddress : nil)
    // Only a Network Load Balancer may be without (trap 38).
    let isTold = loadBalancer.kind == .network || !loadBalancer.securityGroups.isEmpty
    let place = network.subnets[zone.subnet]?.availabilityZone ?? zone.availabilityZone
    let name = place.map { "\(loadBalancer.name) in \($0)" } ?? loadBalancer.name
    let subject = Subject(
      id: "\(loadBalancer.id)/\(zone.subnet)", name: name, description: loadBalancer.interfaceDescription,
      type: loadBalancer.kind == .network ? "network_load_balancer" : "interface",
      groups: isTold ? loadBalancer.securityGroups : nil)
    var parts: [StandIn.Part] = []
    var gaps: [IPAddress.Family: Unknown] = [:]
    for family in loadBalancer.families {
      let single = family == .v4 ? known?.privateAddress : known?.addressV6
      let some = self.parts(of: subject, in: zone.subnet, family, only: single, publicly: family == .v4 ? outside : nil)
      parts += some
      if some.isEmpty { gaps[family] = unplaced(subject.name, [zone.subnet], family) }
    }
    found.append(
      StandIn(id: Identifier(subject.id), name: name, owner: .loadBalancer(position), parts: parts, gaps: gaps))
  }

  // MARK: VPC endpoints

  mutating func add(_ endpoint: VPCEndpoint) {
    guard [.interface, .resource, .serviceNetwork].contains(endpoint.kind), endpoint.hasInterfaces else { return }
    let listed = Set(endpoint.networkInterfaces.compactMap { network.networkInterfaces[$0]?.subnet })
    let called = endpoint.name ?? endpoint.id.text
    for subnet in endpoint.subnets where !listed.contains(subnet) {
      let name = "\(called) in \(network.subnets[subnet]?.name ?? subnet.text)"
      let subject = Subject(
        id: "\(endpoint.id)/\(subnet)", name: name, description: "VPC Endpoint Interface \(endpoint.id)",
        type: "vpc_endpoint", groups: endpoint.securityGroups.isEmpty ? nil : endpoint.securityGroups)
      add(subject, .vpcEndpoint(endpoint.id), in: [subnet])
    }
    if endpoint.subnets.isEmpty, listed.isEmpty {
      let subject = Subject(id: endpoint.id.text, name: called, description: "", type: "vpc_endpoint", groups: nil)
      add(subject, .vpcEndpoint(endpoint.id), in: [])
    }
  }

  // MARK: Services

  mutating func addServices() {
    if network.managedServices.isEmpty { return }
    var candidates: [Identifier<Subnet>: [NetworkInterface]] = [:]
    for interface in network.networkInterfaces
    where interface.instance == nil && ManagedService.mayHave(interfaceDescribed: interface.interfaceDescription) {
      candidates[interface.subnet, default: []].append(interface)
    }
    for service in network.managedServices {
      if service.networkInterfaces.contains(where: { network.networkInterfaces[$0] != nil }) { continue }
      // In a list that lacks pages the one that looks like its own may be another's.
      let mayBeListed = service.subnets.contains { candidates[$0]?.contains(where: service.mayOwn) ?? false }
      if mayBeListed, network.ledger.status(of: .describeNetworkInterfaces) != .cutOff { continue }
      if let doubt = network.doubts[service.id.text]?.first {
        let gap = Unknown(doubt)
        found.append(
          StandIn(
            id: Identifier(service.id.text), name: service.name, owner: .service(service.id), parts: [],
            gaps: [.v4: gap, .v6: gap]))
        continue
      }
      let subject = Subject(
        id: service.id.text, name: service.name, description: service.kind.interfaceDescription,
        type: service.kind == .function ? "lambda" : "interface",
        groups: service.securityGroups.isEmpty ? nil : service.securityGroups)
      add(subject, .service(service.id), in: service.subnets)
    }
  }

  // MARK: Places

  /// What the interfaces of one thing have in common.
  private struct Subject {
    let id: String
    let name: String
    let description: String
    let type: String
    let groups: [Identifier<SecurityGroup>]?
  }

  /// Adds an interface that is in one of some subnets. Whether it has an IPv6 address nothing tells.
  private mutating func add(_ subject: Subject, _ owner: StandIn.Owner, in subnets: [Identifier<Subnet>]) {
    var parts: [StandIn.Part] = []
    var gaps: [IPAddress.Family: Unknown] = [:]
    for subnet in subnets {
      let some = self.parts(of: subject, in: subnet, .v4)
      if some.isEmpty { gaps[.v4] = unplaced(subject.name, [subnet], .v4) }
      parts += some
    }
    if subnets.isEmpty { gaps[.v4] = unplaced(subject.name, [], .v4) }
    let hasV6 = subnets.compactMap { network.subnets[$0] }.flatMap(\.cidrBlocks).contains { $0.family == .v6 }
    if hasV6 {
      gaps[.v6] = Unknown(
        what: "whether \(subject.name) has an IPv6 address",
        why: "the snapshot does not list its interface \(network.howToList)")
    }
    // An interface that may be in a subnet of which nothing is known may be anywhere.
    if gaps[.v4] != nil { parts = [] }
    found.append(StandIn(id: Identifier(subject.id), name: subject.name, owner: owner, parts: parts, gaps: gaps))
  }

  private func unplaced(_ name: String, _ subnets: [Identifier<Subnet>], _ family: IPAddress.Family) -> Unknown {
    guard let subnet = subnets.first else {
      return Unknown(
        what: "where \(name) is", why: "the snapshot tells neither its interfaces nor its subnets \(network.howToList)")
    }
    guard network.subnets[subnet] == nil else {
      return Unknown(
        what: "the \(family.name) address of \(name)",
        why: "subnet \(subnet) has none to give, and the snapshot does not list its interface \(network.howToList)")
    }
    return Unknown(
      what: "where \(name) is",
      why: "the snapshot describes no subnet \(subnet) (aws \(AWSCall.describeSubnets.words)), and lists no interface "
        + "of its own \(network.howToList)")
  }

  /// The addresses of a subnet that an interface may have, by what rules and routes tell apart.
  private mutating func parts(
    of subject: Subject, in id: Identifier<Subnet>, _ family: IPAddress.Family, only address: IPAddress? = nil,
    publicly outside: IPAddress? = nil
  ) -> [StandIn.Part] {
    guard let subnet = network.subnets[id], let site = sites.site(of: id) else { return [] }
    let ranges = address.map { [CIDRBlock($0).range] } ?? subnet.cidrBlocks.filter { $0.family == family }.map(\.range)
    let atoms = atoms ?? AddressAtoms(edgesOf: network.blocksOnTheWay + network.blocksOfSecurityGroups)
    self.atoms = atoms
    return ranges.flatMap { range in
      atoms.parts(of: range).filter { address != nil || mayBeFree($0, of: range, in: subnet.vpc) }.map { part in
        StandIn.Part(
          addresses: part,
          interface: NetworkInterface(
            id: Identifier(subject.id), name: subject.name, interfaceDescription: subject.description,
            type: subject.type, subnet: id, vpc: subnet.vpc, availabilityZone: subnet.availabilityZone,
            addresses: [NetworkInterface.Address(part.lower, isPrimary: family == .v4, publicAddress: outside)],
            securityGroups: subject.groups), site: site)
      }
    }
  }

  /// Whether an interface may have an address of a part: no other has it, and it is not one that AWS keeps, which are the first four
  /// and the last of a subnet (UG/subnet-sizing). Only of a few addresses is it looked.
  private func mayBeFree(_ part: AddressRange, of subnet: AddressRange, in vpc: Identifier<VPC>) -> Bool {
    var address = part.lower
    for _ in 0..<16 {
      let isKept = address.bits - subnet.lower.bits < 4 || address == subnet.upper
      let isTaken = index.holders(of: address).contains {
        !$0.isPublic && network.networkInterfaces[$0.interface]?.vpc == vpc
      }
      if !isKept, !isTaken { return true }
      guard address < part.upper, let next = address.successor else { return false }
      address = next
    }
    return true
  }
}

extension LoadBalancer {
  /// The families of addresses that its nodes have.
  var families: [IPAddress.Family] { isDualStack ? [.v4, .v6] : [.v4] }
}

extension VPCEndpoint {
  /// Whether there are interfaces of it still, or already.
  fileprivate var hasInterfaces: Bool { !["deleted", "failed", "expired", "rejected"].contains(state) }
}

extension ManagedService {
  /// Whether AWS describes interfaces of some kind of service so.
  fileprivate static func mayHave(interfaceDescribed text: String) -> Bool {
    text == "RDSNetworkInterface" || text.hasPrefix("ElastiCache") || text.hasPrefix("AWS Lambda VPC ENI")
  }
}

extension ManagedService.Kind {
  /// What AWS calls their interfaces.
  fileprivate var interfaceDescription: String {
    switch self {
    case .dbInstance, .dbCluster: "RDSNetworkInterface"
    case .cacheCluster: "ElastiCache"
    case .function: "AWS Lambda VPC ENI"
    case .task, .mountTarget: ""
    }
  }
}
