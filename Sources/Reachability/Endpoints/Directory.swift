internal import AWSCatalogue
internal import NetworkModel
internal import Ports

/// Finds the endpoints of a network by id, name, address or block.
public struct Directory: Sendable {
  let terrain: Terrain
  private var instances: [String: [Identifier<Instance>]] = [:]
  private var interfaces: [String: [Identifier<NetworkInterface>]] = [:]

  var network: Network { terrain.network }

  /// Indexes the network of `terrain`.
  ///
  /// - Complexity: Linear in the number of interfaces and instances.
  public init(_ terrain: Terrain) {
    self.terrain = terrain
    for instance in network.instances {
      if let name = instance.name { instances[name, default: []].append(instance.id) }
    }
    for interface in network.networkInterfaces {
      if let name = interface.name { interfaces[name, default: []].append(interface.id) }
    }
  }

  /// Finds the endpoint that `text` names: `internet`; the id or Name tag of an instance, network interface, NAT gateway or VPC endpoint;
  /// the name, ARN or DNS name of a load balancer; the name, ARN or DNS name of a database, cache, function, task or file system; the id
  /// or name of a subnet or security group, for any interface in it; an address, or a CIDR block.
  ///
  /// A block or address outside every VPC stands for itself; a block inside one stands for the interfaces in it.
  public func endpoint(_ text: String) throws(EndpointError) -> Endpoint {
    if text == "internet" {
      // A VPC's own IPv6 addresses are public, but not outside.
      let own = AddressSet(network.vpcs.flatMap(\.cidrBlocks))
      return Endpoint(
        name: text, kind: .outside(.publicAddresses.subtracting(own)), clientPorts: .anyClient)
    }
    if let address = IPAddress(text) { return try endpoint(at: address, text) }
    if let block = CIDRBlock(text) { return try endpoint(in: block, text) }
    if let instance = network.instances[Identifier(text)] { return try endpoint(instance, text) }
    if let interface = network.networkInterfaces[Identifier(text)] { return try endpoint([interface], text) }
    if let standIn = standIn(text) { return endpoint(standIn) }
    return try endpoint(named: text)
  }

  /// The interface that is not listed and goes by an id.
  func standIn(_ id: String) -> StandIn? { terrain.standIns.all.first { $0.id.text == id } }

  // MARK: Names

  /// One thing that a name may mean.
  struct Meaning {
    /// What it is, in a few words, with the id that tells it apart.
    let description: String
    let endpoint: () throws(EndpointError) -> Endpoint
  }

  private func endpoint(named text: String) throws(EndpointError) -> Endpoint {
    // What has an interface of its own goes before the places and groups that interfaces are in.
    if let meaning = try Self.single(computers(named: text) + services(named: text), text) {
      return try meaning.endpoint()
    }
    guard let meaning = try Self.single(groups(named: text), text) else {
      throw .unknown(text, suggestions: suggestions(for: text))
    }
    guard let assumption = assumption(that: text, means: meaning) else { return try meaning.endpoint() }
    if network.isStrict { return Endpoint(unplaced: text, for: assumption.unknown) }
    return try meaning.endpoint().assuming(assumption)
  }

  private static func single(_ meanings: [Meaning], _ text: String) throws(EndpointError) -> Meaning? {
    if meanings.count > 1 { throw .ambiguous(text, candidates: meanings.map(\.description).sorted()) }
    return meanings.first
  }

  /// That a name is that of a subnet or security group, where something with an interface may bear it that is not listed.
  private func assumption(that name: String, means meaning: Meaning) -> Assumption? {
    // An id means one thing.
    guard !meaning.description.hasPrefix("\(name) "), let call = callForMoreNames else { return nil }
    return Assumption(
      "“\(name)” is \(meaning.description) and names nothing else", for: call, network.ledger.status(of: call))
  }

  /// A call that lists what has names, and was not made to the last page; nil where nothing can have a name that is not known.
  var callForMoreNames: AWSCall? {
    let calls: [AWSCall] = [
      .describeInstances, .describeNetworkInterfaces, .describeLoadBalancers, .describeNatGateways,
      .describeDBInstances,
    ]
    return calls.first { !network.ledger.isWhole($0) }
  }

  func computers(named text: String) -> [Meaning] {
    let all = instances[text, default: []].compactMap { network.instances[$0] }
    // AWS goes on describing an instance for a while after its end, with its name and without its interfaces.
    let present = all.filter { !$0.isGone }
    let instances = present.isEmpty ? all : present
    let owned = Set(instances.flatMap { terrain.index.interfaces(of: $0.id) })
    // An interface that bears the name of its own instance is no second meaning of it.
    let interfaces = interfaces[text, default: []].filter { !owned.contains($0) }
      .compactMap { network.networkInterfaces[$0] }
    return instances.map { instance in
      Meaning(description: "\(instance.id) (instance\(stateNote(instance)))") { () throws(EndpointError) in
        try endpoint(instance, text)
      }
    }
      + interfaces.map { interface in
        Meaning(description: "\(interface.id) (network interface \(addressNote(interface)))") {
          () throws(EndpointError) in
          try endpoint([interface], text)
        }
      }
  }

