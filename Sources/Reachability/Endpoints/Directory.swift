internal import Network
internal import Ports

/// Finds the endpoints of a network by id, name, address or block.
public struct Directory: Sendable {
  private let terrain: Terrain
  private var instances: [String: [Identifier<Instance>]] = [:]
  private var interfaces: [String: [Identifier<NetworkInterface>]] = [:]
  private var holders: [IPAddress: [Holder]] = [:]
  private var attached: [Identifier<Instance>: [Identifier<NetworkInterface>]] = [:]

  private var network: Network { terrain.network }

  private struct Holder {
    let interface: Identifier<NetworkInterface>
    let address: NetworkInterface.Address
    let isPublic: Bool
  }

  /// Indexes the network of `terrain`.
  ///
  /// - Complexity: Linear in the number of interfaces and instances.
  public init(_ terrain: Terrain) {
    self.terrain = terrain
    for instance in network.instances {
      if let name = instance.name { instances[name, default: []].append(instance.id) }
    }
    holders.reserveCapacity(network.networkInterfaces.count)
    for interface in network.networkInterfaces {
      if let name = interface.name { interfaces[name, default: []].append(interface.id) }
      if let instance = interface.instance { attached[instance, default: []].append(interface.id) }
      for address in interface.addresses {
        holders[address.address, default: []].append(
          Holder(interface: interface.id, address: address, isPublic: false))
        if let outside = address.publicAddress {
          holders[outside, default: []].append(
            Holder(interface: interface.id, address: address, isPublic: true))
        }
      }
    }
  }

