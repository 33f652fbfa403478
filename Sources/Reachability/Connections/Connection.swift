internal import NetworkModel
internal import Ports

/// A connection, followed from its client to whatever answers it in the end: a chain of links, of which a NAT gateway, NAT instance or load
/// balancer ends one and begins the next.
///
/// Of what AWS may choose on the way it takes what `choices` says.
struct Connection<Visitor: CheckpointVisitor>: Sendable {
  /// One association between two addresses: what both directions of it met.
  struct Link: Sendable {
    /// The client's end.
    let client: Place
    /// The server's end.
    let server: Place
    /// What stands between the ends and ends the link in the server's place, or begins it in the client's: a NAT gateway, a NAT instance, a
    /// node of a load balancer that keeps the client's address.
    let through: Host?
    /// Its packets.
    let traffic: Traffic
    /// Whether its client ports are those of the link before.
    let keepsClientPorts: Bool
    /// The way of the request.
    let request: Visitor
    /// The way of the replies; nil when there are none, or nobody knows where they begin.
    let reply: Visitor?

    /// What of the traffic gets through.
    var roundTrip: RoundTrip {
      let there = request.passage
      if there == .closed { return RoundTrip(request: .closed, reply: .closed) }
      guard let reply, !request.isLost else {
        return RoundTrip(request: there, reply: Passage(sure: .empty, undecided: traffic.reply))
      }
      return RoundTrip(request: there, reply: reply.passage)
    }
  }

  /// How far a connection is followed.
  enum Extent {
    /// To whatever answers it in the end.
    case whole
    /// As long as its packets bear the client's address: all that an answer's dependence on that address hangs on.
    case clientAddress
  }

  let plane: Plane
  /// How far it is followed.
  let extent: Extent
  /// What AWS chooses.
  var choices: Choices
  /// Where the way of the replies began when it was looked at ahead of the request's.
  private var replyStart: Choices.Mark?
  /// The way in that was asked for, if the client is outside.
  let via: Entry.Via?
  /// The way in that a client outside takes whose address alone was told.
  var entry: Entry?
  /// The links, in the order of the way there; one at least.
  private(set) var links: [Link] = []

  /// Follows `traffic` from `client` to `server`.
  init(
    _ traffic: Traffic, from client: Place, to server: Place, through plane: Plane, choices: Choices = Choices(),
    extent: Extent = .whole, via: Entry.Via? = nil
  ) {
    self.plane = plane
    self.via = via
    self.extent = extent
    self.choices = choices
    connect(client, server, traffic)
  }

  var terrain: Terrain { plane.terrain }
  var network: Network { plane.terrain.network }

  /// Adds the link from `client` to `server`, and those behind it.
  mutating func connect(_ client: Place, _ server: Place, _ traffic: Traffic) {
    choices.beginLeg()
    if case .service(let service, _) = server {
      connect(client, service, server, traffic)
    } else if let host = client.host {
      connect(host, server, traffic)
    } else if let host = server.host {
      connect(fromOutside: client, to: host, server, traffic)
    }
  }

  // MARK: From a host

  private mutating func connect(_ client: Host, _ server: Place, _ traffic: Traffic) {
    var request = journey(
      traffic.request, sender: client, source: client.address.address, goal: server.host, destination: server.address)
    if case .publicly(let node) = server, node.hasUnknownPublicAddress {
      request.visit(
        .waypoint(
          .internetGateway(nil), nil,
          .lost(
            "the public address of \(node.name ?? node.interface.id.text)",
            why: "the snapshot lists neither it nor an interface that has it (aws ec2 describe-network-interfaces)")))
    } else {
      request.send(from: client)
    }
    finish(request, from: .host(client), to: server, traffic)
  }

  /// Ends a link whose request has come to its end, and begins the next.
  private mutating func finish(_ arrived: Journey<Visitor>, from client: Place, to server: Place, _ traffic: Traffic) {
    var request = arrived
    switch request.end {
    case .goal:
      let next = request.goal.flatMap { handOver(at: $0, traffic, &request) }
      choices = request.choices
      add(client, server, traffic, request, reply(to: request, of: traffic, from: server))
      if let next, mayArrive(request) { connect(next, client: request.sender, clientAddress: request.source, traffic) }
    case .outside(let portal):
      choices = request.choices
      add(client, server, traffic, request, reply(by: portal, to: request, of: traffic, from: server))
    case .natGateway(let position):
      let hosts = terrain.hosts(ofNATGateway: position)
      choices = request.choices
      translate(request, by: hosts[choices.pick(hosts.count)], .nat, client, server, traffic)
    case .natInstance(let box):
      choices = request.choices
      translate(request, by: box, traffic.reply.union(.linuxNAT(traffic.reply)), client, server, traffic)
    case .nowhere:
      choices = request.choices
      let reply = Visitor.followsInVain ? reply(to: request, of: traffic, from: server) : nil
      add(client, server, traffic, request, reply)
    }
  }

