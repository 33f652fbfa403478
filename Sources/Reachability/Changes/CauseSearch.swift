internal import NetworkModel
internal import Ports

/// Finds what of the alterations brought a change about: the one at the first place on the way where the networks decide otherwise.
struct CauseSearch {
  private let before: Plane
  private let after: Plane
  private let alterations: [Alteration]
  private let byID: [String: [Alteration]]
  private var known: [Key: Alteration?] = [:]

  init(_ before: Plane, _ after: Plane, _ alterations: [Alteration]) {
    self.before = before
    self.after = after
    self.alterations = alterations
    byID = Dictionary(grouping: alterations, by: \.id)
  }

  /// What the decisions on the way hang on at one end of it: endpoints of which it is the same have the same cause.
  private struct End: Hashable {
    var subnet: Identifier<Subnet>?
    var groups: [Int]?
    var interface: Identifier<NetworkInterface>?
    var address: IPAddress?
  }

  private struct Key: Hashable {
    let delta: Delta
    let ends: [End]
  }

  private func end(_ place: Place) -> End {
    guard let host = place.host else { return End(address: place.address) }
    let isAltered = byID[host.interface.id.text] != nil || host.interface.instance.map { byID[$0.text] != nil } ?? false
    return End(
      subnet: host.site.subnet, groups: host.groups,
      interface: isAltered || host.takesForOthers ? host.interface.id : nil)
  }

  /// The cause of a change of connections, each end of which is told as the old and as the new network have it.
  mutating func cause(
    of delta: Delta, from client: (Place, Place), to server: (Place, Place),
    clientPorts: (before: PortSet, after: PortSet)
  ) -> Alteration? {
    if alterations.count == 1 { return alterations[0] }
    let key = Key(delta: delta, ends: [client.0, client.1, server.0, server.1].map { end($0) })
    if let cause = known[key] { return cause }
    let ports = delta.ports.first.map { PortSet($0) } ?? .empty
    let earlier = decisions(before, client.0, server.0, before.traffic(ports, from: clientPorts.before))
    let later = decisions(after, client.1, server.1, after.traffic(ports, from: clientPorts.after))
    var cause: Alteration?
    for place in earlier.order + later.order where cause == nil && earlier.made[place] != later.made[place] {
      cause = alteration(of: place, (earlier.made[place] ?? []).union(later.made[place] ?? []))
    }
    cause = cause ?? alteration(ofEnds: [client.1, server.1, client.0, server.0])
    known[key] = cause
    return cause
  }

  /// Why an endpoint is in one network only.
  func arrival(of host: Host?) -> Alteration? {
    host.flatMap { byID[$0.interface.id.text]?.first }
      ?? alterations.first { $0.isAbout("load balancer") }
  }

  /// A place where something decides.
  private struct Spot: Hashable {
    let link: Int
    let isReply: Bool
    let kind: Hop.Component.Kind
    let id: String?
    let direction: Direction?
  }

  private func decisions(
    _ plane: Plane, _ client: Place, _ server: Place, _ traffic: Traffic
  ) -> (order: [Spot], made: [Spot: Set<Hop.Decision>]) {
    var order: [Spot] = []
    var made: [Spot: Set<Hop.Decision>] = [:]
    for way in plane.connections(traffic, from: client, to: server, seenBy: Course.self).prefix(100) {
      for (number, link) in way.links.enumerated() {
        for (isReply, course) in [(false, link.request), (true, link.reply)] {
          for checkpoint in course?.checkpoints ?? [] {
            if case .assumption = checkpoint { continue }
            let hop = plane.hop(at: checkpoint, of: link.traffic, isReply ? .reply : .request)
            let spot = Spot(
              link: number, isReply: isReply, kind: hop.component.kind, id: hop.component.id, direction: hop.direction)
            if made[spot] == nil { order.append(spot) }
            made[spot, default: []].formUnion(hop.decisions)
          }
        }
      }
    }
    return (order, made)
  }

  private func alteration(of spot: Spot, _ decisions: Set<Hop.Decision>) -> Alteration? {
    if spot.kind == .loadBalancer {
      return alterations.first { $0.isAbout("listener", "target group", "load balancer") }
    }
    let candidates = (spot.id ?? "").split(separator: ",").flatMap { byID[String($0)] ?? [] }
    let rules = Set(decisions.compactMap(\.rule))
    return candidates.first { !rules.isDisjoint(with: $0.rules) } ?? candidates.first
  }

  /// What was altered of the ends, or next to them.
  private func alteration(ofEnds places: [Place]) -> Alteration? {
    let hosts = places.compactMap(\.host)
    let near = hosts.flatMap { [$0.interface.id.text, $0.interface.instance?.text ?? ""] }
    let around = hosts.flatMap { [$0.site.subnet.text, $0.site.vpc.text] }
    let tied = alterations.filter { alteration in
      guard case .altered(let subject, let what) = alteration else { return false }
      return ["network ACL", "route table"].contains(subject.kind)
        && hosts.contains { what.contains($0.site.subnet.text) }
    }
    return (near + around).lazy.compactMap { byID[$0]?.first }.first ?? tied.first
      ?? alterations.first { $0.isAbout("prefix list") }
  }
}

extension Alteration {
  fileprivate func isAbout(_ kinds: String...) -> Bool {
    switch self {
    case .edit: false
    case .added(let subject), .removed(let subject), .altered(let subject, _): kinds.contains(subject.kind)
    }
  }

  /// The rules that an edit takes away or puts in.
  fileprivate var rules: Set<Hop.Rule> {
    guard case .edit(let edit) = self else { return [] }
    switch edit {
    case .addEntry(_, let entry), .removeEntry(_, let entry): return [.entry(entry)]
    case .replaceEntry(_, let old, let new): return [.entry(old), .entry(new)]
    case .addRule(let group, let rule), .removeRule(let group, let rule): return [.securityGroup(group, rule)]
    case .addRoute(_, let route), .removeRoute(_, let route): return [.route(route)]
    case .replaceRoute(_, let old, let new): return [.route(old), .route(new)]
    }
  }
}
