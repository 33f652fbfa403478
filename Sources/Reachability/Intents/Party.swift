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
  /// Why it may have members that the snapshot does not list, a reason for each term.
  private(set) var unlisted: [Unknown] = []
  private var seen: Set<Host> = []
  private var seenEndpoints: Set<Key> = []

  /// What tells one endpoint from another, whatever it was called.
  private struct Key: Hashable {
    let kind: Endpoint.Kind
    let unplaced: [Endpoint.Unplaced]

    init(_ endpoint: Endpoint) {
      kind = endpoint.kind
      unplaced = endpoint.unplaced
    }
  }

  /// Whether there is nothing in it, and nothing that may be in it.
  var isEmpty: Bool { hosts.isEmpty && endpoints.isEmpty && unlisted.isEmpty }

  /// Adds that a term may stand for more than is listed.
  mutating func add(_ unlisted: Unknown, of term: String) {
    let gap = Unknown(what: "the \(unlisted.what) and “\(term)” may stand for", why: unlisted.why)
    if !self.unlisted.contains(gap) { self.unlisted.append(gap) }
  }

  /// Adds addresses of interfaces.
  mutating func add(_ added: some Sequence<Host>) {
    for host in added where seen.insert(host).inserted { hosts.append(host) }
  }

  /// Adds what an endpoint stands for.
  mutating func add(_ endpoint: Endpoint) {
    if case .hosts(let hosts) = endpoint.kind, !hosts.isEmpty, endpoint.unplaced.isEmpty,
      hosts.allSatisfy({ $0.role == nil && $0.standsFor == nil })
    {
      add(hosts)
      for host in hosts where host.name == nil { names[host.interface.id] = endpoint.name }
    } else if seenEndpoints.insert(Key(endpoint)).inserted {
      endpoints.append(endpoint)
    }
  }

  /// Adds what another party is.
  mutating func add(_ other: Party) {
    add(other.hosts)
    names.merge(other.names) { first, _ in first }
    for endpoint in other.endpoints { add(endpoint) }
    for gap in other.unlisted where !unlisted.contains(gap) { unlisted.append(gap) }
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
    let unplaced = other.endpoints.flatMap(\.unplaced)
    let goneUnplaced = Set(unplaced.filter(\.isMeant).map(\.id))
    let perhaps = Dictionary(unplaced.filter { !$0.isMeant }.map { ($0.id, $0) }) { first, _ in first }
    var rest = Party()
    rest.add(hosts.filter { !gone.contains($0) })
    rest.names = names
    rest.unlisted = unlisted
    for endpoint in endpoints where !other.seenEndpoints.contains(Key(endpoint)) {
      let left = endpoint.unplaced.filter { !goneUnplaced.contains($0.id) }
      switch endpoint.kind {
      case .hosts(let hosts), .publicHosts(let hosts):
        // What may be among the exceptions may be left or not.
        let doubtful = Set(hosts.map(\.interface.id)).compactMap { perhaps[$0] }
        let sure = hosts.filter { !gone.contains($0) && perhaps[$0.interface.id] == nil }
        if sure.isEmpty, left.isEmpty, doubtful.isEmpty { continue }
        let isPublic = if case .publicHosts = endpoint.kind { !sure.isEmpty } else { false }
        rest.add(endpoint.keeping(isPublic ? .publicHosts(sure) : .hosts(sure), left + doubtful))
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
  fileprivate func keeping(_ kind: Kind, _ unplaced: [Unplaced] = []) -> Endpoint {
    Endpoint(name: name, kind: kind, clientPorts: clientPorts, unplaced: unplaced, assumptions: assumptions)
  }
}
