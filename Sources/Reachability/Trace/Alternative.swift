internal import NetworkModel
internal import Ports

extension Trace {
  /// One of the ways the connection may take: which of several interfaces it ends at, what AWS chooses, or which outside address is at
  /// the other end.
  public struct Alternative: Sendable {
    /// The associations it is made of.
    public let legs: [Leg]
    /// What of the client's ports works: those that every leg with these ports lets through, if the other legs work at all.
    public let working: Passage
    /// What it comes to.
    public let verdict: Verdict
    /// What is supposed of interfaces that the snapshot does not list.
    let supposition: Supposition
    /// The way in that a client outside takes.
    let entry: Entry?

    /// Puts legs together, of which the first is the client's own.
    init(_ legs: [Leg], asked: [PortSet], supposing supposition: Supposition, entry: Entry? = nil) {
      self.entry = entry
      self.supposition = supposition
      self.legs = legs
      let outcome = Outcome(zip(legs, asked).map { ($0.working, $1, $0.keepsClientPorts) })
      working = outcome.working
      verdict = outcome.verdict
    }
  }
}

extension Plane {
  /// The alternatives of one way, hop by hop; choices that make no difference to any hop are one.
  func alternatives(_ way: Way, of query: Query) -> (alternatives: [Trace.Alternative], isComplete: Bool) {
    let connections = connections(way.traffic, from: way.client, to: way.server, seenBy: Course.self, via: query.via)
    var seen: Set<[Leg]> = []
    let alternatives = connections.compactMap { connection -> Trace.Alternative? in
      let legs = connection.links.indices.map { leg($0, of: connection, way, query) }
      if connections.count > 1, !seen.insert(legs).inserted { return nil }
      return Trace.Alternative(
        legs, asked: connection.links.map(\.traffic.reply), supposing: connection.supposition,
        entry: connection.entry)
    }
    return (alternatives, connections.count < Self.mostAlternatives)
  }

  private func leg(_ index: Int, of connection: Connection<Course>, _ way: Way, _ query: Query) -> Leg {
    let link = connection.links[index]
    let hasPorts = ipProtocol.hasPorts
    let working = link.roundTrip.working
    let from = link.client == way.client ? end(link.client, query.from, way.clientAddresses) : end(link.client)
    let to = link.server == way.server ? end(link.server, query.to, way.serverAddresses) : end(link.server)
    let hops = hops(of: link)
    let verdict = Verdict(working, of: link.traffic.reply)
    return Leg(
      from: from, to: to, through: link.through.map { component(of: $0) }, keepsClientPorts: link.keepsClientPorts,
      ipProtocol: ipProtocol, serverPort: hasPorts ? link.traffic.request.first : nil,
      clientPorts: hasPorts ? link.traffic.reply : nil, working: working,
      verdict: verdict, request: hops.request, reply: hops.reply ?? [],
      assumptions: (link.request.checkpoints + (link.reply?.checkpoints ?? [])).flatMap {
        assumptions(at: $0, verdict)
      })
  }

  /// What is taken for granted at a checkpoint of a leg that comes to a verdict.
  private func assumptions(at checkpoint: Checkpoint, _ verdict: Verdict) -> [Assumption] {
    switch checkpoint {
    case .assumption(let assumption): return [assumption]
    // Further rules could only allow more.
    case .securityGroups(let host, _, _) where verdict != .works && !network.isStrict:
      return (host.interface.securityGroups ?? []).compactMap { group in
        network.securityGroups[group].flatMap { $0.lacksPeers ? Assumption(rulesOf: $0, in: network) : nil }
      }
    default: return []
    }
  }

  /// The hops of a connection's first leg; none of the reply when the request is lost from sight.
  package func hops(_ traffic: Traffic, from client: Place, to server: Place) -> (request: [Hop], reply: [Hop]?) {
    hops(of: Connection<Course>(traffic, from: client, to: server, through: self).links[0])
  }

  private func hops(of link: Connection<Course>.Link) -> (request: [Hop], reply: [Hop]?) {
    func hops(_ checkpoints: [Checkpoint], _ selectors: PortSet, _ direction: Leg.Direction) -> [Hop] {
      checkpoints.compactMap { $0.isIdle(for: selectors) ? nil : hop(at: $0, of: link.traffic, direction) }
    }
    return (
      hops(link.request.checkpoints, link.traffic.request, .request),
      link.reply.map { hops($0.checkpoints, link.traffic.reply, .reply) }
    )
  }

  private func end(_ place: Place, _ endpoint: Endpoint, _ addresses: AddressSet?) -> Leg.End {
    let single = addresses.map { $0.ranges.count == 1 && $0.ranges[0].lower == $0.ranges[0].upper } ?? true
    let isWhole = addresses.map { endpoint.outside(place.address.family) == $0 } ?? false
    let name = endpoint.isOne ? endpoint.name : place.host?.name ?? endpoint.name
    return Leg.End(
      name: name, address: place.address, addresses: single ? nil : addresses, isWhole: isWhole,
      interface: place.host.flatMap { $0.standsFor == nil ? $0.interface.id : nil },
      unlisted: place.host.flatMap { unlisted($0) })
  }

  private func end(_ place: Place) -> Leg.End {
    let host = place.host
    return Leg.End(
      name: host.map { $0.name ?? $0.interface.id.text } ?? "\(place.address)", address: place.address,
      addresses: host?.standsFor.flatMap { $0.ranges[0].lower == $0.ranges[0].upper ? nil : $0 }, isWhole: false,
      interface: host.flatMap { $0.standsFor == nil ? $0.interface.id : nil }, unlisted: host.flatMap { unlisted($0) })
  }

  private func unlisted(_ host: Host) -> Leg.Unlisted? {
    guard let addresses = host.standsFor else { return nil }
    let subnet = network.subnets[host.interface.subnet]
    let isAny = subnet?.cidrBlocks.contains { AddressSet([$0]) == addresses } ?? false
    return Leg.Unlisted(id: host.interface.id, subnet: isAny ? subnet.map { $0.name ?? $0.id.text } : nil)
  }
}
