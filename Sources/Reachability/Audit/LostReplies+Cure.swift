internal import NetworkModel
internal import Ports

extension LostReplies.Loss {
  /// What lets the replies through: where a network ACL drops them, the entry that does.
  func cure(in inspection: Inspection) -> Audit.Cure {
    let asked = Phrase.ports(clientPorts.ports)
    guard culprit.component.kind == .networkACL, let id = culprit.component.id,
      let acl = inspection.network.networkACLs[Identifier(id)], let direction = culprit.direction
    else { return Audit.Cure("Give the replies a way back, or close the way there.") }
    if case .entry(let entry)? = culprit.dropping {
      return Audit.Cure(
        "Let rule \(entry.number) deny no client ports, or accept that these connections hang: "
          + "\(Phrase.entry(entry)) drops replies as well as requests.")
    }
    let sentence = "Let the ACL allow \(ipProtocol) \(asked) \(direction.rawValue), or close the way there."
    let edit = widening(acl, direction) ?? addition(acl, direction, inspection)
    return Audit.Cure(sentence, edits: [edit].compactMap(\.self))
  }

  /// An entry of its own for the replies, behind all others, if that suffices.
  private func addition(_ acl: NetworkACL, _ direction: Direction, _ inspection: Inspection) -> Edit? {
    guard let peer = culprit.peer, clientPorts.ports.ranges.count == 1 else { return nil }
    let last = acl.entries(direction).filter { !$0.isImplicitDeny }.map(\.number).max() ?? 90
    let block = inspection.network.subnets.lazy.flatMap(\.cidrBlocks).first { $0.contains(peer) }
    let entry = NetworkACL.Entry(
      number: (last / 10 + 1) * 10, direction: direction, action: .allow,
      cidrBlock: block ?? (peer.family == .v4 ? .anyIPv4 : .anyIPv6),
      pattern: TrafficPattern(ipProtocol, clientPorts.ports))
    return !entry.isImplicitDeny && lets(acl.entries + [entry], direction, peer) ? .addEntry(acl.id, entry) : nil
  }

  /// Whether entries let all replies through.
  private func lets(_ entries: [NetworkACL.Entry], _ direction: Direction, _ peer: IPAddress) -> Bool {
    let candidate = NetworkACL(id: "acl-candidate", vpc: "vpc-candidate", entries: entries)
    return clientPorts.ports.isSubset(
      of: NetworkACLFilter(candidate, for: ipProtocol).admitted(direction, peer: peer))
  }

  /// The entry that is too narrow made wide enough, if that suffices.
  private func widening(_ acl: NetworkACL, _ direction: Direction) -> Edit? {
    // One for a few ports is for a service, and only happens to let some replies through.
    guard case .entry(let entry)? = culprit.admitting, entry.pattern.ipProtocol == ipProtocol,
      entry.pattern.selectors.count >= Self.fewPorts, let peer = culprit.peer,
      let low = entry.pattern.selectors.union(clientPorts.ports).first,
      let high = entry.pattern.selectors.union(clientPorts.ports).ranges.last?.upper
    else { return nil }
    var wider = entry
    wider.pattern = TrafficPattern(ipProtocol, PortSet(low...high))
    let entries = acl.entries.filter { $0 != entry } + [wider]
    return lets(entries, direction, peer) ? .replaceEntry(acl.id, entry, with: wider) : nil
  }
}
