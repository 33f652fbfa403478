internal import NetworkModel
internal import Ports

/// What an end of an intent comes to in a network.
struct Party {
  /// Addresses of interfaces, each asked about by itself.
  private(set) var hosts: [Host] = []
  /// What is asked about as one: a load balancer, whose nodes AWS chooses among, outside addresses, a service of AWS.
  private(set) var endpoints: [Endpoint] = []
  /// What interfaces without a name of their own were found by.
  private(set) var names: [Identifier<NetworkInterface>: String] = [:]
  private var seen: Set<Host> = []
  private var seenKinds: Set<Endpoint.Kind> = []

  /// Whether there is nothing in it.
  var isEmpty: Bool { hosts.isEmpty && endpoints.isEmpty }

  /// Adds addresses of interfaces.
  mutating func add(_ added: some Sequence<Host>) {
    for host in added where seen.insert(host).inserted { hosts.append(host) }
  }

  /// Adds what an endpoint stands for.
  mutating func add(_ endpoint: Endpoint) {
    if case .hosts(let hosts) = endpoint.kind, hosts.allSatisfy({ $0.role == nil && $0.standsFor == nil }) {
      add(hosts)
      for host in hosts where host.name == nil { names[host.interface.id] = endpoint.name }
    } else if seenKinds.insert(endpoint.kind).inserted {
      endpoints.append(endpoint)
    }
  }

  /// Adds what another party is.
  mutating func add(_ other: Party) {
    add(other.hosts)
    names.merge(other.names) { first, _ in first }
    for endpoint in other.endpoints { add(endpoint) }
  }

  /// Leaves out what another party is.
  func subtracting(_ other: Party) -> Party {
    var gone = Set(other.hosts)
    var outside = AddressSet([CIDRBlock]())
    for endpoint in other.endpoints {
      switch endpoint.kind {
      case .hosts(let hosts), .publicHosts(let hosts): gone.formUnion(hosts)
      case .outside(let addresses): outside = AddressSet(outside.ranges + addresses.ranges)
      case .service: break
      }
    }
    var rest = Party()
    rest.add(hosts.filter { !gone.contains($0) })
    rest.names = names
    for endpoint in endpoints where !other.seenKinds.contains(endpoint.kind) {
      switch endpoint.kind {
      case .hosts(let hosts):
        let left = hosts.filter { !gone.contains($0) }
        if !left.isEmpty { rest.add(endpoint.keeping(.hosts(left))) }
      case .publicHosts(let hosts):
        let left = hosts.filter { !gone.contains($0) }
        if !left.isEmpty { rest.add(endpoint.keeping(.publicHosts(left))) }
      case .outside(let addresses):
        let left = addresses.subtracting(outside)
        if !left.isEmpty { rest.add(endpoint.keeping(.outside(left))) }
      case .service:
        rest.add(endpoint)
      }
    }
    return rest
  }
}

extension Endpoint {
  /// A part of the endpoint, under its name.
  fileprivate func keeping(_ kind: Kind) -> Endpoint {
    Endpoint(name: name, kind: kind, clientPorts: clientPorts)
  }
}
