internal import NetworkModel
internal import Ports

/// What each network ACL lets through to and from each spot: every address of a spot lies in the same of its blocks.
struct FilterTable: Sendable {
  /// Which selectors get through, by number, for each ACL and spot.
  private var outbound: [UInt32]
  private var inbound: [UInt32]
  private let spots: Int
  /// The row of an ACL that the snapshot lacks.
  private let unknown: Int

  /// Asks every ACL that acts on some of the endpoints or `others`.
  init(
    for endpoints: EndpointClasses, _ others: Set<Int>, through plane: Plane, _ passages: inout PassageTable
  ) {
    spots = endpoints.spots.count
    unknown = plane.network.networkACLs.count
    outbound = [UInt32](repeating: PassageTable.unknown, count: (unknown + 1) * spots)
    inbound = outbound
    let asked = others.union(endpoints.spots.compactMap { endpoints.hosts[$0.members.lowerBound].site.networkACL })
    for acl in asked { ask(acl, of: endpoints, through: plane, &passages) }
  }

  /// Asks an ACL, again when it has changed.
  mutating func ask(
    _ acl: Int, of endpoints: EndpointClasses, through plane: Plane, _ passages: inout PassageTable
  ) {
    for direction in [Direction.inbound, .outbound] {
      let atoms = AddressAtoms(edgesOf: plane.network.networkACLs[acl].entries(direction).map(\.cidrBlock))
      var known = [UInt32?](repeating: nil, count: atoms.count)
      var atom = 0
      for (number, spot) in endpoints.spots.enumerated() {
        let address = endpoints.hosts[spot.members.lowerBound].address.address
        atom = atoms.atom(of: address, near: atom)
        let passage =
          known[atom] ?? passages.number(of: Passage(sure: plane.admitted(by: acl, direction, peer: address)))
        known[atom] = passage
        if direction == .outbound {
          outbound[acl * spots + number] = passage
        } else {
          inbound[acl * spots + number] = passage
        }
      }
    }
  }

  /// What an ACL lets out to a spot, by the passage's number.
  func outbound(_ acl: Int?, to spot: Int) -> UInt32 { outbound[(acl ?? unknown) * spots + spot] }

  /// What an ACL lets in from a spot, by the passage's number.
  func inbound(_ acl: Int?, from spot: Int) -> UInt32 { inbound[(acl ?? unknown) * spots + spot] }
}
