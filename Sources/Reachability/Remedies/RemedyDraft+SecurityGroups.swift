internal import NetworkModel
internal import Ports

extension RemedyDraft {
  /// Lets `selectors` from or to `peer` through the groups of an interface, by a rule for the peer's group where a reference to it stands for
  /// the peer, and else for `block`. Of several groups the one that the fewest interfaces carry gets the rule.
  mutating func open(
    _ host: Host, _ direction: Direction, _ peer: Peer, _ block: CIDRBlock, _ selectors: PortSet
  ) {
    let positions = (host.interface.securityGroups ?? []).compactMap { network.securityGroups.position(of: $0) }
    var missing = selectors
    for position in positions {
      missing.subtract(filter(ofSecurityGroup: position).allowed(selectors, direction, peer: peer).sure)
    }
    guard !missing.isEmpty, let position = positions.min(by: { carriers(of: $0) < carriers(of: $1) }) else { return }
    let group = network.securityGroups[position]
    let isForAddress = style.breadth == .address && !(query.from.isInternet || query.to.isInternet)
    let reference = isForAddress ? nil : peer.reference
    let rule = SecurityGroup.Rule(
      direction: direction, pattern: TrafficPattern(ipProtocol, missing.hull),
      peer: reference.map { .securityGroup($0) }
        ?? .cidrBlock(isForAddress || askedBlock(around: peer.address) == nil ? narrow(block, peer) : block))
    make(.addRule(group.id, rule), Caution.quota(of: group, with: rule, in: network))
  }

  /// A security group is for interfaces, so that a rule for an address need not be for its neighbours; but a load balancer's nodes are where
  /// AWS puts them.
  private func narrow(_ block: CIDRBlock, _ peer: Peer) -> CIDRBlock {
    terrain.index.holders(of: peer.address).isEmpty || peer.isOfLoadBalancer ? block : CIDRBlock(peer.address)
  }

  private func carriers(of position: Int) -> Int {
    let id = network.securityGroups[position].id
    return network.networkInterfaces.count { $0.securityGroups?.contains(id) ?? false }
  }
}

extension Caution {
  /// What to know of a group's quota before a rule is added: a reference to a group counts for both families, a prefix list as many times as
  /// it may have entries (UG/amazon-vpc-limits), of which the snapshot tells how many it has.
  static func quota(of group: SecurityGroup, with rule: SecurityGroup.Rule, in network: Network) -> [Caution] {
    let counts = [IPAddress.Family.v4, .v6].map { family in
      (Array(group.rules(rule.direction)) + [rule]).reduce(0) { $0 + $1.weight(family, in: network) }
    }
    let count = counts.max() ?? 0
    return count > 60 ? [.exceedsQuota(group.id.text, rule.direction, count: count, quota: 60)] : []
  }
}

extension SecurityGroup.Rule {
  fileprivate func weight(_ family: IPAddress.Family, in network: Network) -> Int {
    switch peer {
    case .cidrBlock(let block): block.family == family ? 1 : 0
    case .securityGroup: 1
    case .prefixList(let list): network.prefixLists[list]?.cidrBlocks?.count { $0.family == family } ?? 1
    }
  }
}
