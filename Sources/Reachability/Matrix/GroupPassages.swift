internal import NetworkModel
internal import Ports

/// What the security groups of two ends let through at all ports at once, looked up for each two badges and not worked out.
///
/// Rules for blocks look at the peer's address alone, rules for groups at the groups it carries. So what a set of groups makes of a peer is
///
///     byAddress(set, the piece that the peer's address is in)  ∪  byGroup(set, group)  for each group that the peer carries and the set names
///
/// of which there are few, and most sets name none of the peer's groups.
struct GroupPassages: Sendable {
  /// What is let through, by number.
  private(set) var passages = PassageTable()
  private var outbound: GroupSides
  private var inbound: GroupSides

  init(of endpoints: EndpointClasses, through plane: Plane) {
    outbound = GroupSides(.outbound, of: endpoints, through: plane)
    inbound = GroupSides(.inbound, of: endpoints, through: plane)
  }

  /// The number of what the groups of both ends let through, by their badges' numbers. What references to groups are worth is told for those
  /// ends whose groups are asked.
  mutating func number(from client: Int, to server: Int, outward: Peer.Reach?, inward: Peer.Reach?) -> UInt32 {
    var admitted = PassageTable.open
    if let outward { admitted = outbound.number(of: client, for: server, outward, &passages) }
    if let inward, admitted != PassageTable.closed {
      admitted = passages.intersection(admitted, inbound.number(of: server, for: client, inward, &passages))
    }
    return admitted
  }

  /// The number of what is in both of two passages, by their numbers.
  mutating func intersection(_ one: UInt32, _ other: UInt32) -> UInt32 { passages.intersection(one, other) }

  /// The number of a passage.
  mutating func number(of passage: Passage) -> UInt32 { passages.number(of: passage) }
}

/// What the sets of groups let through in one direction, as far as they were asked.
private struct GroupSides: Sendable {
  private let direction: Direction
  private let endpoints: EndpointClasses
  private let plane: Plane
  /// The groups that the rules of each set name.
  private let named: [[Int]]
  /// An endpoint with each set of groups, and one in each piece of the address space.
  private let hostOfSet: [Host?]
  private let hostOfAtom: [Host?]
  /// What is let through by set and piece of the address space.
  private var byAddress = PairTable()
  /// The same by set and group; whether the reference surely stands for the peer is the lowest bit.
  private var byGroup = PairTable()

  init(_ direction: Direction, of endpoints: EndpointClasses, through plane: Plane) {
    self.direction = direction
    self.endpoints = endpoints
    self.plane = plane
    let namedByGroup = plane.network.securityGroups.map { group in
      group.rules(direction).filter { !$0.pattern.selectors(for: plane.ipProtocol).isEmpty }
        .compactMap { plane.terrain.number(ofPeer: $0) }
    }
    named = endpoints.groupSets.keys.map { set in
      Set((set ?? []).filter { namedByGroup.indices.contains($0) }.flatMap { namedByGroup[$0] }).sorted()
    }
    var hostOfSet = [Host?](repeating: nil, count: endpoints.groupSets.keys.count)
    var hostOfAtom = [Host?](repeating: nil, count: endpoints.groupAtoms.count)
    for one in endpoints.classes {
      let host = endpoints.hosts[one.members.lowerBound]
      hostOfSet[endpoints.setOfBadge[one.badge]] = host
      hostOfAtom[endpoints.badges[one.badge].atom] = host
    }
    self.hostOfSet = hostOfSet
    self.hostOfAtom = hostOfAtom
  }

  /// The number of what the groups of a badge let through for a peer with another.
  mutating func number(
    of own: Int, for peer: Int, _ reach: Peer.Reach, _ passages: inout PassageTable
  ) -> UInt32 {
    let set = endpoints.setOfBadge[own]
    var passage = number(set, atom: endpoints.badges[peer].atom, &passages)
    if passage == PassageTable.open || !reach.isAny || named[set].isEmpty { return passage }
    guard let carried = endpoints.badges[peer].groups else {
      // It may carry any.
      for group in named[set] { passage = passages.union(passage, number(set, group: group, false, &passages)) }
      return passage
    }
    let isSure = reach == .stands && endpoints.badges[peer].isPrimaryV4
    for group in carried where named[set].contains(group) {
      passage = passages.union(passage, number(set, group: group, isSure, &passages))
    }
    return passage
  }

  private mutating func number(_ set: Int, atom: Int, _ passages: inout PassageTable) -> UInt32 {
    let key = UInt64(set) << 32 | UInt64(atom)
    if let known = byAddress[key] { return known }
    guard let host = hostOfSet[set], let peer = hostOfAtom[atom] else { preconditionFailure("a badge of no endpoint") }
    let number = passages.number(of: plane.allowed(.all, by: host, direction, peer: Peer(peer.address.address)))
    byAddress.insert(number, for: key)
    return number
  }

  private mutating func number(
    _ set: Int, group: Int, _ isSure: Bool, _ passages: inout PassageTable
  ) -> UInt32 {
    let key = UInt64(set) << 32 | UInt64(group) << 1 | (isSure ? 1 : 0)
    if let known = byGroup[key] { return known }
    var selectors = PortSet.empty
    for own in endpoints.groupSets.keys[set] ?? [] where plane.network.securityGroups.indices.contains(own) {
      for rule in plane.network.securityGroups[own].rules(direction)
      where plane.terrain.number(ofPeer: rule) == group {
        selectors.formUnion(rule.pattern.selectors(for: plane.ipProtocol))
      }
    }
    let number = passages.number(of: isSure ? Passage(sure: selectors) : Passage(sure: .empty, undecided: selectors))
    byGroup.insert(number, for: key)
    return number
  }
}

extension Terrain {
  /// The number of the group that a rule names; nil when it names none.
  fileprivate func number(ofPeer rule: SecurityGroup.Rule) -> Int? {
    if case .securityGroup(let group) = rule.peer { number(of: group) } else { nil }
  }
}
