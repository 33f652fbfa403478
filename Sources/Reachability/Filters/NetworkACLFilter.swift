internal import NetworkModel
internal import Ports

/// A network ACL compiled for one protocol: for every peer address, the selectors it lets through.
///
/// A class, so that whoever passes it does not copy its tables.
final class NetworkACLFilter: Sendable {
  private let inbound: AddressPartition<PortSet>
  private let outbound: AddressPartition<PortSet>

  init(_ acl: NetworkACL, for ipProtocol: IPProtocol) {
    inbound = Self.compiled(acl, .inbound, for: ipProtocol)
    outbound = Self.compiled(acl, .outbound, for: ipProtocol)
  }

  /// The filter of an edited ACL, from that of the ACL as it was: a direction without an edit is not compiled again.
  init(_ acl: NetworkACL, after earlier: NetworkACL, filteredBy filter: NetworkACLFilter, for ipProtocol: IPProtocol) {
    func isSame(_ direction: Direction) -> Bool { acl.entries(direction).elementsEqual(earlier.entries(direction)) }
    inbound = isSame(.inbound) ? filter.inbound : Self.compiled(acl, .inbound, for: ipProtocol)
    outbound = isSame(.outbound) ? filter.outbound : Self.compiled(acl, .outbound, for: ipProtocol)
  }

  private static func compiled(
    _ acl: NetworkACL, _ direction: Direction, for ipProtocol: IPProtocol
  ) -> AddressPartition<PortSet> {
    // An entry for another protocol neither lets anything of this one through nor keeps a later entry from it.
    let entries = acl.entries(direction).filter { !$0.pattern.selectors(for: ipProtocol).isEmpty }
    return AddressPartition(edgesOf: entries.map(\.cidrBlock)) { peer in
      Self.admitted(entries, peer: peer, ipProtocol: ipProtocol)
    }
  }

  /// The selectors that packets from (inbound) or to (outbound) `peer` pass with.
  func admitted(_ direction: Direction, peer: IPAddress) -> PortSet {
    direction == .inbound ? inbound[peer] : outbound[peer]
  }

  /// First match decides (UG/nacl-rules): each entry takes the selectors that no earlier one has taken.
  private static func admitted(
    _ entries: [NetworkACL.Entry], peer: IPAddress, ipProtocol: IPProtocol
  ) -> PortSet {
    var open = PortSet.all
    var admitted = PortSet.empty
    for entry in entries where entry.matches(peer) {
      let taken = open.intersection(entry.pattern.selectors(for: ipProtocol))
      if entry.action == .allow { admitted.formUnion(taken) }
      open.subtract(taken)
      if open.isEmpty { break }
    }
    return admitted
  }
}
