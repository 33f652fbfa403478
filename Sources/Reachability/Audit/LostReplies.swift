internal import NetworkModel
internal import Ports

/// The replies that are lost in a network: of connections whose requests arrive, what drops their replies to some client ports, or to all.
///
/// Asked of every client whose ports are known (by its operating system, a Lambda function, a NAT gateway, a load balancer), and of
/// clients on the internet, which may draw any port from 1024 on. Requests of one protocol go to every server port at once, since what drops
/// replies does not look at it. What depends on a missing fact is not lost, and the fact is noted.
struct LostReplies: Sendable {
  /// Replies that one thing drops, of connections that fare alike.
  struct Loss: Sendable {
    /// What drops them.
    var culprit: Culprit
    /// What the clients draw their ports from.
    let clientPorts: Endpoint.ClientPorts
    /// Whether no reply comes back at all, this thing and others together.
    let isTotal: Bool
    /// The protocol.
    let ipProtocol: IPProtocol
    /// An example: a connection of which no reply arrives at `culprit.dropped`.
    var example: Example
    /// The names of the clients.
    var clients: [String]
    /// The names of the servers.
    var servers: [String]
    /// How many interfaces the clients are; none where they are outside.
    var clientCount: Int
    /// How many interfaces the servers are; none where they are outside.
    var serverCount: Int
    /// The server ports that requests reach.
    var serverPorts: PortSet
  }

  /// What drops replies.
  struct Culprit: Hashable, Sendable {
    let component: Hop.Component
    let direction: Direction?
    /// The rule that drops them; nil when it is the lack of one.
    let dropping: Hop.Rule?
    /// The rule that lets others pass, and is too narrow.
    let admitting: Hop.Rule?
    /// Why.
    let reason: String
    /// The client ports it drops the replies to.
    let dropped: PortSet
    /// The far end of the packets, as the component sees it, if it is a network ACL.
    let peer: IPAddress?
  }

  /// A connection that shows it.
  struct Example: Sendable {
    let client: Inspection.End
    let server: Inspection.End
    /// The server's port.
    let port: UInt16
    /// The client's port; nil where a NAT gateway draws the one that matters.
    var clientPort: UInt16?
    /// How many server ports requests reach: the fewer, the likelier that somebody means to.
    let breadth: Int
    /// The load balancer whose health checks show it.
    var loadBalancer: String?
  }

  /// The losses, in the order of the endpoints.
  private(set) var losses: [Loss] = []
  /// What was not looked at.
  private(set) var unknowns: [Unknown] = []
  private var positions: [Key: Int] = [:]
  private var members: [Key: Members] = [:]

  private struct Key: Hashable {
    let culprit: Culprit
    let clientPorts: Endpoint.ClientPorts
    let isTotal: Bool
    let ipProtocol: IPProtocol
    let isHealthCheck: Bool
  }

  private struct Members {
    var clients: Set<Identifier<NetworkInterface>> = []
    var servers: Set<Identifier<NetworkInterface>> = []
  }

  /// Looks for all of them.
  init(in inspection: Inspection) {
    for matrix in inspection.matrices {
      addInside(matrix, inspection)
      addOutside(matrix, inspection)
    }
    for family in [IPAddress.Family.v4, .v6] { addHealthChecks(inspection, family) }
    for (key, members) in members {
      guard let position = positions[key] else { continue }
      losses[position].clientCount = members.clients.count
      losses[position].serverCount = members.servers.count
    }
  }

  /// Notes that replies are not looked at.
  mutating func note(_ unknown: Unknown) {
    if !unknowns.contains(unknown) { unknowns.append(unknown) }
  }

  /// Notes the missing facts that decide about the packets of a link, if any do. What filters lack is noted elsewhere, once for each.
  mutating func note(_ link: Connection<Course>.Link) {
    let courses = [link.request, link.reply].compactMap(\.self)
    guard !link.request.passage.isClosed, courses.contains(where: { !$0.passage.undecided.isEmpty }) else { return }
    for checkpoint in courses.lazy.flatMap(\.checkpoints) {
      switch checkpoint.gate {
      case .unknown(let unknown)?, .lost(let unknown)?: note(unknown)
      case .open?, .closed?, nil: break
      }
    }
  }

