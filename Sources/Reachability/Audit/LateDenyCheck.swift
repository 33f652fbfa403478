internal import NetworkModel
internal import Ports

/// Looks for denies that come too late for a part of what they deny: an entry with a lower number allows it (UG/nacl-rules, trap 4). Were
/// the two swapped, the ACL would do something else; only their order decides.
///
/// An allow that a later, wider deny contains is an exception from it, and a deny before an allow is how exceptions from that are written:
/// neither is reported. A deny that is too late for everything is an entry that never decides, and reported as that.
enum LateDenyCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    inspection.network.networkACLs.enumerated().flatMap { position, acl in
      [Direction.inbound, .outbound].flatMap { direction in
        let order = EntryOrder(acl, direction)
        return order.entries.indices.compactMap { finding($0, order, acl, position, inspection) }
      }
    }
  }

  private static func finding(
    _ index: Int, _ order: EntryOrder, _ acl: NetworkACL, _ position: Int, _ inspection: Inspection
  ) -> Audit.Finding? {
    let deny = order.entries[index]
    guard deny.action == .deny, !deny.isImplicitDeny else { return nil }
    let earlier = order.entries.indices.prefix(index).filter { earlier in
      let entry = order.entries[earlier]
      return entry.action == .allow && entry.meets(deny) && !deny.covers(entry)
        && order.shares(earlier, with: deny)
    }
    guard let first = earlier.first, order.packet(decidedBy: index) != nil else { return nil }
    let allows = earlier.map { order.entries[$0] }
    let rules =
      allows.count == 1
      ? Phrase.entry(allows[0]) : "rules \(Phrase.names(allows.map { "\($0.number)" }, limit: 5))"
    let number = acl.freeNumber(deny.direction, before: order.entries[first].number)
    var moved = deny
    moved.number = number ?? deny.number
    return Audit.Finding(
      .denyTooLate, .medium, at: inspection.component(of: acl), deny.direction, rule: .entry(deny),
      ipProtocol: deny.pattern.ipProtocol, ports: deny.portsInQuestion,
      "\(Phrase.entry(deny).capitalizedFirst) comes too late for a part of what it denies: \(rules) lets it through first.",
      evidence: inspection.evidence(matching: deny, allows[0], of: position),
      cure: Audit.Cure(
        "Give the deny a number below \(allows[0].number), if it is meant for those packets too.",
        edits: number == nil ? [] : [.removeEntry(acl.id, deny), .addEntry(acl.id, moved)]))
  }
}

extension EntryOrder {
  /// Whether an entry decides about some packet that a later one is for as well.
  fileprivate func shares(_ index: Int, with later: NetworkACL.Entry) -> Bool {
    protocols(of: index).contains { ipProtocol in
      let theirs = later.pattern.selectors(for: ipProtocol)
      return !theirs.isEmpty
        && parts(of: index, ipProtocol).contains { part in
          let (mine, other) = (part.addresses, later.cidrBlock.range)
          return mine.lower.family == other.lower.family && mine.lower <= other.upper && other.lower <= mine.upper
            && !part.selectors.isDisjoint(with: theirs)
        }
    }
  }
}

extension NetworkACL {
  /// A rule number that no entry of a direction has, below `number` and above all lower ones; nil when there is none.
  fileprivate func freeNumber(_ direction: Direction, before number: Int) -> Int? {
    let lower = entries(direction).map(\.number).filter { $0 < number }.max() ?? 0
    return number - lower > 1 ? (lower + number) / 2 : nil
  }
}
