internal import NetworkModel
internal import Ports

/// What becomes of a query's connections whatever the server's port: followed once for all ports that no load balancer tells apart.
struct PortAnswers {
  private struct Part {
    let requests: PortSet
    /// The ways that the connections may take.
    let ways: Set<[LinkPassage]>
    let isComplete: Bool
  }

  private let parts: [Part]

  /// Follows the connections between the ends of `query`, whose port makes no difference.
  init(to query: Query, through plane: Plane) {
    let nodes = query.to.hosts(query.family)
    let listened = nodes.reduce(into: Set<UInt16>()) { $0.formUnion(plane.listenerPorts(of: .host($1))) }
    parts = plane.requests(at: listened).map { requests in
      var ways: Set<[LinkPassage]> = []
      var isComplete = true
      for way in plane.ways(of: query, plane.traffic(requests, from: query.traffic.reply)) {
        let connections = plane.connections(way.traffic, from: way.client, to: way.server, seenBy: Survey.self)
        for connection in connections { ways.insert(connection.passages(of: requests)) }
        if connections.count == Plane.mostAlternatives { isComplete = false }
      }
      return Part(requests: requests, ways: ways, isComplete: isComplete && !ways.isEmpty)
    }
  }

  /// What the connections come to at a port; nil for a protocol without ports.
  func prospect(at port: UInt16?) -> Prospect {
    guard let part = parts.first(where: { part in port.map { part.requests.contains($0) } ?? true }) else {
      return Prospect(all: []).ofSome
    }
    let ports = port.map { PortSet($0) } ?? part.requests
    let all = Prospect(all: part.ways.map { Prospect($0, at: ports) })
    return part.isComplete ? all : all.ofSome
  }
}
