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
    let pieces = piecesOfPorts
    func group(_ number: Int, _ groups: Groups) -> Int? {
      endpoints.classes[number].members.lazy.compactMap { groups.groupOfPosition[$0] }.first
    }
    let serverGroups = endpoints.classes.indices.map { group($0, servers) }
    for client in endpoints.classes.indices {
      guard let from = group(client, clients) else { continue }
      for server in endpoints.classes.indices {
        guard let to = serverGroups[server] else { continue }
        if client == server, endpoints.classes[client].members.count == 1 { continue }
        for (ports, cell) in serverPorts(from: client, to: server, pieces) {
          body(
            ServerPorts(
              client: from, server: to, from: clients.all[from], to: servers.all[to], ports: ports, cell: cell))
        }
      }
    }
  }

  private func serverPorts(from client: Int, to server: Int, _ pieces: [PortRange]) -> [(PortSet, Cell)] {
    let (from, to) = (endpoints.classes[client], endpoints.classes[server])
    let number = lanes.number(from: from.spot, to: to.spot)
    if number == Lanes.closed { return [] }
    let lane = lanes.distinct[number]
    guard lane.ways.count == 1, let way = lane.ways.first else {
      // Where AWS may choose, or something looks at each port, no product is the answer, but there are no more answers than pieces.
      var found: [(cell: Cell, ranges: [PortRange])] = []
      for piece in pieces {
        let cell = cell(from: client, to: server, port: piece.lower)
        if cell.verdict == .blocked { continue }
        if let known = found.firstIndex(where: { $0.cell == cell }) {
          found[known].ranges.append(piece)
        } else {
          found.append((cell, [piece]))
        }
      }
      return found.map { (PortSet($0.ranges), $0.cell) }
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

  /// The pieces into which rules and listeners cut the server ports: all ports of one piece have one answer.
  private var piecesOfPorts: [PortRange] {
    var starts: Set<Int> = [0]
    func cut(_ ports: PortSet) {
      for range in ports.ranges { starts.formUnion([Int(range.lower), Int(range.upper) + 1]) }
    }
    let network = plane.network
    for acl in network.networkACLs { for entry in acl.entries { cut(entry.pattern.selectors(for: ipProtocol)) } }
    for group in network.securityGroups { for rule in group.rules { cut(rule.pattern.selectors(for: ipProtocol)) } }
    for port in network.listeners.compactMap(\.port) { cut(PortSet(port)) }
    cut(Plane.limitedPorts)
    let sorted = starts.filter { $0 < 65_536 }.sorted()
    return sorted.indices.map { index in
      PortRange(UInt16(sorted[index]), UInt16(index + 1 < sorted.count ? sorted[index + 1] - 1 : 65_535))
    }
  }
}
