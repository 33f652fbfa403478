internal import Network
internal import Ports

extension Plane {
  /// One way from a client to a server, and, when an end stands for many outside addresses alike, those.
  struct Way: Sendable {
    var client: Place
    var server: Place
    var clientAddresses: AddressSet?
    var serverAddresses: AddressSet?
  }

  /// The ways that the query's connection may take.
  func routes(of query: Query) -> [Way] {
    let clients = query.from.hosts(query.family)
    let servers = query.to.hosts(query.family)
    switch (query.from.kind, query.to.kind) {
    case (.outside(let addresses), _):
      return servers.flatMap { server in
        classes(of: addresses.only(query.family), seenBy: server) { address in
          RoundTrip(query.traffic, from: .outside(address), to: .host(server), through: self)
        }.map { Way(client: .outside($0.example), server: .host(server), clientAddresses: $0.addresses) }
      }
    case (_, .outside(let addresses)):
      return clients.flatMap { client in
        classes(of: addresses.only(query.family), seenBy: client) { address in
          RoundTrip(query.traffic, from: .host(client), to: .outside(address), through: self)
        }.map { Way(client: .host(client), server: .outside($0.example), serverAddresses: $0.addresses) }
      }
    case (_, .service(let service, let address, let vpc)):
      return clients.map { client in
        // Another VPC's addresses lead nowhere from here, whatever they are reserved for.
        let isOwn = vpc.map { $0 == client.interface.vpc } ?? true
        return Way(client: .host(client), server: isOwn ? .service(service, address) : .outside(address))
      }
    case (_, .publicHosts):
      return clients.flatMap { client in
        servers.filter { $0 != client }.map { Way(client: .host(client), server: .publicly($0)) }
      }
    default:
      return clients.flatMap { client in
        servers.filter { $0 != client }.map { Way(client: .host(client), server: .host($0)) }
      }
    }
  }

  private struct AddressClass {
    var addresses: AddressSet
    let example: IPAddress
    let roundTrip: RoundTrip
  }

  /// Splits outside addresses into the fewest classes for which the answer is the same: no rule that `host` is subject to
  /// changes between the edges of the blocks that its rules name.
  private func classes(
    of addresses: AddressSet, seenBy host: Host, answer: (IPAddress) -> RoundTrip
  ) -> [AddressClass] {
    let edges = edges(seenBy: host)
    var classes: [AddressClass] = []
    for range in addresses.ranges {
      let inner = edges.filter { range.lower < $0 && $0 <= range.upper }
      let starts = [range.lower] + inner
      for (index, start) in starts.enumerated() {
        let end = index + 1 < starts.count ? IPAddress(start.family, bits: starts[index + 1].bits - 1) : range.upper
        let piece = AddressRange(start, end)
        let roundTrip = answer(start)
        if let known = classes.firstIndex(where: { $0.roundTrip == roundTrip }) {
          classes[known].addresses = AddressSet(classes[known].addresses.ranges + [piece])
        } else {
          classes.append(AddressClass(addresses: AddressSet([piece]), example: start, roundTrip: roundTrip))
        }
      }
    }
    return classes
  }

  /// Where the answer may change: the edges of every block that the host's ACL, groups and route table name.
  private func edges(seenBy host: Host) -> [IPAddress] {
    var blocks: [CIDRBlock] = []
    let site = host.site
    if let acl = site.networkACL { blocks += network.networkACLs[acl].entries.map(\.cidrBlock) }
    for group in host.interface.securityGroups ?? [] {
      for rule in network.securityGroups[group]?.rules ?? [] {
        switch rule.peer {
        case .cidrBlock(let block): blocks.append(block)
        case .prefixList(let list): blocks += network.prefixLists[list]?.cidrBlocks ?? []
        case .securityGroup: break
        }
      }
    }
    if let table = site.routeTable {
      for route in network.routeTables[table].routes {
        switch route.destination {
        case .cidrBlock(let block): blocks.append(block)
        case .prefixList(let list): blocks += network.prefixLists[list]?.cidrBlocks ?? []
        }
      }
    }
    blocks += AddressSet.publicAddresses.cidrBlocks + AddressSet.rfc1918.cidrBlocks + AddressSet.rfc6598.cidrBlocks
    let edges = blocks.flatMap { [$0.range.lower, $0.range.upper.successor].compactMap(\.self) }
    return Set(edges).sorted()
  }

  /// Traces one way, hop by hop.
  func alternative(_ way: Way, of query: Query) -> Trace.Alternative {
    let traffic = query.traffic
    let working = RoundTrip(traffic, from: way.client, to: way.server, through: self).working
    let hops = hops(traffic, from: way.client, to: way.server)
    let leg = Leg(
      from: end(way.client, query.from, way.clientAddresses), to: end(way.server, query.to, way.serverAddresses),
      ipProtocol: ipProtocol, serverPort: query.port, clientPorts: query.clientPorts?.ports, working: working,
      verdict: Verdict(working, of: traffic.reply), request: hops.request, reply: hops.reply ?? [])
    return Trace.Alternative(legs: [leg], verdict: leg.verdict)
  }

  /// The hops of a connection's two directions; none of the reply when the request is lost from sight.
  package func hops(_ traffic: Traffic, from client: Place, to server: Place) -> (request: [Hop], reply: [Hop]?) {
    var request = Course()
    walkRequest(from: client, to: server, &request)
    let checkpoints = request.checkpoints.filter { !$0.isIdle(for: traffic.request) }
    let hops = checkpoints.map { hop(at: $0, of: traffic, .request) }
    if request.isLost { return (hops, nil) }
    var reply = Course()
    walkReply(from: server, to: client, &reply)
    return (hops, reply.checkpoints.map { hop(at: $0, of: traffic, .reply) })
  }

  private func end(_ place: Place, _ endpoint: Endpoint, _ addresses: AddressSet?) -> Leg.End {
    let single = addresses.map { $0.ranges.count == 1 && $0.ranges[0].lower == $0.ranges[0].upper } ?? true
    let isWhole = addresses.map { endpoint.outside(place.address.family) == $0 } ?? false
    let name = endpoint.isOne ? endpoint.name : place.host?.name ?? endpoint.name
    return Leg.End(
      name: name, address: place.address, addresses: single ? nil : addresses, isWhole: isWhole,
      interface: place.host?.interface.id)
  }
}
