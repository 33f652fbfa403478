public import NetworkModel
internal import Ports

/// The answer for every client and every server of a network at once.
public struct Matrix: Sendable {
  /// What becomes of connections from one endpoint to another.
  public struct Cell: Hashable, Sendable {
    /// The answer, as `Trace` gives it.
    public let verdict: Verdict
    /// The client ports that work.
    public let working: Passage
  }

  /// The endpoints, sorted into classes.
  let endpoints: EndpointClasses
  let lanes: Lanes
  let plane: Plane
  let groupBook: GroupBook
  /// The ends besides, which AWS has and the snapshot does not list.
  let standIns: MatrixStandIns

  /// Makes the matrix of the interfaces with an address of `family`. Clients draw the ports that `clientPorts` says; where it is nil, those
  /// that their kind draws.
  public init(
    of directory: Directory, through plane: Plane, family: IPAddress.Family = .v4,
    clientPorts: Endpoint.ClientPorts? = nil
  ) {
    self.init(of: directory, through: plane, family: family, clientPorts: clientPorts, including: [])
  }

  /// The same with an endpoint more for each of some hosts, of which those are left out that are of another family.
  init(
    of directory: Directory, through plane: Plane, family: IPAddress.Family, clientPorts: Endpoint.ClientPorts? = nil,
    including others: [Host]
  ) {
    self.plane = plane
    endpoints = EndpointClasses(of: plane.terrain, family, including: others) {
      clientPorts ?? directory.clientPorts(of: [$0])
    }
    lanes = Lanes(between: endpoints, through: plane)
    groupBook = GroupBook(of: endpoints, on: plane.terrain, for: plane.ipProtocol)
    standIns = MatrixStandIns(on: plane.terrain, family) { clientPorts ?? directory.clientPorts(of: $0) }
  }

  init(endpoints: EndpointClasses, lanes: Lanes, plane: Plane, groupBook: GroupBook, standIns: MatrixStandIns) {
    self.standIns = standIns
    self.endpoints = endpoints
    self.lanes = lanes
    self.plane = plane
    self.groupBook = groupBook
  }

  /// The protocol it is about.
  public var ipProtocol: IPProtocol { plane.ipProtocol }

  /// The endpoints that the snapshot lists, in the order in which positions count them.
  public var hosts: [Host] { endpoints.hosts }

  /// The classes of these, each as the positions of its endpoints.
  public var classes: [Range<Int>] { endpoints.classes.map(\.members) }

  /// The answer for connections from one class to another, at a port of the server; no port where the protocol has none.
  ///
  /// Of one class to itself it is the answer for any two endpoints of it.
  public func cell(from client: Int, to server: Int, port: UInt16?) -> Cell {
    let (from, to) = (endpoints.classes[client], endpoints.classes[server])
    let traffic = traffic(port, from: endpoints.spots[from.spot])
    let one = endpoints.hosts[from.members.lowerBound]
    let other = endpoints.hosts[to.members.upperBound - 1]
    let lane = lanes[from.spot, to.spot]
    if lane.ways.isEmpty { return plane.cell(traffic, from: one, to: other) }
    return lane.cell(traffic) { groups($0, traffic.request, one, other) }
  }

  /// The answers for connections from one class to another at several ports of the server: the groups of both ends are asked once.
  func cells(from client: Int, to server: Int, ports: [UInt16?]) -> [Cell] {
    let (from, to) = (endpoints.classes[client], endpoints.classes[server])
    let lane = lanes[from.spot, to.spot]
    guard lane.ways.count == 1, plane.ipProtocol.hasPorts else {
      return ports.map { cell(from: client, to: server, port: $0) }
    }
    let way = lane.ways[0]
    let asked = endpoints.spots[from.spot].clientPorts.ports
    let one = endpoints.hosts[from.members.lowerBound]
    let other = endpoints.hosts[to.members.upperBound - 1]
    let request = way.request.isClosed ? .closed : way.request.intersection(groups(way, .all, one, other))
    let reply = way.reply.intersection(asked)
    let outcomes = [reply, Passage(sure: .empty, undecided: reply.possible), .closed].map {
      Cell(verdict: Verdict($0, of: asked), working: $0)
    }
    return ports.map { port in
      guard let port else { preconditionFailure("a protocol with ports asked about without one") }
      return outcomes[request.sure.contains(port) ? 0 : request.undecided.contains(port) ? 1 : 2]
    }
  }

