public import Network
public import Ports

/// A set of edits with which a connection works, proven by asking the question again of the edited network.
public struct Remedy: Sendable {
  /// One edit of a filter.
  public enum Edit: Hashable, Sendable {
    /// Let an entry of a network ACL allow these ports in place of its own.
    case widen(Identifier<NetworkACL>, NetworkACL.Entry, to: PortSet)
    /// Add an entry to a network ACL.
    case addEntry(Identifier<NetworkACL>, NetworkACL.Entry)
    /// Add a rule to a security group.
    case addRule(Identifier<SecurityGroup>, SecurityGroup.Rule)
  }

  /// The edits, all of which are needed.
  public let edits: [Edit]
  /// The network with the edits made.
  public let network: Network

  /// Looks for edits of network ACLs and security groups with which the traced connection works; nil when it works already, or
  /// when such edits do not make it work.
  public init?(for trace: Trace) {
    guard trace.verdict == .blocked || trace.verdict == .intermittent else { return nil }
    let query = trace.query
    let plane = trace.plane
    var draft = RemedyDraft(of: plane)
    for way in trace.ways {
      for connection in plane.connections(way.traffic, from: way.client, to: way.server, seenBy: Course.self) {
        for link in connection.links {
          draft.open(link.request, for: link.traffic.request, isReply: false)
          if let reply = link.reply { draft.open(reply, for: link.traffic.reply, isReply: true) }
        }
      }
    }
    guard !draft.edits.isEmpty,
      Trace(query, through: Plane(Terrain(draft.network), for: query.ipProtocol)).verdict == .works
    else { return nil }
    edits = draft.edits
    self.network = draft.network
  }
}

/// The edits found so far, and the network with them made.
private struct RemedyDraft {
  private(set) var network: Network
  private(set) var edits: [Remedy.Edit] = []
  /// Of the network as it was; edits change no more than entries and rules.
  private let terrain: Terrain
  private let ipProtocol: IPProtocol
  // Compiled as they are with the edits made: many ways lead through the same few.
  private var networkACLs: [Int: NetworkACLFilter] = [:]
  private var securityGroups: [Int: SecurityGroupFilter] = [:]

  init(of plane: Plane) {
    network = plane.network
    terrain = plane.terrain
    ipProtocol = plane.ipProtocol
  }

  /// Adds what it takes for `selectors` to pass every filter of a course.
  mutating func open(_ course: Course, for selectors: PortSet, isReply: Bool) {
    for checkpoint in course.checkpoints {
      switch checkpoint {
      case .networkACL(let site, let direction, let peer):
        guard let position = site.networkACL, !admits(position, direction, peer, selectors) else { continue }
        open(network.networkACLs[position], direction, peer, selectors, mayWiden: isReply)
      case .securityGroups(let host, let direction, let peer):
        open(host, direction, peer, selectors)
      default:
        break
      }
    }
  }

  // MARK: Network ACLs

  private mutating func admits(
    _ position: Int, _ direction: Direction, _ peer: IPAddress, _ selectors: PortSet
  ) -> Bool {
    let filter = networkACLs[position] ?? NetworkACLFilter(network.networkACLs[position], for: ipProtocol)
    networkACLs[position] = filter
    return selectors.isSubset(of: filter.admitted(direction, peer: peer))
  }

