internal import NetworkModel
internal import Ports

/// A security group compiled for one protocol: what its rules allow, as a union without order (UG/security-group-rules).
///
/// A class, so that whoever passes it does not copy its tables.
final class SecurityGroupFilter: Sendable {
  private let inbound: Side
  private let outbound: Side

  init(_ group: SecurityGroup, on terrain: Terrain, for ipProtocol: IPProtocol) {
    func compiled(_ direction: Direction) -> Side {
      var blocks: [(block: CIDRBlock, selectors: PortSet)] = []
      var groups: [(group: Int, selectors: PortSet)] = []
      var unknown = PortSet.empty
      for rule in group.rules(direction) {
        let selectors = rule.pattern.selectors(for: ipProtocol)
        if selectors.isEmpty { continue }
        switch rule.peer {
        case .cidrBlock(let block): blocks.append((block, selectors))
        case .securityGroup(let other): groups.append((terrain.number(of: other) ?? -1, selectors))
        case .prefixList(let list):
          if let members = terrain.network.prefixLists[list]?.cidrBlocks {
            blocks += members.map { ($0, selectors) }
          } else {
            unknown.formUnion(selectors)
          }
        }
      }
      let byAddress = AddressPartition(layers: blocks.map(\.block)) { layer in
        layer.covering.suffix(layer.newCount).reduce(into: layer.outer ?? PortSet.empty) { allowed, rule in
          allowed.formUnion(blocks[rule].selectors)
        }
      }
      return Side(byAddress: byAddress, byGroup: groups, byUnknownList: unknown)
    }
    inbound = compiled(.inbound)
    outbound = compiled(.outbound)
  }

  /// The part of `selectors` with which packets from (inbound) or to (outbound) `peer` are allowed.
  func allowed(_ selectors: PortSet, _ direction: Direction, peer: Peer) -> Passage {
    direction == .inbound ? inbound.allowed(selectors, peer: peer) : outbound.allowed(selectors, peer: peer)
  }
}

/// The rules of one direction, by what decides whether a peer is meant.
private struct Side: Sendable {
  let byAddress: AddressPartition<PortSet>
  let byGroup: [(group: Int, selectors: PortSet)]
  /// Allowed for the peers of prefix lists whose blocks the snapshot lacks.
  let byUnknownList: PortSet

  func allowed(_ selectors: PortSet, peer: Peer) -> Passage {
    var sure = byAddress[peer.address].intersection(selectors)
    if sure == selectors { return Passage(sure: sure) }
    var undecided = byUnknownList.intersection(selectors)
    for rule in byGroup {
      let part = rule.selectors.intersection(selectors)
      if part.isEmpty { continue }
      switch peer.membership(inGroup: rule.group) {
      case .member: sure.formUnion(part)
      case .undocumented: undecided.formUnion(part)
      case .none: break
      }
    }
    return Passage(sure: sure, undecided: undecided)
  }
}
