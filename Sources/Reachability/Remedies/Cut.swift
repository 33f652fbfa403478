internal import NetworkModel
internal import Ports

/// A place where a connection can be stopped.
enum Cut: CaseIterable, Sendable {
  /// An entry that denies it where its request enters the server's subnet.
  case whereItEnters
  /// An entry that denies it where its request leaves the client's subnet.
  case whereItLeaves
  /// The rules of the server's groups that admit it, taken out.
  case atTheServer
  /// The rules of the client's groups that let it begin, taken out.
  case atTheClient
}

extension RemedyDraft {
  /// Looks for edits with which a connection works for no client port, all at one kind of place: on the first leg, where the client is told
  /// from others. Nil when its requests do not come by such a place.
  init?(closing trace: Trace, _ cut: Cut) {
    self.init(of: trace, RemedyStyle(widens: false, breadth: .address, gateway: 0))
    for way in trace.ways {
      for connection in trace.plane.connections(way.traffic, from: way.client, to: way.server, seenBy: Course.self) {
        let link = connection.links[0]
        let checkpoints = link.request.checkpoints
        let place = cut.isAtServer ? checkpoints.last(where: cut.isOf) : checkpoints.first(where: cut.isOf)
        guard let place, close(place, link) else { return nil }
      }
    }
  }

  /// Drops the requests of a link at a checkpoint; false where there is no room for it.
  private mutating func close(_ checkpoint: Checkpoint, _ link: Connection<Course>.Link) -> Bool {
    let selectors = link.traffic.request
    switch checkpoint {
    case .networkACL(let site, let direction, let peer):
      guard let position = site.networkACL else { return false }
      let acl = network.networkACLs[position]
      guard !filter(ofNetworkACL: position).admitted(direction, peer: peer).isDisjoint(with: selectors) else {
        return true
      }
      let allowing = acl.firstEntry(that: .allow, direction, peer, selectors, ipProtocol)
      guard let allowing, let number = acl.freeNumber(before: allowing, direction) else { return false }
      let entry = NetworkACL.Entry(
        number: number, direction: direction, action: .deny, cidrBlock: block(of: peer, on: link),
        pattern: TrafficPattern(ipProtocol, selectors))
      guard let quota = Caution.quota(of: acl, with: entry) else { return false }
      make(.addEntry(acl.id, entry), quota)
      return true
    case .securityGroups(let host, let direction, let peer):
      for id in host.interface.securityGroups ?? [] {
        guard let group = network.securityGroups[id] else { return false }
        for rule in group.rules(direction) where isFor(peer, rule, selectors) { make(.removeRule(id, rule)) }
      }
      return true
    default:
      return false
    }
  }

  private func isFor(_ peer: Peer, _ rule: SecurityGroup.Rule, _ selectors: PortSet) -> Bool {
    guard !rule.pattern.selectors(for: ipProtocol).isDisjoint(with: selectors) else { return false }
    switch rule.peer {
    case .cidrBlock(let block): return block.contains(peer.address)
    case .prefixList(let list):
      return network.prefixLists[list]?.cidrBlocks?.contains { $0.contains(peer.address) } ?? true
    case .securityGroup(let group):
      if case .none = peer.membership(inGroup: terrain.number(of: group) ?? -1) { return false }
      return true
    }
  }
}

extension Cut {
  fileprivate var isAtServer: Bool { self == .whereItEnters || self == .atTheServer }

  fileprivate func isOf(_ checkpoint: Checkpoint) -> Bool {
    switch (self, checkpoint) {
    case (.whereItEnters, .networkACL(_, .inbound, _)), (.whereItLeaves, .networkACL(_, .outbound, _)),
      (.atTheServer, .securityGroups(_, .inbound, _)), (.atTheClient, .securityGroups(_, .outbound, _)):
      true
    default: false
    }
  }
}
