internal import NetworkModel
internal import Ports

extension LostReplies {
  /// Adds what is lost between the network and the internet, in both directions, NAT gateways included.
  mutating func addOutside(_ matrix: Matrix, _ inspection: Inspection) {
    let plane = matrix.plane
    let endpoints = matrix.endpoints
    guard let family = endpoints.hosts.first?.address.address.family else { return }
    let internet = Inspection.internet(family, of: inspection.network)
    var outlooks = Outlooks(on: inspection.terrain, toward: internet)
    for (spot, numbers) in zip(endpoints.spots, endpoints.classesBySpot) {
      let classes = numbers.map { Array(endpoints.hosts[endpoints.classes[$0].members]) }
      guard let first = classes.first?.first else { continue }
      if spot.clientPorts != .anyClient, first.isClient, first.hasWayOut {
        addOutward(classes, spot.clientPorts, to: internet, inspection, plane)
      }
      if first.isServer, first.outsideAddress.map({ AddressSet.publicAddresses.contains($0) }) ?? false {
        // Classes of one outlook lose the same.
        var known: [Outlook: [InwardLoss]] = [:]
        for hosts in classes {
          let outlook = outlooks.outlook(of: hosts[0])
          let losses = known[outlook] ?? inwardLosses(hosts[0], from: internet, inspection, plane)
          known[outlook] = losses
          for loss in losses { add(loss, of: hosts, inspection, plane) }
        }
      }
    }
  }

  private mutating func addOutward(
    _ classes: [[Host]], _ asked: Endpoint.ClientPorts, to internet: AddressSet, _ inspection: Inspection,
    _ plane: Plane
  ) {
    // Routes and ACLs treat all alike; the one whose groups let most out stands for them.
    guard let example = internet.ranges.first?.lower else { return }
    func width(_ hosts: [Host]) -> Int {
      hosts.first.map { plane.allowed(.all, by: $0, .outbound, peer: Peer(example)).sure.count } ?? 0
    }
    guard let client = classes.max(by: { width($0) < width($1) })?.first, width([client]) > 0 else { return }
    let traffic = Traffic(plane.ipProtocol, request: .all, reply: asked.ports)
    let found = plane.classes(of: internet, traffic) { (.host(client), .outside($0)) }
    for destination in found where destination.addresses.isWide {
      guard let far = inspection.example(of: destination.addresses) else { continue }
      let server = Inspection.End.outside(far)
      for connection in plane.connections(traffic, from: .host(client), to: .outside(far), seenBy: Course.self) {
        var reachable = PortSet.all
        for (index, link) in connection.links.enumerated() {
          note(link)
          reachable.formIntersection(link.request.passage.sure)
          guard let reply = link.reply, !reachable.isEmpty, !link.traffic.reply.isSubset(of: reply.passage.possible)
          else { continue }
          let culprits = plane.culprits(of: link)
          let senders =
            index == 0 ? classes.filter { width($0) > 0 }.flatMap(\.self) : [link.client.host].compactMap(\.self)
          let ports =
            index == 0
            ? asked : Endpoint.ClientPorts(link.traffic.reply, source: senders.first?.kind ?? "NAT")
          add(
            culprits,
            Example(
              client: .host(client), server: server, port: reachable.likeliestPort,
              clientPort: index == 0 ? culprits.first?.dropped.first : nil, breadth: reachable.count), ports,
            isTotal: reply.passage.isClosed, plane, serverPorts: reachable, clients: senders, servers: [],
            inspection)
        }
      }
    }
  }

  /// What one server loses of its replies to some of the internet.
  private struct InwardLoss {
    let culprits: [Culprit]
    let far: IPAddress
    let isTotal: Bool
    /// The server ports that requests reach.
    let reachable: PortSet
  }

  private mutating func inwardLosses(
    _ server: Host, from internet: AddressSet, _ inspection: Inspection, _ plane: Plane
  ) -> [InwardLoss] {
    let asked = Endpoint.ClientPorts.anyClient.ports
    return inspection.terrain.askedPorts(of: server, plane.ipProtocol).flatMap { ports in
      let traffic = Traffic(plane.ipProtocol, request: ports, reply: asked)
      let sources = plane.classes(of: internet, traffic) { (.internet($0), .host(server)) }
      return sources.filter(\.addresses.isWide).compactMap { source -> InwardLoss? in
        guard let far = inspection.example(of: source.addresses) else { return nil }
        let connection = Connection<Course>(
          traffic, from: .internet(far), to: .host(server), through: plane, extent: .clientAddress)
        guard let link = connection.links.first else { return nil }
        note(link)
        guard let reply = link.reply, !link.request.passage.sure.isEmpty, !asked.isSubset(of: reply.passage.possible)
        else { return nil }
        return InwardLoss(
          culprits: plane.culprits(of: link), far: far, isTotal: reply.passage.isClosed,
          reachable: link.request.passage.sure)
      }
    }
  }

  private mutating func add(_ loss: InwardLoss, of servers: [Host], _ inspection: Inspection, _ plane: Plane) {
    add(
      loss.culprits,
      Example(
        client: .outside(loss.far), server: .host(servers[0]), port: loss.reachable.likeliestPort,
        clientPort: loss.culprits.first?.dropped.first, breadth: loss.reachable.count), .anyClient,
      isTotal: loss.isTotal, plane, serverPorts: loss.reachable, clients: [], servers: servers, inspection)
  }

  /// Adds what is lost between load balancers and their targets, which they call from ports of their own.
  mutating func addHealthChecks(_ inspection: Inspection, _ family: IPAddress.Family) {
    let asked = Endpoint.ClientPorts(EphemeralRange.loadBalancer.ports, source: "load balancer")
    for position in inspection.network.loadBalancers.indices {
      for node in inspection.terrain.nodes(ofLoadBalancer: position, family) {
        let health = HealthChecks(by: node, on: inspection.terrain)
        health.gaps.forEach { note($0) }
        for (target, port) in health.checks {
          guard let host = target.host else { continue }
          let traffic = Traffic(.tcp, serverPort: port, clientPorts: asked.ports)
          let links = Connection<Course>(traffic, from: .host(node), to: target, through: inspection.tcp).links
          guard let link = links.first else { continue }
          note(link)
          guard let reply = link.reply, !link.request.passage.sure.isEmpty,
            !asked.ports.isSubset(of: reply.passage.possible)
          else { continue }
          add(
            inspection.tcp.culprits(of: link),
            Example(
              client: .host(node), server: .host(host), port: port, clientPort: nil, breadth: 1,
              loadBalancer: inspection.network.loadBalancers[position].name), asked,
            isTotal: reply.passage.isClosed, inspection.tcp, serverPorts: PortSet(port), clients: [node],
            servers: [host], inspection)
        }
      }
    }
  }
}

extension AddressSet {
  /// Whether it is so much of the internet that it stands for anyone: of IPv4 a /8 at least, of IPv6 a /16. What is let through from or to
  /// less has been named by somebody who meant it.
  var isWide: Bool {
    ranges.contains { range in
      let size = range.upper.bits - range.lower.bits
      return range.lower.family == .v4 ? size >= 1 << 24 - 1 : size >= UInt128(1) << 112 - 1
    }
  }
}

extension Host {
  /// Whether anything may lead from it to the internet: IPv6 needs a global address, IPv4 a route, which is looked up.
  fileprivate var hasWayOut: Bool {
    address.address.family == .v4 || AddressSet.publicAddresses.contains(address.address)
  }

  /// What people call the kind of thing that translates addresses.
  fileprivate var kind: String { isNATGateway ? "NAT gateway" : "NAT instance" }
}
