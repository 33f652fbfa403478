internal import NetworkModel
internal import Ports

extension LostReplies {
  /// More pairs of classes than this, between which something stands that looks at each, are not followed.
  private static let mostFollowed = 20_000
  /// So many ways that depend on a missing fact are followed to see which: there are few such facts.
  private static let mostDoubtful = 1_000

  /// Adds what is lost between the interfaces of the network: by the lanes between their spots, of which most lose nothing, and
  /// on the others by the classes whose security groups let requests through.
  mutating func addInside(_ matrix: Matrix, _ inspection: Inspection) {
    let plane = matrix.plane
    let endpoints = matrix.endpoints
    let classes = endpoints.classesBySpot
    var admission = GroupPassages(of: endpoints, through: plane)
    var followed = 0
    var doubtful = 0
    for (from, client) in endpoints.spots.enumerated() {
      let asked = client.clientPorts
      if asked == .anyClient || !endpoints.hosts[client.members.lowerBound].isClient { continue }
      for (to, server) in endpoints.spots.enumerated() {
        guard endpoints.hosts[server.members.lowerBound].isServer else { continue }
        let lane = matrix.lanes[from, to]
        if lane.ways.isEmpty {
          for one in classes[from] {
            for other in classes[to] where one != other || endpoints.classes[one].members.count > 1 {
              followed += 1
              if followed > Self.mostFollowed { continue }
              follow(endpoints.hosts(of: one), endpoints.hosts(of: other), asked, inspection, plane)
            }
          }
          continue
        }
        for way in lane.ways where !way.request.sure.isEmpty && !asked.ports.isSubset(of: way.reply.possible) {
          add(way, from, to, classes, asked, matrix, inspection, &admission)
        }
        for way in lane.ways where way.isDoubtful(for: asked.ports) {
          doubtful += 1
          if doubtful > Self.mostDoubtful { continue }
          guard let ends = admission.ends(way, classes[from], classes[to], of: endpoints) else { continue }
          let traffic = Traffic(plane.ipProtocol, request: .all, reply: asked.ports)
          let connections = plane.connections(
            traffic, from: .host(ends.client), to: .host(ends.server), seenBy: Course.self)
          for link in connections.compactMap(\.links.first) { note(link) }
        }
      }
    }
    if doubtful > Self.mostDoubtful {
      note(
        Unknown(
          what: "the replies on \(Phrase.number(doubtful - Self.mostDoubtful)) ways that depend on what is missing",
          why:
            "no more than \(Phrase.number(Self.mostDoubtful)) were followed to see on what: supply what is missing first"
        ))
    }
    if followed > Self.mostFollowed {
      note(
        Unknown(
          what: "the replies of \(Phrase.number(followed - Self.mostFollowed)) pairs of kinds of endpoints",
          why: "a middlebox or load balancer stands between them, and no more than \(Phrase.number(Self.mostFollowed)) "
            + "were followed: ask about one with portolan trace"))
    }
  }

  /// Adds what is lost on one way of a lane, of all pairs of classes whose security groups let requests take it.
  private mutating func add(
    _ way: Lane.Way, _ from: Int, _ to: Int, _ classes: [Range<Int>], _ asked: Endpoint.ClientPorts, _ matrix: Matrix,
    _ inspection: Inspection, _ admission: inout GroupPassages
  ) {
    let endpoints = matrix.endpoints
    let request = admission.number(of: Passage(sure: way.request.sure))
    var clients = [Bool](repeating: false, count: classes[from].count)
    var servers = [Bool](repeating: false, count: classes[to].count)
    var reachable = PortSet.empty
    var best: (client: Host, server: Host, ports: PortSet)?
    // Whether requests arrive at any port, for each passage that was met before: there are far fewer of them than pairs.
    var known: [UInt32: Bool] = [:]
    for one in classes[from] {
      for other in classes[to] where one != other || endpoints.classes[one].members.count > 1 {
        let groups = admission.number(
          from: endpoints.classes[one].badge, to: endpoints.classes[other].badge, outward: way.outward,
          inward: way.inward)
        let passage = admission.intersection(request, groups)
        let arrives: Bool
        if let isKnown = known[passage] {
          arrives = isKnown
        } else {
          let ports = admission.passages[passage].sure
          arrives = !ports.isEmpty
          known[passage] = arrives
          reachable.formUnion(ports)
          if arrives, best.map({ ports.count < $0.ports.count }) ?? true {
            best = (
              endpoints.hosts[endpoints.classes[one].members.lowerBound],
              endpoints.hosts[endpoints.classes[other].members.upperBound - 1], ports
            )
          }
        }
        if arrives {
          clients[one - classes[from].lowerBound] = true
          servers[other - classes[to].lowerBound] = true
        }
      }
    }
    guard let best else { return }
    let culprits = matrix.plane.culprits(best.client, best.server, asked.ports)
    add(
      culprits,
      Example(
        client: .host(best.client), server: .host(best.server), port: best.ports.likeliestPort,
        clientPort: culprits.first?.dropped.first, breadth: best.ports.count), asked,
      isTotal: way.reply.intersection(asked.ports).isClosed, matrix.plane, serverPorts: reachable,
      clients: zip(classes[from], clients).filter(\.1).flatMap { endpoints.hosts(of: $0.0) },
      servers: zip(classes[to], servers).filter(\.1).flatMap { endpoints.hosts(of: $0.0) }, inspection)
  }

