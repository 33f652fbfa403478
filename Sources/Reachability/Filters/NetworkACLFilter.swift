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

  /// The filter of an edited ACL, from that of the ACL as it was: of `directions` the entries are others, and only they are compiled again.
  init(_ acl: NetworkACL, after earlier: NetworkACLFilter, in directions: [Direction], for ipProtocol: IPProtocol) {
    func side(_ direction: Direction) -> AddressPartition<PortSet> {
      directions.contains(direction) ? Self.compiled(acl, direction, for: ipProtocol) : earlier.side(direction)
    }
    inbound = side(.inbound)
    outbound = side(.outbound)
  }

  /// The selectors that packets pass with, by the address of their peer.
  func side(_ direction: Direction) -> AddressPartition<PortSet> { direction == .inbound ? inbound : outbound }

  private static func compiled(
    _ acl: NetworkACL, _ direction: Direction, for ipProtocol: IPProtocol
  ) -> AddressPartition<PortSet> {
    // An entry for another protocol neither lets anything of this one through nor keeps a later entry from it.
    var entries: [(cidrBlock: CIDRBlock, selectors: PortSet, isAllow: Bool)] = []
    for entry in acl.entries(direction) {
      let selectors = entry.pattern.selectors(for: ipProtocol)
      if !selectors.isEmpty { entries.append((entry.cidrBlock, selectors, entry.action == .allow)) }
    }
    return AddressPartition(layers: entries.map(\.cidrBlock)) { layer in
      // First match decides (UG/nacl-rules): from the last entry to the first, each overrules what those after it say of its selectors.
      var admitted = PortSet.empty
      for index in layer.covering.sorted(by: >) {
        if entries[index].isAllow {
          admitted.formUnion(entries[index].selectors)
        } else {
          admitted.subtract(entries[index].selectors)
        }
      }
      return admitted
    }
  }

  /// The selectors that packets from (inbound) or to (outbound) `peer` pass with.
  func admitted(_ direction: Direction, peer: IPAddress) -> PortSet { side(direction)[peer] }
}
