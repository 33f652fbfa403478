internal import NetworkModel
internal import Ports

/// What becomes of connections from one end to another at every port of the server at once.
///
/// A request stands or falls with the server's port, replies with the client's (`RoundTrip`). So what every filter on the way lets through
/// cuts the server's ports into a few sets, and all ports of a set share one answer: nothing is sampled.
struct Answer: Hashable, Sendable {
  /// Ports of the server, and what becomes of connections to any of them.
  struct Part: Hashable, Sendable {
    let ports: PortSet
    let cell: Matrix.Cell
  }

  /// One of the ways that connections may take: what gets through its links, and what is supposed for that.
  struct Way {
    let links: [LinkPassage]
    var supposition = Supposition()
  }

  /// The parts, ascending; no two have the same cell, and together they are all that was asked.
  let parts: [Part]

  /// Puts together what becomes of `requests` on each of the ways that AWS may choose, of which there may be more than are told.
  init(to requests: PortSet, from clientPorts: PortSet, by ways: [Way], isComplete: Bool) {
    var pieces = [requests]
    var cuts: Set<PortSet> = [.all, .empty]
    func cut(at ports: PortSet) {
      guard cuts.insert(ports).inserted else { return }
      pieces = pieces.flatMap { [$0.intersection(ports), $0.subtracting(ports)] }.filter { !$0.isEmpty }
    }
    for link in ways.lazy.flatMap(\.links) {
      cut(at: link.roundTrip.request.sure)
      cut(at: link.roundTrip.request.undecided)
    }
    self.init(
      joining: pieces.map { ports in
        let cells = ways.map { way in
          let outcome = Outcome(way.links.map { ($0.working(at: ports), $0.asked, $0.keepsClientPorts) })
          return (way.supposition, Matrix.Cell(verdict: outcome.verdict, working: outcome.working))
        }
        let all = cells.count == 1 ? cells[0].1 : Matrix.Cell(all: cells, of: clientPorts)
        let isTold = isComplete || all.verdict == .intermittent
        return Part(ports: ports, cell: isTold ? all : Matrix.Cell(verdict: .unknown, working: all.working))
      })
  }

  /// Joins answers about different ports.
  init(joining parts: some Sequence<Part>) {
    var ports: [Matrix.Cell: PortSet] = [:]
    for part in parts { ports[part.cell, default: .empty].formUnion(part.ports) }
    self.parts = ports.map { Part(ports: $1, cell: $0) }.sorted { ($0.ports.first ?? 0) < ($1.ports.first ?? 0) }
  }

  /// Puts together answers of which one is right, and nobody knows which.
  init(either answers: [Answer]) {
    var joint = (answers.first?.parts ?? []).map { (ports: $0.ports, cells: [$0.cell]) }
    for answer in answers.dropFirst() {
      joint = joint.flatMap { one in
        answer.parts.compactMap { part in
          let ports = one.ports.intersection(part.ports)
          return ports.isEmpty ? nil : (ports, one.cells + [part.cell])
        }
      }
    }
    self.init(joining: joint.map { Part(ports: $0.ports, cell: Matrix.Cell(either: $0.cells)) })
  }
}

extension Plane {
  /// The sets of server ports about which connections to a host must be asked by themselves: a load balancer hands each port that it
  /// listens at to targets of its own.
  func requests(to server: Place, also others: Set<UInt16> = []) -> [PortSet] {
    requests(at: others.union(listenerPorts(of: server)))
  }

  /// The sets of server ports where each of some must be asked about by itself.
  func requests(at ports: Set<UInt16>) -> [PortSet] {
    guard ipProtocol.hasPorts else { return [Traffic(portless: ipProtocol).request] }
    let ports = ports.sorted()
    let rest = PortSet.all.subtracting(PortSet(ports.map { PortRange($0, $0) }))
    return ports.map { PortSet($0) } + [rest]
  }

  /// The ports at which a load balancer's node takes connections.
  func listenerPorts(of server: Place) -> Set<UInt16> {
    guard case .loadBalancer(let position)? = server.host?.role else { return [] }
    let listeners = terrain.listeners[network.loadBalancers[position].id] ?? []
    return Set(listeners.map { network.listeners[$0] }.filter { $0.accepts(ipProtocol) }.compactMap(\.port))
  }

  /// What becomes of `requests` from one place to another, followed to the end by every way that AWS may choose.
  func answer(from client: Place, to server: Place, clientPorts: PortSet, requests: [PortSet]) -> Answer {
    let parts = requests.flatMap { request -> [Answer.Part] in
      let traffic = traffic(request, from: clientPorts)
      let ways = connections(traffic, from: client, to: server, seenBy: Survey.self)
      let links = ways.map { Answer.Way(links: $0.passages(of: request), supposition: $0.supposition) }
      return Answer(to: request, from: traffic.reply, by: links, isComplete: ways.count < Self.mostAlternatives).parts
    }
    return Answer(joining: parts)
  }

  /// Packets to `requests`; those of a protocol without ports are what they are.
  func traffic(_ requests: PortSet, from clientPorts: PortSet) -> Traffic {
    ipProtocol.hasPorts
      ? Traffic(ipProtocol, request: requests, reply: clientPorts) : Traffic(portless: ipProtocol)
  }
}
