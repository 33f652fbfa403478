internal import NetworkModel
internal import Ports

/// Looks for entries of network ACLs that never decide about any packet, since those with lower numbers take all of theirs: one of them, or
/// several together (UG/nacl-rules, trap 4). Exact, by set algebra over addresses × protocols × ports.
///
/// Medium where an earlier entry does the opposite, so that the ACL does not do what the entry says; low where the entry is only superfluous.
/// The `*` that ends every ACL is no entry of anybody's. ACLs that no subnet has are looked at too: their rules mislead just as well.
enum UnreachedEntryCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    inspection.network.networkACLs.enumerated().flatMap { position, acl in
      [Direction.inbound, .outbound].flatMap { direction in
        let order = EntryOrder(acl, direction)
        return order.entries.indices.filter { !order.entries[$0].isImplicitDeny && order.packet(decidedBy: $0) == nil }
          .map { finding($0, order, acl, position, inspection) }
      }
    }
  }

  private static func finding(
    _ index: Int, _ order: EntryOrder, _ acl: NetworkACL, _ position: Int, _ inspection: Inspection
  ) -> Audit.Finding {
    let entry = order.entries[index]
    let takers = order.entries[..<index].filter { $0.meets(entry) }
    let opposed = takers.filter { $0.action != entry.action }
    let names = Phrase.names((opposed.isEmpty ? takers : opposed).map { "\($0.number)" }, limit: 5)
    let rules = (opposed.isEmpty ? takers : opposed).count == 1 ? "rule \(names)" : "rules \(names)"
    let does = entry.action == .allow ? "allows" : "denies"
    let what =
      opposed.isEmpty
      ? "\(rules) already \(takers.count == 1 ? "does" : "do") what it says."
      : "what it \(does), \(rules) \(opposed.count == 1 ? "has" : "have") \(entry.action == .allow ? "denied" : "allowed") before."
    return Audit.Finding(
      .entryNeverReached, opposed.isEmpty ? .low : .medium, at: inspection.component(of: acl), entry.direction,
      rule: .entry(entry), ipProtocol: entry.pattern.ipProtocol, ports: entry.portsInQuestion,
      "\(Phrase.entry(entry).capitalizedFirst) never decides about a packet: \(what)",
      evidence: inspection.evidence(matching: entry, opposed.first ?? takers.first, of: position),
      cure: opposed.isEmpty
        ? Audit.Cure("Remove the entry: nothing changes.", edits: [.removeEntry(acl.id, entry)])
        : Audit.Cure(
          "Give it a lower number than \(rules) if it is meant, else remove it: nothing changes.",
          edits: [.removeEntry(acl.id, entry)]))
  }
}

extension NetworkACL.Entry {
  /// The ports it is for, of TCP or UDP.
  var portsInQuestion: PortSet? { pattern.ipProtocol?.hasPorts ?? false ? pattern.selectors : nil }
}

extension String {
  /// The text as a sentence begins.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
