internal import NetworkModel
internal import Ports

/// The way between two spots, there and back: everything on it but the security groups of the two ends.
struct Lane: Hashable, Sendable {
  /// One of the ways that AWS may choose.
  struct Way: Hashable, Sendable {
    /// The server ports that get there.
    let request: Passage
    /// The client ports that get back.
    let reply: Passage
    /// What a reference to the server's groups is worth in rules of the client's; nil where those are not asked.
    let outward: Peer.Reach?
    /// What a reference to the client's groups is worth in rules of the server's; nil where those are not asked.
    let inward: Peer.Reach?
  }

  /// The ways; none where something stands between the ends that looks at more than this, so that connections must be followed one by one.
  let ways: [Way]

  /// Whether the groups of both ends are asked alike on all ways that let anything through, so that it is enough to ask them once.
  var isUniform: Bool {
    let asking = ways.filter { $0 != .closed }
    return !ways.isEmpty
      && asking.allSatisfy { $0.outward == asking[0].outward && $0.inward == asking[0].inward }
  }

  /// Between ends of which each pair must be asked about by itself.
  static let manifold = Lane(ways: [])
}

extension Plane {
  /// The lane between the spots of two hosts, and the network ACLs, by position, that it hangs on.
  func lane(from client: Host, to server: Host) -> (lane: Lane, networkACLs: Set<Int>) {
    var ways: [Lane.Way] = []
    var networkACLs: Set<Int> = []
    var isManifold = server.takesForOthers
    var choices = Choices()
    repeat {
      var there = Journey<Outline>(
        through: self, selectors: .all, isReply: false, sender: client, source: client.address.address, goal: server,
        destination: server.address.address, choices: choices)
      there.send(from: client)
      choices = there.choices
      networkACLs.formUnion(there.visitor.networkACLs)
      var way = Lane.Way(
        request: there.visitor.passage, reply: .unknown, outward: there.visitor.outward, inward: there.visitor.inward)
      if way.request.isClosed {
        way = .closed
      } else if !there.visitor.isPlain || there.end.beginsAnew {
        isManifold = true
      } else if case .goal = there.end, !there.visitor.isLost {
        var back = Journey<Outline>(
          through: self, selectors: .all, isReply: true, sender: server, source: server.address.address, goal: client,
          destination: there.source, choices: choices)
        back.inherit(there)
        back.send(from: server)
        choices = back.choices
        networkACLs.formUnion(back.visitor.networkACLs)
        if !back.visitor.isPlain { isManifold = true }
        way = Lane.Way(
          request: way.request, reply: back.visitor.passage, outward: way.outward, inward: way.inward)
      }
      if !ways.contains(way) { ways.append(way) }
    } while choices.advance()
    if ways == [.closed] || !isManifold { return (Lane(ways: ways), networkACLs) }
    // Where a load balancer hands connections on to depends on the port: any ACL may be on the way.
    if server.takesForOthers { return (.manifold, Set(network.networkACLs.indices)) }
    let further = follow(client, to: server)
    return (further.arrives ? .manifold : Lane(ways: [.closed]), networkACLs.union(further.networkACLs))
  }

  /// Whether connections may get from one host to another if every security group lets them, at whatever port.
  private func follow(_ client: Host, to server: Host) -> (arrives: Bool, networkACLs: Set<Int>) {
    let traffic = Traffic(ipProtocol, request: .all, reply: .all)
    let found = connections(traffic, from: .host(client), to: .host(server), seenBy: Outline.self)
    let outlines = found.flatMap(\.links).flatMap { [$0.request, $0.reply].compactMap(\.self) }
    return (
      found.contains { $0.links.allSatisfy { !$0.roundTrip.working.isClosed } },
      outlines.reduce(into: []) { $0.formUnion($1.networkACLs) }
    )
  }
}

extension Lane.Way {
  /// Nothing gets there.
  static let closed = Lane.Way(request: .closed, reply: .closed, outward: nil, inward: nil)
}

extension Journey.End {
  /// Whether something begins a connection of its own here.
  fileprivate var beginsAnew: Bool {
    switch self {
    case .goal, .nowhere: false
    case .outside, .natGateway, .natInstance: true
    }
  }
}

/// What gets through the checkpoints of one direction but the security groups of the two ends, of which it is noted how they are asked.
private struct Outline: CheckpointVisitor {
  static let followsInVain = false

  private var survey: Survey
  /// What a reference to the receiver's groups is worth in rules of the sender's; nil while those are not asked.
  private(set) var outward: Peer.Reach?
  /// What a reference to the sender's groups is worth in rules of the receiver's; nil while those are not asked.
  private(set) var inward: Peer.Reach?
  /// Whether no other groups are asked than those of the two ends.
  private(set) var isPlain = true
  /// The network ACLs that are asked.
  private(set) var networkACLs: Set<Int> = []

  init(of selectors: PortSet, through plane: Plane) {
    survey = Survey(of: selectors, through: plane)
  }

  mutating func visit(_ checkpoint: Checkpoint) {
    switch checkpoint {
    case .securityGroups:
      isPlain = false
    case .networkACL(let site, _, _), .disputedNetworkACL(let site, _, _):
      site.networkACL.map { _ = networkACLs.insert($0) }
      survey.visit(checkpoint)
    default:
      survey.visit(checkpoint)
    }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer) {
    if survey.isLost { return }
    if direction == .outbound { outward = peer.reach } else { inward = peer.reach }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?) {}

  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress) {
    site.networkACL.map { _ = networkACLs.insert($0) }
    survey.visit(networkACLOf: site, direction, peer: peer)
  }

  mutating func visit(routeTable table: Int?, _ site: SubnetSite?, route: Int?, _ gate: Gate) {
    survey.visit(routeTable: table, site, route: route, gate)
  }

  var passage: Passage { survey.passage }
  var isLost: Bool { survey.isLost }
}
