internal import NetworkModel
internal import Ports

/// The edits found so far, and the network with them made.
struct RemedyDraft {
  /// The network without them.
  let original: Network
  /// The network with them.
  private(set) var network: Network
  /// The edits, in the order in which they were found.
  private(set) var edits: [Edit] = []
  /// What to know before each is made.
  private(set) var cautions: [Edit: [Caution]] = [:]

  let query: Query
  let style: RemedyStyle
  /// Of the network as it was; no edit changes what it is asked here.
  let terrain: Terrain
  var ipProtocol: IPProtocol { query.ipProtocol }
  // Compiled as they are with the edits made: many ways lead through the same few.
  private var networkACLs: [Int: NetworkACLFilter] = [:]
  private var securityGroups: [Int: SecurityGroupFilter] = [:]

  init(of trace: Trace, _ style: RemedyStyle) {
    original = trace.plane.network
    network = original
    query = trace.query
    terrain = trace.plane.terrain
    self.style = style
  }

  /// Looks for edits with which a connection works; nil when there is an obstacle that none removes.
  ///
  /// What lies behind a missing route is seen only with the route in place, so it asks again until nothing is in the way.
  init?(opening trace: Trace, _ style: RemedyStyle) {
    self.init(of: trace, style)
    var trace = trace
    for _ in 0..<Self.mostRounds {
      let known = edits.count
      open(trace)
      if edits.count == known { return nil }
      trace = Trace(query, through: Plane(Terrain(network), for: ipProtocol))
      if trace.verdict == .works { return }
    }
    return nil
  }

  private static let mostRounds = 8

  private mutating func open(_ trace: Trace) {
    for way in trace.ways {
      for connection in trace.plane.connections(way.traffic, from: way.client, to: way.server, seenBy: Course.self) {
        for link in connection.links {
          open(link.request, for: link.traffic.request, isReply: false, of: link)
          if let reply = link.reply { open(reply, for: link.traffic.reply, isReply: true, of: link) }
        }
      }
    }
  }

  /// Adds what it takes for `selectors` to pass every checkpoint of a course that an edit can open.
  private mutating func open(
    _ course: Course, for selectors: PortSet, isReply: Bool, of link: Connection<Course>.Link
  ) {
    for checkpoint in course.checkpoints {
      switch checkpoint {
      case .networkACL(let site, let direction, let peer):
        guard let position = site.networkACL else { continue }
        open(
          network.networkACLs[position], direction, peer, block(of: peer, on: link), selectors, mayWiden: isReply)
      case .securityGroups(let host, let direction, let peer):
        open(host, direction, peer, block(of: peer.address, on: link), selectors)
      case .routeTable(let table?, let site?, let route, .closed(let code, _))
      where code == .noRouteToDestination || code == .badStateRoute:
        lead(isReply ? link.client : link.server, from: network.routeTables[table], site, instead: route, link)
      default:
        break
      }
    }
  }

  /// Makes an edit.
  mutating func make(_ edit: Edit, _ cautions: [Caution] = []) {
    edits.append(edit)
    if !cautions.isEmpty { self.cautions[edit] = cautions }
    network.apply(edit)
    switch edit {
    case .addEntry(let id, _), .replaceEntry(let id, _, _), .removeEntry(let id, _):
      network.networkACLs.position(of: id).map { networkACLs[$0] = nil }
    case .addRule(let id, _), .removeRule(let id, _):
      network.securityGroups.position(of: id).map { securityGroups[$0] = nil }
    case .addRoute, .replaceRoute, .removeRoute: break
    }
  }

  /// The filter of a network ACL with the edits made.
  mutating func filter(ofNetworkACL position: Int) -> NetworkACLFilter {
    let filter = networkACLs[position] ?? NetworkACLFilter(network.networkACLs[position], for: ipProtocol)
    networkACLs[position] = filter
    return filter
  }

  /// The filter of a security group with the edits made.
  mutating func filter(ofSecurityGroup position: Int) -> SecurityGroupFilter {
    let filter =
      securityGroups[position] ?? SecurityGroupFilter(network.securityGroups[position], on: terrain, for: ipProtocol)
    securityGroups[position] = filter
    return filter
  }

  // MARK: Whom rules are for

  /// The addresses that a new rule for a peer is for: all that the question is about where the peer is one of them, and else, as the style
  /// has it, the peer's subnet or its address. A load balancer's nodes come and go: they are always meant by their subnet.
  func block(of peer: IPAddress, on link: Connection<Course>.Link) -> CIDRBlock {
    let place = [link.client, link.server].first { $0.address == peer }
    guard let host = place?.host else { return askedBlock(around: peer) ?? CIDRBlock(peer) }
    guard style.breadth == .neighbours || host.isLoadBalancer || host.standsFor != nil else { return CIDRBlock(peer) }
    return network.subnets[host.site.subnet]?.cidrBlocks.first { $0.contains(peer) } ?? CIDRBlock(peer)
  }

  /// The block of an end outside the network that an address is of.
  func askedBlock(around peer: IPAddress) -> CIDRBlock? {
    for end in [query.from, query.to] {
      guard let addresses = end.outside(peer.family), addresses.contains(peer) else { continue }
      if end.isInternet { return peer.family == .v4 ? .anyIPv4 : .anyIPv6 }
      return addresses.cidrBlocks.first { $0.contains(peer) }
    }
    return nil
  }
}

extension PortSet {
  /// The range from its first to its last port: what one rule can say.
  var hull: PortSet {
    guard let first = ranges.first, let last = ranges.last else { return self }
    return PortSet(first.lower...last.upper)
  }
}
