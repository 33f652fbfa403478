internal import NetworkModel
public import Ports

extension Matrix {
  /// The server ports at which connections from one class to another have one answer.
  public struct ServerPorts: Sendable {
    /// The clients' group, by its place among the groups of clients.
    public let client: Int
    /// The servers' group, by its place among the groups of servers.
    public let server: Int
    /// The clients.
    public let from: Group
    /// The servers.
    public let to: Group
    /// The ports.
    public let ports: PortSet
    /// The answer.
    public let cell: Cell
  }

  /// Tells, for each pair of classes, the sets of server ports that have one answer, of those at which something gets through; all 65,536
  /// ports are decided.
  ///
  /// What works between two addresses is a product of server ports and client ports, so there are mostly one or two sets.
  ///
  /// - Precondition: The protocol has ports, and groups are by class.
  /// - Complexity: Quadratic in the number of classes.
  public func forEachServerPorts(
    from clients: Groups, to servers: Groups, _ body: (ServerPorts) -> Void
  ) {
    precondition(ipProtocol.hasPorts, "\(ipProtocol) has no ports")
    let portClasses = ServerPortClasses(of: plane.network, for: ipProtocol).classes(of: .all)
    func group(_ side: Side, _ groups: Groups) -> Int? {
      switch side {
      case .members(let number):
        endpoints.classes[number].members.lazy.compactMap { groups.groupOfPosition[$0] }.first
      case .standIn(let number): groups.groupOfPosition[hosts.count + number]
      }
    }
    let sides = endpoints.classes.indices.map { Side.members($0) } + standIns.ends.indices.map { Side.standIn($0) }
    let serverGroups = sides.map { group($0, servers) }
    for client in sides {
      guard let from = group(client, clients) else { continue }
      for (server, to) in zip(sides, serverGroups) {
        guard let to else { continue }
        for (ports, cell) in serverPorts(from: client, to: server, portClasses) {
          body(
            ServerPorts(
              client: from, server: to, from: clients.all[from], to: servers.all[to], ports: ports, cell: cell))
        }
      }
    }
  }

  private func serverPorts(from client: Side, to server: Side, _ portClasses: [PortSet]) -> [(PortSet, Cell)] {
    switch (client, server) {
    case (.members(let from), .members(let to)):
      return from == to && endpoints.classes[from].members.count == 1
        ? [] : serverPorts(from: from, to: to, portClasses)
    case (.standIn(let one), .standIn(let other)) where one == other: return []
    default: return joined(portClasses) { cell(from: client, to: server, port: $0) }
    }
  }

  /// The server ports of which something gets through, port class by port class.
  private func joined(_ portClasses: [PortSet], _ cell: (UInt16?) -> Cell) -> [(PortSet, Cell)] {
    var found: [(cell: Cell, ranges: [PortRange])] = []
    for ports in portClasses {
      let cell = cell(ports.first)
      if cell.verdict == .blocked { continue }
      if let known = found.firstIndex(where: { $0.cell == cell }) {
        found[known].ranges += ports.ranges
      } else {
        found.append((cell, Array(ports.ranges)))
      }
    }
    return found.map { (PortSet($0.ranges), $0.cell) }
  }

  private func serverPorts(from client: Int, to server: Int, _ portClasses: [PortSet]) -> [(PortSet, Cell)] {
    let (from, to) = (endpoints.classes[client], endpoints.classes[server])
    let number = lanes.number(from: from.spot, to: to.spot)
    if number == Lanes.closed { return [] }
    let lane = lanes.distinct[number]
    guard lane.ways.count == 1, let way = lane.ways.first else {
      // Where AWS may choose, or something looks at each port, no product is the answer, but there are no more answers than classes.
      return joined(portClasses) { cell(from: client, to: server, port: $0) }
    }
    let request = way.request.intersection(
      groups(way, .all, endpoints.hosts[from.members.lowerBound], endpoints.hosts[to.members.upperBound - 1]))
    let clientPorts = endpoints.spots[from.spot].clientPorts.ports
    let reply = way.reply.intersection(clientPorts)
    let answers = [(request.sure, reply), (request.undecided, Passage(sure: .empty, undecided: reply.possible))]
    return answers.compactMap { ports, working in
      let verdict = Verdict(working, of: clientPorts)
      return ports.isEmpty || verdict == .blocked ? nil : (ports, Cell(verdict: verdict, working: working))
    }
  }
}