  /// Adds a connection of which `culprits` drop replies.
  mutating func add(
    _ culprits: [Culprit], _ example: Example, _ clientPorts: Endpoint.ClientPorts, isTotal: Bool, _ plane: Plane,
    serverPorts: PortSet, clients: [Host], servers: [Host], _ inspection: Inspection
  ) {
    for culprit in culprits {
      var example = example
      if example.clientPort != nil { example.clientPort = culprit.dropped.first }
      let key = Key(
        culprit: culprit.apart, clientPorts: clientPorts, isTotal: isTotal, ipProtocol: plane.ipProtocol,
        isHealthCheck: example.loadBalancer != nil)
      let position = positions[key] ?? losses.count
      if position == losses.count {
        positions[key] = position
        losses.append(
          Loss(
            culprit: culprit, clientPorts: clientPorts, isTotal: isTotal, ipProtocol: plane.ipProtocol,
            example: example, clients: [], servers: [], clientCount: 0, serverCount: 0, serverPorts: .empty))
      }
      if example.breadth < losses[position].example.breadth {
        losses[position].example = example
        losses[position].culprit = culprit
      }
      losses[position].serverPorts.formUnion(serverPorts)
      losses[position].clients.note(clients, inspection)
      losses[position].servers.note(servers, inspection)
      members[key, default: Members()].clients.formUnion(clients.map(\.interface.id))
      members[key, default: Members()].servers.formUnion(servers.map(\.interface.id))
    }
  }
}

extension LostReplies.Culprit {
  /// The same without what differs from connection to connection.
  fileprivate var apart: Self {
    Self(
      component: component, direction: direction, dropping: dropping, admitting: admitting, reason: reason,
      dropped: dropped, peer: nil)
  }
}

extension [String] {
  /// As many names as sentences show, or more.
  private static let most = 8

  /// Adds the names of hosts, as many as are shown; without any it is somebody on the internet.
  fileprivate mutating func note(_ hosts: [Host], _ inspection: Inspection) {
    if count >= Self.most { return }
    let names = hosts.isEmpty ? ["the internet"] : hosts.prefix(Self.most).map { inspection.name(of: $0) }
    for name in names where count < Self.most && !contains(name) { append(name) }
  }
}

extension Plane {
  /// What drops replies of a link: each thing by itself, with the client ports of which it surely drops all replies.
  func culprits(of link: Connection<Course>.Link) -> [LostReplies.Culprit] {
    guard let reply = link.reply else { return [] }
    let asked = link.traffic.reply
    return reply.checkpoints.compactMap { checkpoint in
      let dropped = asked.subtracting(passage(of: asked, at: checkpoint).possible)
      if dropped.isEmpty { return nil }
      let hop = hop(at: checkpoint, of: link.traffic, .reply)
      var dropping: Hop.Decision?
      var admitting: Hop.Decision?
      for decision in hop.decisions {
        switch decision.outcome {
        case .drop: if dropping == nil || dropping?.rule == .implicitDeny { dropping = decision }
        case .pass:
          if case .entry? = decision.rule, decision.ports.count > admitting?.ports.count ?? 0 { admitting = decision }
        case .unknown: break
        }
      }
      guard case .drop(_, let reason)? = dropping?.outcome else { return nil }
      return LostReplies.Culprit(
        component: hop.component, direction: hop.direction, dropping: dropping?.rule, admitting: admitting?.rule,
        reason: reason, dropped: dropped, peer: checkpoint.peer)
    }
  }
}

extension Checkpoint {
  /// The far end of the packets at a network ACL.
  fileprivate var peer: IPAddress? {
    switch self {
    case .networkACL(_, _, let peer), .disputedNetworkACL(_, _, let peer): peer
    default: nil
    }
  }
}
