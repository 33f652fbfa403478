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
    for acl in asked { _ = ask(acl, [.inbound, .outbound], of: endpoints, through: plane, &passages) }
  }

  /// Asks an ACL, again in the directions in which it has changed; tells of each spot whether it says something else of it than before.
  mutating func ask(
    _ acl: Int, _ directions: [Direction], of endpoints: EndpointClasses, through plane: Plane,
    _ passages: inout PassageTable
  ) -> [Bool] {
    var isChanged = [Bool](repeating: false, count: spots)
    for direction in directions {
      let side = plane.filter(ofNetworkACL: acl).side(direction)
      var known = [UInt32?](repeating: nil, count: side.count)
      var piece = 0
      func update(_ table: inout [UInt32]) {
        for number in endpoints.spots.indices {
          let address = endpoints.addressOfSpot[number]
          piece = side.piece(of: address, near: piece)
          let passage = known[piece] ?? passages.number(of: Passage(sure: side[address]))
          known[piece] = passage
          if table[acl * spots + number] == passage { continue }
          table[acl * spots + number] = passage
          isChanged[number] = true
        }
      }
      if direction == .outbound { update(&outbound) } else { update(&inbound) }
    }
    return isChanged
  }

  /// What an ACL lets out to a spot, by the passage's number.
  func outbound(_ acl: Int?, to spot: Int) -> UInt32 { outbound[(acl ?? unknown) * spots + spot] }

  /// What an ACL lets in from a spot, by the passage's number.
  func inbound(_ acl: Int?, from spot: Int) -> UInt32 { inbound[(acl ?? unknown) * spots + spot] }
}