  /// Follows connections from one class to another, to every port at which the server answers.
  private mutating func follow(
    _ clients: [Host], _ servers: [Host], _ asked: Endpoint.ClientPorts, _ inspection: Inspection, _ plane: Plane
  ) {
    guard let client = clients.first, let server = servers.last, client != server else { return }
    for ports in inspection.terrain.askedPorts(of: server, plane.ipProtocol) {
      let traffic = Traffic(plane.ipProtocol, request: ports, reply: asked.ports)
      // Legs behind a load balancer are looked at as its health checks.
      let links = Connection<Course>(traffic, from: .host(client), to: .host(server), through: plane).links
      guard let link = links.first else { continue }
      note(link)
      guard let reply = link.reply, !link.request.passage.sure.isEmpty,
        !asked.ports.isSubset(of: reply.passage.possible)
      else { continue }
      let culprits = plane.culprits(of: link)
      let reachable = link.request.passage.sure
      add(
        culprits,
        Example(
          client: .host(client), server: .host(server), port: reachable.likeliestPort,
          clientPort: culprits.first?.dropped.first, breadth: reachable.count), asked,
        isTotal: reply.passage.isClosed, plane, serverPorts: reachable, clients: clients, servers: servers,
        inspection)
    }
  }
}

extension Lane.Way {
  /// Whether a missing fact decides about requests that take it, or about their replies.
  fileprivate func isDoubtful(for clientPorts: PortSet) -> Bool {
    !request.undecided.isEmpty || !request.isClosed && !reply.undecided.isDisjoint(with: clientPorts)
  }
}

extension GroupPassages {
  /// A client and a server of some classes whose security groups may let requests take a way; nil when none do.
  fileprivate mutating func ends(
    _ way: Lane.Way, _ clients: Range<Int>, _ servers: Range<Int>, of endpoints: EndpointClasses
  ) -> (client: Host, server: Host)? {
    for one in clients {
      for other in servers where one != other || endpoints.classes[one].members.count > 1 {
        let groups = number(
          from: endpoints.classes[one].badge, to: endpoints.classes[other].badge, outward: way.outward,
          inward: way.inward)
        if way.request.intersection(passages[groups]).isClosed { continue }
        let last = endpoints.classes[other].members.upperBound - 1
        return (endpoints.hosts[endpoints.classes[one].members.lowerBound], endpoints.hosts[last])
      }
    }
    return nil
  }
}

extension EndpointClasses {
  fileprivate func hosts(of one: Int) -> [Host] { Array(hosts[classes[one].members]) }
}

extension Plane {
  /// What drops replies from a server to a client's ports, by every way that AWS may choose.
  fileprivate func culprits(_ client: Host, _ server: Host, _ asked: PortSet) -> [LostReplies.Culprit] {
    var seen: Set<LostReplies.Culprit> = []
    return connections(
      Traffic(ipProtocol, request: .all, reply: asked), from: .host(client), to: .host(server), seenBy: Course.self
    ).compactMap(\.links.first).flatMap { culprits(of: $0) }.filter { seen.insert($0).inserted }
  }
}

extension Terrain {
  /// The ports to ask a server about: a load balancer answers at those of its listeners alone.
  func askedPorts(of server: Host, _ ipProtocol: IPProtocol) -> [PortSet] {
    guard case .loadBalancer(let position)? = server.role else { return [.all] }
    let listeners = listeners[network.loadBalancers[position].id, default: []].map { network.listeners[$0] }
    return Set(listeners.filter { $0.accepts(ipProtocol) }.compactMap(\.port)).sorted().map { PortSet($0) }
  }
}

extension PortSet {
  /// The port to show of a set of server ports: the best known one, else the lowest.
  var likeliestPort: UInt16 {
    let known: [UInt16] = [443, 80, 22, 5432, 3306, 3389, 8080, 53]
    return known.first { contains($0) } ?? first ?? 0
  }
}
