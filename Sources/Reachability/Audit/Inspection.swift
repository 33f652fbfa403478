internal import AWSCatalogue
internal import NetworkModel
internal import Ports

/// What the checks of an audit look at: a network, compiled, and what several of them ask of it.
struct Inspection: Sendable {
  let directory: Directory
  /// The network compiled for TCP.
  let tcp: Plane
  /// The network compiled for UDP.
  let udp: Plane
  /// Each interface that may be an end of a connection, by its first address of each family.
  let hosts: [Host]
  /// The hosts in the subnets of each network ACL, by the ACL's position.
  let hostsOfACL: [[Host]]
  /// The hosts that carry each security group.
  let hostsOfGroup: [Identifier<SecurityGroup>: [Host]]
  /// The hosts, by ascending address.
  private let hostsByAddress: [Host]
  /// The classes of endpoints and the lanes between them, for both protocols and each family that any host has.
  let matrices: [Matrix]
  /// The names of the services that AWS runs behind interfaces of its own.
  private let services: [Identifier<NetworkInterface>: String]

  init(of network: Network) {
    let terrain = Terrain(network)
    let directory = Directory(terrain)
    self.directory = directory
    tcp = Plane(terrain, for: .tcp)
    udp = Plane(terrain, for: .udp)
    var hosts: [Host] = []
    hosts.reserveCapacity(network.networkInterfaces.count)
    var hostsOfACL = [[Host]](repeating: [], count: network.networkACLs.count)
    // What is found of an interface that is not listed is told only if a trace finds it whatever its address is.
    let unlisted = terrain.standIns.all.flatMap { terrain.hosts(of: $0) }
    for host in network.networkInterfaces.lazy.flatMap({ directory.ends(of: $0) }) + unlisted where host.isEnd {
      hosts.append(host)
      if let acl = host.site.networkACL { hostsOfACL[acl].append(host) }
    }
    self.hosts = hosts
    self.hostsOfACL = hostsOfACL
    var hostsOfGroup: [Identifier<SecurityGroup>: [Host]] = [:]
    for host in hosts {
      for group in host.interface.securityGroups ?? [] { hostsOfGroup[group, default: []].append(host) }
    }
    self.hostsOfGroup = hostsOfGroup
    hostsByAddress = hosts.sorted { $0.address.address < $1.address.address }
    let families = [IPAddress.Family.v4, .v6].filter { family in
      hosts.contains { $0.address.address.family == family }
    }
    services = network.namesOfServices(directory)
    matrices = [tcp, udp].flatMap { plane in
      families.map { Matrix(of: directory, through: plane, family: $0, including: unlisted) }
    }
  }

  var terrain: Terrain { tcp.terrain }
  var network: Network { tcp.terrain.network }

  /// The hosts with an address of a set, by ascending address.
  func hosts(in addresses: AddressSet) -> some Sequence<Host> {
    addresses.ranges.lazy.flatMap { range in
      var (low, high) = (0, hostsByAddress.count)
      while low < high {
        let middle = (low + high) / 2
        if hostsByAddress[middle].address.address < range.lower { low = middle + 1 } else { high = middle }
      }
      return hostsByAddress[low...].prefix { $0.address.address <= range.upper }
    }
  }

  /// An address to show of a set of the internet's: one that is set aside for examples (RFC 5737, RFC 3849), if it is nobody's here.
  func example(of addresses: AddressSet) -> IPAddress? {
    let examples = ["203.0.113.10", "198.51.100.10", "192.0.2.10", "2001:db8:f00d::1"].compactMap { IPAddress($0) }
    let known = examples.first { addresses.contains($0) && terrain.index.holders(of: $0).isEmpty }
    return known ?? addresses.ranges.first?.lower
  }

  /// Every address of the internet.
  static func internet(_ family: IPAddress.Family, of network: Network) -> AddressSet {
    AddressSet.publicAddresses.subtracting(AddressSet(network.vpcs.flatMap(\.cidrBlocks))).only(family)
  }

  // MARK: Names

  /// What people call a host.
  func name(of host: Host) -> String {
    if case .loadBalancer(let position)? = host.role { return network.loadBalancers[position].name }
    return host.name ?? services[host.interface.id] ?? host.interface.id.text
  }

  /// What `portolan trace` takes for a host: its name, where that leads to it, and to no others but nodes of one load balancer; else its id.
  func option(for host: Host) -> String {
    let name = name(of: host)
    let found: [Host]
    switch try? directory.endpoint(name).kind {
    case .hosts(let hosts)?, .publicHosts(let hosts)?: found = hosts
    default: found = []
    }
    let interfaces = Set(found.map(\.interface.id))
    let isMeant = interfaces.contains(host.interface.id) && (interfaces.count == 1 || host.isLoadBalancer)
    return isMeant ? name : host.interface.id.text
  }

  func component(of acl: NetworkACL) -> Hop.Component {
    Hop.Component(kind: .networkACL, id: acl.id.text, name: acl.name ?? acl.id.text)
  }

  func component(of group: SecurityGroup) -> Hop.Component {
    Hop.Component(kind: .securityGroup, id: group.id.text, name: group.name)
  }

