internal import NetworkModel
internal import Ports

extension RemedyDraft {
  /// Lets `selectors` from or to `peer` through a network ACL, and as little else as one entry can: by more ports for an entry that lets some
  /// of them through already, or by an entry for `block`.
  ///
  /// A new entry comes last, so that every entry that denies something is honoured, unless one of them denies what is wanted: then it comes
  /// just before that one.
  mutating func open(
    _ acl: NetworkACL, _ direction: Direction, _ peer: IPAddress, _ block: CIDRBlock, _ selectors: PortSet,
    mayWiden: Bool
  ) {
    guard let position = network.networkACLs.position(of: acl.id) else { return }
    let missing = selectors.subtracting(filter(ofNetworkACL: position).admitted(direction, peer: peer))
    if missing.isEmpty { return }
    let denying = acl.firstEntry(that: .deny, direction, peer, missing, ipProtocol)
    func admits(_ edit: Edit) -> Bool {
      guard let edited = original(acl, with: edit) else { return false }
      return selectors.isSubset(of: NetworkACLFilter(edited, for: ipProtocol).admitted(direction, peer: peer))
    }
    if mayWiden, style.widens, denying == nil {
      for entry in acl.entries(direction) where entry.isWidenable(for: peer, selectors, ipProtocol) {
        var wider = entry
        wider.pattern = TrafficPattern(ipProtocol, entry.pattern.selectors.union(selectors).hull)
        let edit = Edit.replaceEntry(acl.id, entry, with: wider)
        if admits(edit) { return make(edit) }
      }
    }
    guard let number = acl.freeNumber(before: denying, direction) else { return }
    let entry = NetworkACL.Entry(
      number: number, direction: direction, action: .allow, cidrBlock: block,
      pattern: TrafficPattern(ipProtocol, missing.hull))
    let edit = Edit.addEntry(acl.id, entry)
    guard admits(edit), let quota = Caution.quota(of: acl, with: entry) else { return }
    make(edit, quota + (denying.map { [.overridesDeny(acl.id, $0)] } ?? []))
  }

  private func original(_ acl: NetworkACL, with edit: Edit) -> NetworkACL? {
    network.applying(edit).networkACLs[acl.id]
  }
}

extension NetworkACL {
  /// The first entry by which some of the packets are let through or, as `action` has it, denied, other than the `*` at the end.
  func firstEntry(
    that action: Entry.Action, _ direction: Direction, _ peer: IPAddress, _ selectors: PortSet, _ ipProtocol: IPProtocol
  ) -> Entry? {
    var open = selectors
    for entry in entries(direction) where entry.matches(peer) && !entry.isImplicitDeny {
      let taken = open.intersection(entry.pattern.selectors(for: ipProtocol))
      if taken.isEmpty { continue }
      if entry.action == action { return entry }
      open.subtract(taken)
    }
    return nil
  }

  /// A number for an entry that comes before another, midway in the gap, as people leave room; or else behind all there are. Nil when there
  /// is no room.
  func freeNumber(before next: Entry?, _ direction: Direction) -> Int? {
    let numbers = entries(direction).map(\.number)
    guard let next else {
      let last = numbers.last { $0 < Self.firstReserved } ?? 0
      let round = (last / 10 + 1) * 10
      return round < Self.firstReserved ? round : last + 1 < Self.firstReserved ? last + 1 : nil
    }
    let previous = numbers.last { $0 < next.number } ?? 0
    return next.number - previous > 1 ? (previous + next.number) / 2 : nil
  }

  /// The first number that AWS keeps for itself (AV23:amazon-vpc-limits).
  private static let firstReserved = 32_767
}

extension NetworkACL.Entry {
  /// Whether it was written for replies, allows some of those in question already, and only needs more of their ports. No system draws
  /// client ports from fewer than 255 (KB929851): an entry for fewer is for a server's, and is left as it is.
  fileprivate func isWidenable(for peer: IPAddress, _ selectors: PortSet, _ ipProtocol: IPProtocol) -> Bool {
    action == .allow && matches(peer) && pattern.ipProtocol == ipProtocol && pattern.selectors.count >= 255
      && !pattern.selectors.isDisjoint(with: selectors)
  }
}

extension Caution {
  /// What to know of an ACL's quota before an entry is added; nil when AWS allows no more (UG/amazon-vpc-limits).
  static func quota(of acl: NetworkACL, with entry: NetworkACL.Entry) -> [Caution]? {
    let others = acl.entries(entry.direction).filter {
      !$0.isImplicitDeny && $0.cidrBlock.family == entry.cidrBlock.family
    }
    // The deny that ends every ACL counts as one.
    let count = others.count + 2
    if count > 40 { return nil }
    return count > 20 ? [.exceedsQuota(acl.id.text, entry.direction, count: count, quota: 20)] : []
  }
}
