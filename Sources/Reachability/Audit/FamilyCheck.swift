internal import NetworkModel
internal import Ports

/// Looks for network ACLs that allow IPv4 and no IPv6 in subnets whose interfaces have IPv6 addresses: 0.0.0.0/0 says nothing about IPv6, which
/// falls to the `*` (UG/nacl-rules, trap 5). Most clients try IPv6 first, and wait before they fall back.
enum FamilyCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    inspection.network.networkACLs.enumerated().compactMap { position, acl -> Audit.Finding? in
      let hosts = inspection.hostsOfACL[position].filter { $0.address.address.family == .v6 }
      let allows = acl.entries.filter { $0.action == .allow }
      guard let host = hosts.first, !allows.isEmpty, allows.allSatisfy({ $0.cidrBlock.family == .v4 }) else {
        return nil
      }
      let edits = inspection.network.mirrored(allows, in: acl)
      return Audit.Finding(
        .ipv6LeftOut, .medium, at: inspection.component(of: acl), nil,
        "It has rules for IPv4 alone, so whatever \(Phrase.names(hosts.map { inspection.name(of: $0) })) sends or gets "
          + "over IPv6 is dropped at the subnet's edge.",
        evidence: evidence(host, allows, acl, inspection),
        cure: Audit.Cure("Add the IPv6 counterpart of each rule that IPv6 shall have as well.", edits: edits))
    }
  }

  /// A connection that the rules let out over IPv4, and not over IPv6.
  private static func evidence(
    _ host: Host, _ allows: [NetworkACL.Entry], _ acl: NetworkACL, _ inspection: Inspection
  ) -> Audit.Evidence? {
    guard let far = inspection.example(of: Inspection.internet(.v6, of: inspection.network)) else { return nil }
    for entry in allows where entry.direction == .outbound {
      guard let port = entry.pattern.selectors(for: .tcp).first else { continue }
      let trace = inspection.trace(.host(host), .outside(far), inspection.tcp, port: port)
      if let trace, trace.verdict == .blocked, trace.findings.contains(where: { $0.component.id == acl.id.text }) {
        return inspection.evidence(.host(host), .outside(far), .tcp, port: port, trace.verdict)
      }
    }
    return nil
  }
}

extension Network {
  /// For each entry one for the IPv6 counterpart of its block, at the next free number; none where any has no counterpart.
  fileprivate func mirrored(_ entries: [NetworkACL.Entry], in acl: NetworkACL) -> [Edit] {
    var taken: [Direction: Set<Int>] = [:]
    for entry in acl.entries { taken[entry.direction, default: []].insert(entry.number) }
    var edits: [Edit] = []
    for entry in entries {
      guard let block = counterpart(of: entry.cidrBlock), entry.pattern.ipProtocol != .icmp else { return [] }
      var mirrored = entry
      mirrored.cidrBlock = block
      while !taken[entry.direction, default: []].insert(mirrored.number).inserted { mirrored.number += 1 }
      if mirrored.isImplicitDeny { return [] }
      edits.append(.addEntry(acl.id, mirrored))
    }
    return edits
  }

  /// The IPv6 block of what has an IPv4 block: everyone, a subnet, a VPC.
  private func counterpart(of block: CIDRBlock) -> CIDRBlock? {
    if block.isAny { return .anyIPv6 }
    let owners = subnets.map(\.cidrBlocks) + vpcs.map(\.cidrBlocks)
    return owners.first { $0.contains(block) }?.first { $0.family == .v6 }
  }
}