  func component(of host: Host) -> Hop.Component {
    if case .loadBalancer(let position)? = host.role {
      return Hop.Component(kind: .loadBalancer, id: network.loadBalancers[position].id.text, name: name(of: host))
    }
    let instance = host.interface.instance
    return Hop.Component(
      kind: instance == nil ? .networkInterface : .instance, id: instance?.text ?? host.interface.id.text,
      name: name(of: host))
  }

  // MARK: Questions

  /// An end of a question.
  enum End {
    case host(Host)
    case outside(IPAddress)
  }

  /// Asks whether a connection works; nil when it cannot be asked.
  func trace(
    _ from: End, _ to: End, _ plane: Plane, port: UInt16?, clientPorts: PortSet? = nil
  ) -> Trace? {
    guard let client = try? directory.endpoint(option(for: from)), let server = try? directory.endpoint(option(for: to))
    else { return nil }
    let given = clientPorts.map { Endpoint.ClientPorts($0, source: "as given") }
    let family = from.address.family
    guard
      let query = try? Query(
        from: client, to: server, ipProtocol: plane.ipProtocol, port: port, clientPorts: given, family: family)
    else { return nil }
    return Trace(query, through: plane)
  }

  /// The packet that a trace is about, as evidence.
  func evidence(
    _ from: End, _ to: End, _ ipProtocol: IPProtocol, port: UInt16?, clientPort: UInt16? = nil, _ verdict: Verdict?
  ) -> Audit.Evidence {
    Audit.Evidence(
      source: from.address, destination: to.address, ipProtocol: ipProtocol, port: port, clientPort: clientPort,
      question: verdict.map { Audit.Question(from: option(for: from), to: option(for: to), verdict: $0) })
  }

  private func option(for end: End) -> String {
    switch end {
    case .host(let host): option(for: host)
    case .outside(let address): "\(address)"
    }
  }

  // MARK: What is missing

  /// What the snapshot lacks that checks would have looked at, each with the call that would tell.
  var unknowns: [(call: AWSCall, unknown: Unknown)] {
    var unknowns: [(call: AWSCall, unknown: Unknown)] = []
    func note(_ ids: Set<String>, _ what: String, _ why: String, _ call: AWSCall) {
      guard let example = ids.min() else { return }
      let more = ids.count > 1 ? " and \(Phrase.number(ids.count - 1)) more" : ""
      unknowns.append((call, Unknown(what: "\(what) \(example)\(more)", why: "\(why) (aws \(call.words))")))
    }
    note(
      Set(hosts.filter { $0.site.networkACL == nil }.map(\.site.subnet.text)), "the network ACL of",
      "the snapshot lists none for it, so nothing is said of what it drops", .describeNetworkAcls)
    note(
      Set(hosts.filter { $0.site.routeTable == nil }.map(\.site.subnet.text)), "the route table of",
      "the snapshot lists none for it, so nothing is said of what lies beyond", .describeRouteTables)
    let groups = hosts.flatMap { $0.interface.securityGroups ?? [] }.filter { network.securityGroups[$0] == nil }
    note(
      Set(groups.map(\.text)), "the rules of security group",
      "interfaces carry it and the snapshot does not describe it", .describeSecurityGroups)
    note(
      Set(hosts.filter { $0.groups == nil }.map(\.interface.id.text)), "the security groups of",
      "the snapshot does not say which it carries", .describeNetworkInterfaces)
    let lists = network.securityGroups.flatMap(\.rules).compactMap { rule -> String? in
      guard case .prefixList(let list) = rule.peer, network.prefixLists[list]?.cidrBlocks == nil else { return nil }
      return list.text
    }
    note(
      Set(lists), "the blocks of prefix list",
      "rules name it and the snapshot lacks its entries", .getManagedPrefixListEntries)
    return unknowns
  }
}

extension Inspection.End {
  var address: IPAddress {
    switch self {
    case .host(let host): host.address.address
    case .outside(let address): address
    }
  }
}

extension Network {
  /// What the interfaces are called that databases and the like have.
  fileprivate func namesOfServices(_ directory: Directory) -> [Identifier<NetworkInterface>: String] {
    var names: [Identifier<NetworkInterface>: String] = [:]
    for name in managedServices.map(\.name) + vpcEndpoints.compactMap(\.name) {
      guard case .hosts(let hosts)? = try? directory.endpoint(name).kind else { continue }
      for host in hosts { names[host.interface.id] = name }
    }
    return names
  }
}

extension Host {
  /// Whether connections begin or end at it, rather than only pass it.
  fileprivate var isEnd: Bool {
    !["transit_gateway", "gateway_load_balancer", "gateway_load_balancer_endpoint"].contains(interface.type)
  }

  /// Whether it answers connections of its own.
  var isServer: Bool { isEnd && !isNATGateway && interface.type != "lambda" && refusal(asServer: true) == nil }

  /// Whether it begins connections of its own accord, and neither forwards those of others nor is stopped.
  var isClient: Bool { isEnd && !takesForOthers && refusal(asServer: false) == nil }
}