  private func stateNote(_ instance: Instance) -> String {
    let first = terrain.primaryInterface(of: instance.id).map { " " + addressNote($0) } ?? ""
    if case .other(let state) = instance.state { return "\(first), \(state)" }
    return first
  }

  private func addressNote(_ interface: NetworkInterface) -> String {
    interface.addresses.first.map { "\($0.address)" } ?? "without address"
  }

  func suggestions(for text: String) -> [String] {
    let near = nearest(to: text, among: Set(instances.keys).union(interfaces.keys).union(namesOfServices))
    return near.isEmpty ? nearest(to: text, among: namesOfGroups) : near
  }

  /// The names of whatever has interfaces of its own, sorted.
  var namesOfThings: [String] {
    Set(instances.keys).union(interfaces.keys).union(namesOfServices).sorted()
  }

  // MARK: Instances and interfaces

  private func endpoint(_ instance: Instance, _ text: String) throws(EndpointError) -> Endpoint {
    guard let primary = terrain.primaryInterface(of: instance.id) else {
      if let unlisted = network.unlistedInterfaces() {
        return Endpoint(
          unplaced: instance.name ?? text, for: Unknown(what: "the interfaces of instance \(text)", why: unlisted.why))
      }
      throw .mismatched(
        "instance \(text) has no network interface in the snapshot (aws ec2 describe-network-interfaces)")
    }
    return try endpoint([primary], instance.name ?? text)
  }

  /// The endpoint that may be any of some interfaces.
  func endpoint(_ interfaces: [NetworkInterface], _ name: String) throws(EndpointError) -> Endpoint {
    let hosts = interfaces.flatMap { ends(of: $0) }
    if hosts.isEmpty { throw .mismatched("\(name) has no address") }
    return Endpoint(name: name, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts))
  }

  // MARK: Addresses

  private func endpoint(at address: IPAddress, _ text: String) throws(EndpointError) -> Endpoint {
    let holders = terrain.index.holders(of: address)
    if holders.count > 1 {
      throw .ambiguous(text, candidates: holders.map { describe($0) }.sorted())
    }
    if let holder = holders.first, let interface = network.networkInterfaces[holder.interface] {
      let host = Host(interface, holder.address, on: terrain)
      return Endpoint(
        name: host.name ?? text, kind: holder.isPublic ? .publicHosts([host]) : .hosts([host]),
        clientPorts: clientPorts(of: [host]), literal: address)
    }
    if let (service, vpc) = service(at: address) {
      return Endpoint(name: service.rawValue, kind: .service(service, address, of: vpc), clientPorts: .anyClient)
    }
    if let subnet = network.subnets.first(where: { $0.cidrBlocks.contains { $0.contains(address) } }) {
      if let unlisted = network.unlistedInterfaces(in: [subnet.vpc]) {
        return Endpoint(
          unplaced: text, for: Unknown(what: "what has \(address)", why: unlisted.why), families: [address.family])
      }
      throw .unused(text, subnet: "subnet \(subnet.name ?? subnet.id.text)")
    }
    return Endpoint(name: text, kind: .outside(AddressSet([CIDRBlock(address)])), clientPorts: .anyClient)
  }

  private func endpoint(in block: CIDRBlock, _ text: String) throws(EndpointError) -> Endpoint {
    let inside = network.networkInterfaces.flatMap { interface in
      interface.addresses.filter { block.contains($0.address) }.map { Host(interface, $0, on: terrain) }
    }.sorted { $0.address.address < $1.address.address }
    let others = members(in: block)
    let hosts = inside + others.standIns.flatMap { $0.hosts(block.family) }
    let unlisted = others.unlisted.map { Endpoint(unplaced: "others in \(text)", for: $0, families: [block.family]) }
    let unplaced = others.standIns.flatMap(\.unplaced) + (unlisted?.unplaced ?? [])
    if !hosts.isEmpty || !unplaced.isEmpty {
      return Endpoint(name: text, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts), unplaced: unplaced)
    }
    if network.vpcs.contains(where: { $0.cidrBlocks.contains { $0.contains(block) } }) {
      throw .unused(text, subnet: "a VPC")
    }
    return Endpoint(name: text, kind: .outside(AddressSet([block])), clientPorts: .anyClient)
  }

  private func describe(_ holder: HostIndex.Holder) -> String {
    guard let interface = network.networkInterfaces[holder.interface] else { return holder.interface.text }
    return "\(interface.id) (\(name(of: interface) ?? "unnamed"), \(interface.vpc))"
  }

  private func name(of interface: NetworkInterface) -> String? {
    interface.instance.flatMap { network.instances[$0]?.name } ?? interface.name
  }

  private func service(at address: IPAddress) -> (service: AmazonService, vpc: Identifier<VPC>?)? {
    if let service = AmazonService(linkLocal: address) { return (service, nil) }
    return network.vpcs.lazy.compactMap { vpc in
      AmazonService(address, in: vpc, subnets: network.subnets.lazy.filter { $0.vpc == vpc.id }).map { ($0, vpc.id) }
    }.first
  }
}