  private func mayArrive(_ request: Journey<Visitor>) -> Bool {
    request.visitor.passage != .closed && !request.visitor.isLost
  }

  private mutating func add(
    _ client: Place, _ server: Place, _ traffic: Traffic, _ request: Journey<Visitor>, _ reply: Visitor?,
    through host: Host? = nil, keepsClientPorts: Bool = false
  ) {
    links.append(
      Link(
        client: client, server: server, through: host, traffic: traffic, keepsClientPorts: keepsClientPorts,
        request: request.visitor, reply: request.visitor.isLost ? nil : reply))
  }

  private func journey(
    _ selectors: PortSet, isReply: Bool = false, sender: Host?, source: IPAddress, goal: Host?,
    destination: IPAddress, node: Host? = nil
  ) -> Journey<Visitor> {
    Journey(
      through: plane, selectors: selectors, isReply: isReply, sender: sender, source: source, goal: goal,
      destination: destination, node: node, choices: choices)
  }

  // MARK: Replies

  /// The way of replies that begin at a request's goal: looked up by itself, not mirrored (trap 33).
  private mutating func reply(
    to request: Journey<Visitor>, of traffic: Traffic, from server: Place
  ) -> Visitor? {
    guard let host = request.goal, isWorthFollowing(request) else { return nil }
    var reply = journey(
      traffic.reply, isReply: true, sender: host, source: host.address.address, goal: request.sender,
      destination: request.source)
    reply.inherit(request)
    let resume = choices.mark
    if let replyStart { reply.choices.resume(at: replyStart) }
    reply.send(from: host)
    choices = reply.choices
    if replyStart != nil {
      choices.resume(at: resume)
      replyStart = nil
    }
    return reply.visitor
  }

  private func isWorthFollowing(_ request: Journey<Visitor>) -> Bool {
    !request.visitor.isLost && (Visitor.followsInVain || request.visitor.passage != .closed)
  }

  /// The way of replies that come in from outside, by the portal that the request has left by.
  private mutating func reply(
    by portal: Portal, to request: Journey<Visitor>, of traffic: Traffic, from server: Place
  ) -> Visitor? {
    guard isWorthFollowing(request) else { return nil }
    var reply = journey(
      traffic.reply, isReply: true, sender: nil, source: server.address, goal: request.sender,
      destination: request.source)
    reply.inherit(request)
    reply.enter(by: portal)
    choices = reply.choices
    return reply.visitor
  }

  // MARK: From outside

  /// Connects an address outside with a host: over the internet if both have public addresses, else from on-premises networks.
  private mutating func connect(
    fromOutside client: Place, to host: Host, _ server: Place, _ traffic: Traffic
  ) {
    let address = client.address
    let isPublic = AddressSet.publicAddresses.contains(address)
    let entry = portal(from: client, to: host, traffic)
    var request = journey(
      traffic.request, sender: nil, source: address, goal: host,
      destination: entry == nil || entry == .internet
        ? host.outsideAddress ?? host.address.address : host.address.address)
    request.portal = entry ?? (isPublic ? .internet : nil)
    request.choices = choices
    request.reach = .lost
    if let portal = request.portal {
      request.enter(by: portal)
    } else {
      request.visit(
        .waypoint(
          .onPremises, .inbound,
          .unknown(
            "the way from \(address) into the VPC",
            why:
              "it is no public address, and no VPN connection or Direct Connect gateway of the snapshot leads to the VPC"
          )))
      request.arrive(from: nil)
    }
    finish(request, from: client, to: server, traffic)
  }

  /// The portal by which an on-premises client comes in: the one its replies leave by, else any there is.
  mutating func onPremisesEntry(from address: IPAddress, to host: Host, _ traffic: Traffic) -> Portal? {
    var back = Journey<Survey>(
      through: plane, selectors: traffic.reply, isReply: true, sender: host, source: host.address.address, goal: nil,
      destination: address, choices: choices)
    replyStart = choices.mark
    back.send(from: host)
    choices = back.choices
    if case .outside(let portal) = back.end, portal.isOnPremises { return portal }
    let portals = onPremisesPortals(to: host)
    return portals.isEmpty ? nil : portals[choices.pick(portals.count)]
  }

  // MARK: To a service that nothing filters