  /// Finds the endpoint that `text` names: `internet`, the id or Name tag of an instance or network interface, a database's
  /// identifier, an address, or a CIDR block.
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
    return try endpoint(named: text)
  }

  // MARK: Names

  private func endpoint(named text: String) throws(EndpointError) -> Endpoint {
    let instances = instances[text, default: []].compactMap { network.instances[$0] }
    let owned = Set(instances.flatMap { attached[$0.id, default: []] })
    // An interface that bears the name of its own instance is no second meaning of it.
    let interfaces = interfaces[text, default: []].filter { !owned.contains($0) }
      .compactMap { network.networkInterfaces[$0] }
    let database = network.dbInstances[Identifier(text)]
    var candidates = instances.map { "\($0.id) (instance\(stateNote($0)))" }
    candidates += interfaces.map { "\($0.id) (network interface \(addressNote($0)))" }
    if database != nil { candidates.append("database \(text)") }
    if candidates.count > 1 { throw .ambiguous(text, candidates: candidates.sorted()) }
    if let instance = instances.first { return try endpoint(instance, text) }
    if let interface = interfaces.first { return try endpoint([interface], text) }
    if let database { return try endpoint(database, text) }
    throw .unknown(text, suggestions: suggestions(for: text))
  }

  private func stateNote(_ instance: Instance) -> String {
    let addresses = attached[instance.id, default: []].compactMap { network.networkInterfaces[$0] }
    let first = addresses.min { $0.deviceIndex < $1.deviceIndex }.map { " " + addressNote($0) } ?? ""
    if case .other(let state) = instance.state { return "\(first), \(state)" }
    return first
  }

  private func addressNote(_ interface: NetworkInterface) -> String {
    interface.addresses.first.map { "\($0.address)" } ?? "without address"
  }

  private func suggestions(for text: String) -> [String] {
    let names = Set(instances.keys).union(interfaces.keys).union(network.dbInstances.map(\.id.text))
    return nearest(to: text, among: names)
  }

  // MARK: Things

  private func endpoint(_ instance: Instance, _ text: String) throws(EndpointError) -> Endpoint {
    let interfaces = attached[instance.id, default: []].compactMap { network.networkInterfaces[$0] }
    guard let primary = interfaces.min(by: { ($0.deviceIndex, $0.id) < ($1.deviceIndex, $1.id) }) else {
      throw .mismatched(
        "instance \(text) has no network interface in the snapshot (aws ec2 describe-network-interfaces)")
    }
    return try endpoint([primary], instance.name ?? text)
  }

  private func endpoint(_ database: DBInstance, _ text: String) throws(EndpointError) -> Endpoint {
    let interfaces = network.networkInterfaces.filter(database.mayOwn).sorted { $0.id < $1.id }
    guard !interfaces.isEmpty else {
      throw .mismatched(
        "no network interface of the snapshot looks like database \(text)'s: one in its subnet group, with its security "
          + "groups, described as RDSNetworkInterface (aws ec2 describe-network-interfaces)")
    }
    return try endpoint(interfaces, text)
  }

  private func endpoint(_ interfaces: [NetworkInterface], _ name: String) throws(EndpointError) -> Endpoint {
    let hosts = interfaces.flatMap { interface in
      [IPAddress.Family.v4, .v6].compactMap { interface.address($0) }.map { Host(interface, $0, on: terrain) }
    }
    if hosts.isEmpty { throw .mismatched("\(name) has no address") }
    return Endpoint(name: name, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts))
  }

  // MARK: Addresses

  private func endpoint(at address: IPAddress, _ text: String) throws(EndpointError) -> Endpoint {
    let holders = holders[address, default: []]
    if holders.count > 1 {
      throw .ambiguous(text, candidates: holders.map { describe($0) }.sorted())
    }
    if let holder = holders.first, let interface = network.networkInterfaces[holder.interface] {
      let host = Host(interface, holder.address, on: terrain)
      return Endpoint(
        name: host.name ?? text, kind: holder.isPublic ? .publicHosts([host]) : .hosts([host]),
        clientPorts: clientPorts(of: [host]))
    }
    if let (service, vpc) = service(at: address) {
      return Endpoint(name: service.rawValue, kind: .service(service, address, of: vpc), clientPorts: .anyClient)
    }
    if let subnet = network.subnets.first(where: { $0.cidrBlocks.contains { $0.contains(address) } }) {
      throw .unused(text, subnet: "subnet \(subnet.name ?? subnet.id.text)")
    }
    return Endpoint(name: text, kind: .outside(AddressSet([CIDRBlock(address)])), clientPorts: .anyClient)
  }

  private func endpoint(in block: CIDRBlock, _ text: String) throws(EndpointError) -> Endpoint {
    let inside = network.networkInterfaces.flatMap { interface in
      interface.addresses.filter { block.contains($0.address) }.map { Host(interface, $0, on: terrain) }
    }.sorted { $0.address.address < $1.address.address }
    if !inside.isEmpty {
      return Endpoint(name: text, kind: .hosts(inside), clientPorts: clientPorts(of: inside))
    }
    if network.vpcs.contains(where: { $0.cidrBlocks.contains { $0.contains(block) } }) {
      throw .unused(text, subnet: "a VPC")
    }
    return Endpoint(name: text, kind: .outside(AddressSet([block])), clientPorts: .anyClient)
  }

  private func describe(_ holder: Holder) -> String {
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

  // MARK: Client ports

  /// Any port that one of the hosts may draw.
  private func clientPorts(of hosts: [Host]) -> Endpoint.ClientPorts {
    let kinds = Set(hosts.map(clientPorts)).sorted { $0.source < $1.source }
    if kinds.count == 1 { return kinds[0] }
    return Endpoint.ClientPorts(
      kinds.reduce(PortSet.empty) { $0.union($1.ports) }, source: kinds.map(\.source).joined(separator: ", "))
  }

  private func clientPorts(of host: Host) -> Endpoint.ClientPorts {
    let interface = host.interface
    if let id = interface.instance {
      guard let instance = network.instances[id] else { return .anyClient }
      return instance.isWindows
        ? Endpoint.ClientPorts(.windows, "Windows default") : Endpoint.ClientPorts(.linux, "Linux default")
    }
    if interface.type == "lambda" { return Endpoint.ClientPorts(.lambda, "Lambda") }
    if interface.interfaceDescription.hasPrefix("ELB ") { return Endpoint.ClientPorts(.loadBalancer, "load balancer") }
    return .anyClient
  }
}

extension Endpoint.ClientPorts {
  /// A client of which nothing is known, such as one behind a NAT: any port that needs no privilege (RFC 6056 §3.2).
  static let anyClient = Self(.unknown, "unknown client")

  fileprivate init(_ range: EphemeralRange, _ source: String) {
    self.init(range.ports, source: source)
  }
}