  private mutating func open(
    _ acl: NetworkACL, _ direction: Direction, _ peer: IPAddress, _ selectors: PortSet, mayWiden: Bool
  ) {
    func admits(_ acl: NetworkACL) -> Bool {
      selectors.isSubset(of: NetworkACLFilter(acl, for: ipProtocol).admitted(direction, peer: peer))
    }
    if mayWiden {
      for entry in acl.entries(direction) where isWidenable(entry, peer, selectors) {
        var wider = entry
        wider.pattern = TrafficPattern(ipProtocol, hull(entry.pattern.selectors.union(selectors)))
        let candidate = acl.replacing(entry, with: wider)
        guard admits(candidate) else { continue }
        make(.widen(acl.id, entry, to: wider.pattern.selectors), candidate)
        return
      }
    }
    guard let number = freeNumber(in: acl, direction, peer, selectors) else { return }
    let block =
      network.subnets.first { $0.cidrBlocks.contains { $0.contains(peer) } }?
      .cidrBlocks.first { $0.contains(peer) } ?? CIDRBlock(peer)
    let entry = NetworkACL.Entry(
      number: number, direction: direction, action: .allow, cidrBlock: block,
      pattern: TrafficPattern(ipProtocol, hull(selectors)))
    let candidate = acl.replacing(nil, with: entry)
    guard admits(candidate) else { return }
    make(.addEntry(acl.id, entry), candidate)
  }

  private mutating func make(_ edit: Remedy.Edit, _ acl: NetworkACL) {
    edits.append(edit)
    network.networkACLs.update(acl)
    if let position = network.networkACLs.position(of: acl.id) { networkACLs[position] = nil }
  }

  /// An entry that already allows some of the packets in question, and only needs more of their ports.
  private func isWidenable(_ entry: NetworkACL.Entry, _ peer: IPAddress, _ selectors: PortSet) -> Bool {
    entry.action == .allow && entry.matches(peer) && entry.pattern.ipProtocol == ipProtocol
      && !entry.pattern.selectors.isDisjoint(with: selectors)
  }

  private func hull(_ ports: PortSet) -> PortSet {
    guard let first = ports.ranges.first, let last = ports.ranges.last else { return ports }
    return PortSet(first.lower...last.upper)
  }

  /// A rule number before the first entry that denies any of the packets: midway in the gap before it, as people leave room.
  private func freeNumber(
    in acl: NetworkACL, _ direction: Direction, _ peer: IPAddress, _ selectors: PortSet
  ) -> Int? {
    let entries = acl.entries(direction).map(\.number)
    let denying = acl.entries(direction).first { entry in
      entry.action == .deny && entry.matches(peer)
        && !entry.pattern.selectors(for: ipProtocol).isDisjoint(with: selectors)
    }
    let upper = min(denying?.number ?? 32_767, 32_767)
    let lower = entries.last { $0 < upper } ?? 0
    if upper == 32_767 { return lower + 10 < upper ? (lower / 10 + 1) * 10 : (lower + 1 < upper ? lower + 1 : nil) }
    return upper - lower > 1 ? (lower + upper) / 2 : nil
  }

  // MARK: Security groups

  private mutating func open(_ host: Host, _ direction: Direction, _ peer: Peer, _ selectors: PortSet) {
    let positions = (host.interface.securityGroups ?? []).compactMap { network.securityGroups.position(of: $0) }
    let isAllowed = positions.contains { position in
      let filter =
        securityGroups[position]
        ?? SecurityGroupFilter(network.securityGroups[position], on: terrain, for: ipProtocol)
      securityGroups[position] = filter
      return filter.allowed(selectors, direction, peer: peer).sure == selectors
    }
    guard !isAllowed, let position = positions.first else { return }
    let group = network.securityGroups[position]
    let rule = SecurityGroup.Rule(
      direction: direction, pattern: TrafficPattern(ipProtocol, selectors),
      peer: peer.reference.map { .securityGroup($0) } ?? .cidrBlock(CIDRBlock(peer.address)))
    edits.append(.addRule(group.id, rule))
    network.securityGroups.update(
      SecurityGroup(id: group.id, name: group.name, vpc: group.vpc, rules: group.rules + [rule]))
    securityGroups[position] = nil
  }
}

extension NetworkACL {
  /// The ACL with an entry exchanged for another, or added.
  fileprivate func replacing(_ old: Entry?, with new: Entry) -> NetworkACL {
    NetworkACL(
      id: id, name: name, vpc: vpc, isDefault: isDefault, entries: entries.filter { $0 != old } + [new],
      subnets: subnets)
  }
}