  private mutating func connect(_ client: Place, _ service: AmazonService, _ server: Place, _ traffic: Traffic) {
    func way(_ selectors: PortSet) -> Visitor {
      var visitor = Visitor(of: selectors, through: plane)
      if let host = client.host { visitor.visit(presenceOf: host, asServer: false) }
      visitor.visit(.amazonService(service))
      return visitor
    }
    links.append(
      Link(
        client: client, server: server, through: nil, traffic: traffic, keepsClientPorts: false,
        request: way(traffic.request), reply: way(traffic.reply)))
  }

  // MARK: Beyond a NAT gateway or NAT instance

  /// Ends a link at what puts its own address in place of the client's, and begins the next there.
  private mutating func translate(
    _ request: Journey<Visitor>, by host: Host, _ ports: PortSet, _ client: Place, _ server: Place, _ traffic: Traffic
  ) {
    var reply = journey(
      traffic.reply, isReply: true, sender: host, source: server.address, goal: request.sender,
      destination: request.source)
    reply.inherit(request)
    reply.send(from: host)
    choices = reply.choices
    var request = request
    // A load balancer begins a connection to somewhere else, which may pass the same translator once.
    let since = links.reversed().prefix { $0.client.host.map { !$0.isLoadBalancer } ?? true }
    if since.contains(where: { $0.through.map { $0.isSameTranslator(as: host) } ?? false }) {
      request.visit(.routeTable(host.site.routeTable, host.site, route: nil, Journey<Visitor>.loop))
    }
    add(client, server, traffic, request, reply.visitor, through: host)
    guard mayArrive(request), extent == .whole else { return }
    replyStart = nil
    connect(.host(host), server, traffic.withClientPorts(ports))
  }

  // MARK: Beyond a load balancer

  /// Adds the link from a load balancer's node to what it hands the connection to.
  private mutating func connect(_ next: Handover, client: Host?, clientAddress: IPAddress, _ traffic: Traffic) {
    let onward = traffic.withServerPort(next.port)
    guard next.keepsClientAddress, let target = next.target.host else {
      if extent == .clientAddress { return }
      return connect(.host(next.node), next.target, onward.withClientPorts(.loadBalancer))
    }
    choices.beginLeg()
    var request = journey(
      onward.request, sender: client, source: clientAddress, goal: target, destination: target.address.address,
      node: next.node)
    request.reach = .doubtful(.behindLoadBalancer)
    if let client, client.interface.id == target.interface.id {
      request.visit(
        .waypoint(
          next.waypoint, nil,
          .closed(
            .loadBalancerHairpin, "the target is the client itself, and would get its own address as the sender's")))
    }
    request.send(from: next.node)
    let further = handOver(at: target, onward, &request)
    choices = request.choices
    var reply = journey(
      onward.reply, isReply: true, sender: target, source: target.address.address, goal: next.node,
      destination: clientAddress)
    reply.sendBack(from: target, through: next.node)
    let from = client.map { Place.host($0) } ?? .outside(clientAddress)
    add(from, next.target, onward, request, reply.visitor, through: next.node, keepsClientPorts: true)
    if let further, mayArrive(request) {
      connect(further, client: client, clientAddress: clientAddress, onward)
    }
  }
}

extension Host {
  /// Whether both put addresses of one NAT gateway or NAT instance in place of others.
  fileprivate func isSameTranslator(as other: Host) -> Bool {
    role == nil ? interface.id == other.interface.id : role == other.role
  }
}

extension PortSet {
  /// What NAT gateways translate client ports to (UG/nat-gateway-basics).
  fileprivate static let nat = EphemeralRange.natGateway.ports
  /// What Linux takes for client ports that are taken already on its way out; it keeps those that are not (LNX618 nf_nat_core.c).
  fileprivate static func linuxNAT(_ ports: PortSet) -> PortSet {
    let ranges: [PortSet] = [PortSet(1...511), PortSet(600...1023), PortSet(1024...65535)]
    let origins: [PortSet] = [PortSet(0...511), PortSet(512...1023), PortSet(1024...65535)]
    return zip(origins, ranges).reduce(.empty) { $1.0.isDisjoint(with: ports) ? $0 : $0.union($1.1) }
  }

  /// What load balancers call their targets from.
  fileprivate static let loadBalancer = EphemeralRange.loadBalancer.ports
}

extension Traffic {
  /// The same from other client ports; a protocol without ports has none to change.
  fileprivate func withClientPorts(_ ports: PortSet) -> Traffic {
    ipProtocol.hasPorts ? Traffic(ipProtocol, request: request, reply: ports) : self
  }

  /// The same to another server port.
  fileprivate func withServerPort(_ port: UInt16) -> Traffic {
    ipProtocol.hasPorts ? Traffic(ipProtocol, serverPort: port, clientPorts: reply) : self
  }
}