  /// What the security groups of both ends let through on a way.
  func groups(_ way: Lane.Way, _ selectors: PortSet, _ client: Host, _ server: Host) -> Passage {
    var admitted = Passage.open
    if let reach = way.outward {
      let peer = Peer(server.address.address, host: server, reach: reach)
      admitted = plane.allowed(selectors, by: client, .outbound, peer: peer)
    }
    if let reach = way.inward {
      let peer = Peer(client.address.address, host: client, reach: reach)
      admitted = admitted.intersection(plane.allowed(selectors, by: server, .inbound, peer: peer))
    }
    return admitted
  }

  func traffic(_ port: UInt16?, from spot: EndpointClasses.Spot) -> Traffic {
    traffic(port, from: spot.clientPorts)
  }

  func traffic(_ port: UInt16?, from clientPorts: Endpoint.ClientPorts) -> Traffic {
    guard let port, plane.ipProtocol.hasPorts else { return Traffic(portless: plane.ipProtocol) }
    return Traffic(plane.ipProtocol, serverPort: port, clientPorts: clientPorts.ports)
  }
}

extension Matrix.Cell {
  /// What alternatives come to of which AWS may take any.
  /// What ways come to, each under what is supposed of interfaces that are not listed.
  init(all cells: [(supposition: Supposition, value: Matrix.Cell)], of asked: PortSet) {
    self = Supposition.fold(
      cells, all: { Matrix.Cell(all: $0, of: asked) }, either: { Matrix.Cell(either: $0) })
  }

  /// What it comes to where one of several is right, and nobody knows which.
  init(either cells: [Matrix.Cell]) {
    self.init(verdict: Verdict(either: cells.map(\.verdict)), working: Passage(either: cells.map(\.working)))
  }

  init(all cells: [Matrix.Cell], of asked: PortSet) {
    self.init(
      verdict: Verdict(all: cells.map(\.verdict)),
      working: cells.reduce(Passage(sure: asked)) { $0.intersection($1.working) })
  }
}

extension Lane {
  /// What becomes of connections, given what the security groups of both ends let through on each way.
  func cell(_ traffic: Traffic, groups: (Way) -> Passage) -> Matrix.Cell {
    let cells = ways.map { way -> Matrix.Cell in
      let request = way.request.intersection(traffic.request)
      let working = RoundTrip(
        request: request.isClosed ? request : request.intersection(groups(way)),
        reply: way.reply.intersection(traffic.reply)
      ).working
      return Matrix.Cell(verdict: Verdict(working, of: traffic.reply), working: working)
    }
    return cells.count == 1 ? cells[0] : Matrix.Cell(all: cells, of: traffic.reply)
  }
}

extension Plane {
  /// What becomes of connections between two hosts, followed to the end by every way that AWS may choose.
  fileprivate func cell(_ traffic: Traffic, from client: Host, to server: Host) -> Matrix.Cell {
    cell(traffic, from: [client], to: [server])
  }

  /// The same between two ends, each of which may be any of some hosts.
  func cell(_ traffic: Traffic, from clients: [Host], to servers: [Host]) -> Matrix.Cell {
    var isComplete = true
    var cells: [(supposition: Supposition, value: Matrix.Cell)] = []
    for client in clients {
      for server in servers {
        let ways = connections(traffic, from: .host(client), to: .host(server), seenBy: Survey.self)
        if ways.count == Self.mostAlternatives { isComplete = false }
        for connection in ways {
          let outcome = Outcome(
            connection.links.map { ($0.roundTrip.working, $0.traffic.reply, $0.keepsClientPorts) })
          cells.append(
            (connection.supposition, Matrix.Cell(verdict: outcome.verdict, working: outcome.working)))
        }
      }
    }
    let all = Matrix.Cell(all: cells, of: traffic.reply)
    if isComplete || all.verdict == .intermittent { return all }
    return Matrix.Cell(verdict: .unknown, working: all.working)
  }
}
