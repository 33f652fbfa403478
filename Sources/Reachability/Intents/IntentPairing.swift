internal import NetworkModel
internal import Ports

/// Members of a party that nothing tells apart.
enum IntentUnit {
  /// Addresses of interfaces, and their class where there are classes.
  case hosts([Host], class: Int?)
  /// What is asked about as one.
  case whole(Endpoint)

  /// Sorts a party's members in one family of addresses into units.
  static func units(
    _ hosts: [Host], _ endpoints: [Endpoint], _ family: IPAddress.Family, _ atlas: ClassAtlas?
  ) -> [IntentUnit] {
    let wholes = endpoints.filter { $0.families.contains(family) }.map { IntentUnit.whole($0) }
    guard let atlas else { return hosts.map { .hosts([$0], class: nil) } + wholes }
    var members: [Int: [Host]] = [:]
    var order: [Int] = []
    var others: [IntentUnit] = []
    for host in hosts {
      guard let number = atlas.number(of: host) else {
        others.append(.hosts([host], class: nil))
        continue
      }
      if members[number] == nil { order.append(number) }
      members[number, default: []].append(host)
    }
    return order.map { .hosts(members[$0] ?? [], class: $0) } + others + wholes
  }
}

/// Pairs of a client and a server that fare alike, by one of them.
struct IntentPairing {
  /// One end, of which an endpoint is made only where it is asked about by name.
  enum End {
    case host(Host)
    case whole(Endpoint)
  }

  let client: End
  let server: End
  /// How many clients and servers they are, and how many pairs of distinct ones.
  let clients: Int
  let servers: Int
  let pairs: Int
  /// Where the matrix answers for them.
  let classes: (from: Int, to: Int)?

  /// The pairs of two units; none of an address with itself, or of two ends outside the snapshot.
  static func pairings(_ client: IntentUnit, _ server: IntentUnit) -> [IntentPairing] {
    switch (client, server) {
    case (.hosts(let callers, let from), .hosts(let callees, let to)):
      // Interfaces of two classes are two; of one class, or of none, they may be one.
      let isApart = from != nil && to != nil && from != to
      let interfaces = isApart ? [] : Set(callers.map(\.interface.id))
      let own = callees.count { interfaces.contains($0.interface.id) }
      let pairs = callers.count * callees.count - own
      guard pairs > 0, let first = firstPair(callers, callees) else { return [] }
      var classes: (from: Int, to: Int)?
      if let from, let to { classes = (from, to) }
      return [
        IntentPairing(
          client: .host(first.0), server: .host(first.1), clients: callers.count, servers: callees.count, pairs: pairs,
          classes: classes)
      ]
    case (.hosts(let callers, _), .whole(let endpoint)):
      // A public address sees each client's own public address, which no class looks at.
      var groups = [callers.filter { !endpoint.isAlone($0) }]
      if case .publicHosts = endpoint.kind { groups = groups[0].map { [$0] } }
      return groups.compactMap { group in
        group.first.map {
          IntentPairing(
            client: .host($0), server: .whole(endpoint), clients: group.count, servers: 1, pairs: group.count,
            classes: nil)
        }
      }
    case (.whole(let endpoint), .hosts(let callees, _)):
      let others = callees.filter { !endpoint.isAlone($0) }
      return others.first.map {
        [
          IntentPairing(
            client: .whole(endpoint), server: .host($0), clients: 1, servers: others.count, pairs: others.count,
            classes: nil)
        ]
      } ?? []
    case (.whole(let one), .whole(let other)):
      // What lies outside at both ends is not the snapshot's, and nothing filters what never leaves an address.
      if (one.isOutside && other.isOutside) || (one.kind == other.kind && one.isAlone) { return [] }
      return [IntentPairing(client: .whole(one), server: .whole(other), clients: 1, servers: 1, pairs: 1, classes: nil)]
    }
  }

  private static func firstPair(_ callers: [Host], _ callees: [Host]) -> (Host, Host)? {
    for caller in callers {
      if let callee = callees.first(where: { $0.interface.id != caller.interface.id }) { return (caller, callee) }
    }
    return nil
  }
}

extension Endpoint {
  /// Whether it is one address of an interface, and that of `host`.
  fileprivate func isAlone(_ host: Host) -> Bool {
    switch kind {
    case .hosts(let hosts), .publicHosts(let hosts): hosts == [host]
    case .outside, .service: false
    }
  }

  /// Whether it is one address.
  fileprivate var isAlone: Bool {
    switch kind {
    case .hosts(let hosts), .publicHosts(let hosts): hosts.count == 1
    case .outside, .service: true
    }
  }

  /// Whether it is outside the snapshot.
  var isOutside: Bool {
    if case .outside = kind { true } else { false }
  }
}

extension Directory {
  /// The endpoint that an end of a pairing is; `names` has names for interfaces that have none of their own.
  func endpoint(_ end: IntentPairing.End, _ names: [Identifier<NetworkInterface>: String]) -> Endpoint {
    switch end {
    case .host(let host):
      Endpoint(
        name: host.name ?? names[host.interface.id] ?? host.interface.id.text, kind: .hosts([host]),
        clientPorts: clientPorts(of: [host]))
    case .whole(let endpoint): endpoint
    }
  }
}
