internal import NetworkModel
internal import Ports

/// What one packet meets on its way from one endpoint to another, with network ACLs named and not asked.
///
/// Routes and gateways look at far less of an endpoint than ACLs do, so one road serves many pairs of spots; what ACLs let through between
/// two of these is looked up afterwards.
struct Road: Hashable, Sendable {
  /// A network ACL between those of the two ends.
  struct Filter: Hashable, Sendable {
    /// The subnet it is the ACL of, by its ACL's position; nil when the snapshot lacks the ACL.
    let networkACL: Int?
    /// Outbound ones are asked about the receiver's address, inbound ones about the sender's.
    let direction: Direction
  }

  /// What is let through whatever the ACLs say.
  private(set) var gates = Passage.open
  /// Whether the ACL of the sender's subnet is asked.
  private(set) var leavesSubnet = false
  /// Whether the ACL of the receiver's subnet is asked.
  private(set) var entersSubnet = false
  /// The ACLs in between.
  private(set) var filters: [Filter] = []
  /// What a reference to the receiver's groups is worth in rules of the sender's; nil where those are not asked.
  private(set) var outward: Peer.Reach?
  /// What a reference to the sender's groups is worth in rules of the receiver's; nil where those are not asked.
  private(set) var inward: Peer.Reach?
  /// Whether packets are lost from sight on it.
  private(set) var isLost = false
  /// Whether nothing else is on it than what is told here: no groups but those of the ends, nothing that carries connections of its own.
  private(set) var isPlain = true
  /// Whether it leads to the receiver.
  private(set) var arrives = false
  /// Whether AWS might have chosen another.
  private(set) var isOneOfSeveral = false
}

/// Notes the road that a journey takes.
struct RoadNotes: CheckpointVisitor {
  static let followsInVain = false

  fileprivate(set) var road = Road()

  init(of selectors: PortSet, through plane: Plane) {}

  mutating func visit(_ checkpoint: Checkpoint) {
    if road.isLost, !checkpoint.isEnd { return }
    switch checkpoint {
    case .networkACL(let site, let direction, _):
      road.meet(Road.Filter(networkACL: site.networkACL, direction: direction))
    case .securityGroups, .admittedBySecurityGroups, .disputedNetworkACL, .mailLimit, .amazonService:
      road.meetMore()
    case .waypoint(.vpcPeeringConnection, _, let gate), .waypoint(.transitGateway, _, let gate),
      .waypoint(.transitGatewayAttachment, _, let gate), .routeTable(_, _, _, let gate),
      .transitGatewayRouteTable(_, _, let gate):
      road.meet(gate)
    case .waypoint(_, _, let gate):
      road.meetMore()
      road.meet(gate)
    case .host(_, let gate):
      road.meet(gate)
    case .assumption:
      break
    }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, _ peer: Peer) {
    if !road.isLost { road.meet(groups: direction, peer.reach) }
  }

  mutating func visit(groupsOf host: Host, _ direction: Direction, admitted peer: Host?) {}

  mutating func visit(networkACLOf site: SubnetSite, _ direction: Direction, peer: IPAddress) {
    if !road.isLost { road.cross(direction) }
  }

  var passage: Passage { road.gates }
  var isLost: Bool { road.isLost }
}

extension Road {
  /// The road of a journey that has come to its end.
  init(_ journey: Journey<RoadNotes>) {
    self = journey.visitor.road
    var choices = journey.choices
    switch journey.end {
    case .goal: arrives = true
    case .nowhere: break
    case .outside, .natGateway, .natInstance: isPlain = false
    }
    isOneOfSeveral = choices.advance()
    if isOneOfSeveral { isPlain = false }
  }

  fileprivate mutating func meet(_ filter: Filter) { filters.append(filter) }

  fileprivate mutating func meet(_ gate: Gate) {
    gates = gates.intersection(gate.passage)
    if case .lost = gate { isLost = true }
  }

  fileprivate mutating func meet(groups direction: Direction, _ reach: Peer.Reach) {
    if direction == .outbound { outward = reach } else { inward = reach }
  }

  fileprivate mutating func cross(_ edge: Direction) {
    if edge == .outbound { leavesSubnet = true } else { entersSubnet = true }
  }

  fileprivate mutating func meetMore() { isPlain = false }
}

extension Plane {
  /// The road of a request from one host to another.
  func road(from client: Host, to server: Host) -> Road {
    var there = Journey<RoadNotes>(
      through: self, selectors: .all, isReply: false, sender: client, source: client.address.address, goal: server,
      destination: server.address.address, choices: Choices())
    there.send(from: client)
    return Road(there)
  }

  /// The road of the replies from a server to a client whose request has come by a plain road.
  func roadBack(from server: Host, to client: Host) -> Road {
    var back = Journey<RoadNotes>(
      through: self, selectors: .all, isReply: true, sender: server, source: server.address.address, goal: client,
      destination: client.address.address, choices: Choices())
    back.send(from: server)
    return Road(back)
  }

  /// Whether requests may get from one host to another, by whatever way, if all network ACLs and security groups let them.
  func mayArrive(from client: Host, to server: Host) -> Bool {
    let traffic = Traffic(ipProtocol, request: .all, reply: .all)
    return connections(traffic, from: .host(client), to: .host(server), seenBy: RoadNotes.self)
      .contains { $0.links.allSatisfy { !$0.request.passage.isClosed } }
  }
}
