internal import NetworkModel
internal import Ports

/// What becomes of a query's connections whatever the server's port: followed once for all ports that no load balancer tells apart, when first
/// asked about one of them.
struct PortAnswers {
  private struct Part {
    /// A way that the connections may take, and what is supposed for that.
    struct Way: Hashable {
      let supposition: Supposition
      let links: [LinkPassage]
    }

    /// The ways.
    let ways: Set<Way>
    /// Whether these are all, and there is one.
    let isComplete: Bool
  }

  private let query: Query
  private let plane: Plane
  private let requests: [PortSet]
  private var parts: [Int: Part] = [:]

  /// Prepares to follow the connections between the ends of `query`, whose port makes no difference.
  init(to query: Query, through plane: Plane) {
    self.query = query
    self.plane = plane
    let servers = query.to.hosts(query.family)
    requests = plane.requests(
      at: servers.reduce(into: []) { $0.formUnion(plane.listenerPorts(of: .host($1))) })
  }

  /// What the connections come to at a port; nil for a protocol without ports.
  mutating func prospect(at port: UInt16?) -> Prospect {
    guard let number = requests.firstIndex(where: { requests in port.map { requests.contains($0) } ?? true }) else {
      preconditionFailure("all ports are asked about together or by themselves")
    }
    let part = parts[number] ?? followed(requests[number])
    parts[number] = part
    let ports = port.map { PortSet($0) } ?? requests[number]
    let all = Supposition.fold(
      part.ways.map { ($0.supposition, Prospect($0.links, at: ports)) }, all: { Prospect(all: $0) },
      either: { Prospect(either: $0) })
    return part.isComplete ? all : all.ofSome
  }

  private func followed(_ requests: PortSet) -> Part {
    var ways: Set<Part.Way> = []
    var isComplete = query.gaps.isEmpty
    for way in plane.ways(of: query, plane.traffic(requests, from: query.traffic.reply)) {
      let connections = plane.connections(
        way.traffic, from: way.client, to: way.server, seenBy: Survey.self, via: query.via)
      for connection in connections {
        ways.insert(Part.Way(supposition: connection.supposition, links: connection.passages(of: requests)))
      }
      if connections.count == Plane.mostAlternatives { isComplete = false }
    }
    return Part(ways: ways, isComplete: isComplete && !ways.isEmpty)
  }
}
