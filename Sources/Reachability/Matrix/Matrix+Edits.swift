public import NetworkModel
internal import Ports

extension Matrix {
  /// What becomes of all pairs at one port, kept so that an edit need not have everything counted again.
  public struct Count: Sendable {
    /// The counts.
    public let totals: Totals
    /// The servers' port.
    public let port: UInt16?
    /// The pairs that groups let through, for each pair of spots.
    fileprivate let admitted: [Tally.Admitted]
    /// The parts of the pairs of spots that are asked about one by one.
    fileprivate let involved: [Int: Totals]
    /// The part of the pairs with an end that is not listed.
    fileprivate let standIns: Totals
  }

  /// The totals at a port of the servers, and what they are made of.
  public func count(port: UInt16?) -> Count {
    let spots = endpoints.spots.count
    var admitted = [Tally.Admitted](repeating: Tally.Admitted(), count: spots * spots)
    if let rules = askedRules(port) {
      Tally.forEachPairOfSpots(of: self, rules) { client, server, pairs in admitted[client * spots + server] = pairs }
    }
    return Count(
      totals: totals(port: port), port: port, admitted: admitted, involved: involvedTotals(port: port),
      standIns: standInTotals(port: port))
  }

  /// The matrix of the same network in which a network ACL has the entries of `acl`, and its count, from the `count` of this one: of lanes
  /// that do not change nothing is counted again.
  ///
  /// - Precondition: The network has the ACL, of the same subnets.
  /// - Complexity: Linear in the number of pairs of spots that the edit gives another lane, besides the pairs of endpoints that must be asked
  ///   about one by one. Where it has groups asked in another manner, or tells endpoints apart that nothing did, everything is counted.
  public func replacing(_ acl: NetworkACL, counted count: Count) -> (matrix: Matrix, count: Count) {
    let edited = replacing(acl)
    return (edited, edited.count(after: count, in: self))
  }

  private func count(after earlier: Count, in matrix: Matrix) -> Count {
    guard let renewal = lanes.renewal, lanes.hasSameManners(as: matrix.lanes) else {
      return count(port: earlier.port)
    }
    let spots = endpoints.spots.count
    var totals = earlier.totals
    for pair in renewal.pairs {
      let (client, server) = (pair / spots, pair % spots)
      let traffic = traffic(earlier.port, from: endpoints.spots[client])
      let (old, new) = (matrix.lanes.number(from: client, to: server), lanes.number(from: client, to: server))
      let admitted = earlier.admitted[pair]
      for (pairs, groups) in [(admitted.surely, Passage.open), (admitted.perhaps, .unknown)] where pairs > 0 {
        totals.add(-pairs, matrix.lanes.distinct[old].cell(traffic) { _ in groups })
        totals.add(pairs, lanes.distinct[new].cell(traffic) { _ in groups })
      }
    }
    var involved = earlier.involved
    for (pair, part) in involvedTotals(port: earlier.port, of: renewal.involved) {
      involved[pair].map { totals.add($0, times: -1) }
      totals.add(part, times: 1)
      involved[pair] = part
    }
    let standIns = standInTotals(port: earlier.port)
    totals.add(earlier.standIns, times: -1)
    totals.add(standIns, times: 1)
    totals.blocked = totals.pairs - totals.works - totals.intermittent - totals.unknown
    return Count(
      totals: totals, port: earlier.port, admitted: earlier.admitted, involved: involved, standIns: standIns)
  }

  /// The matrix of the same network in which a network ACL has the entries of `acl`. Only the lanes it acts on are found again, unless its
  /// entries tell endpoints apart that nothing told apart before.
  ///
  /// - Precondition: The network has the ACL, of the same subnets.
  public func replacing(_ acl: NetworkACL) -> Matrix {
    guard let position = plane.network.networkACLs.position(of: acl.id) else {
      preconditionFailure("the network has no \(acl.id)")
    }
    let earlier = plane.network.networkACLs[position]
    let directions = [Direction.inbound, .outbound].filter {
      !acl.entries($0).elementsEqual(earlier.entries($0))
    }
    let edited = Plane(plane, replacing: acl, at: position, in: directions)
    let added = acl.entries.filter { entry in !earlier.entries.contains { $0.cidrBlock == entry.cidrBlock } }
    if added.contains(where: { endpoints.addressIndex.divides($0.cidrBlock) }) { return remade(of: edited) }
    var lanes = lanes
    lanes.ask(position, directions, of: endpoints, through: edited)
    return Matrix(
      endpoints: endpoints, lanes: lanes, plane: edited, groupBook: groupBook, standIns: standIns(of: edited))
  }

  /// The matrix of the same network in which a security group has the rules of `group`. Lanes are kept, unless an edit before has taken away
  /// what told some spots apart.
  ///
  /// - Precondition: The network has the group.
  public func replacing(_ group: SecurityGroup) -> Matrix {
    var network = plane.network
    precondition(network.securityGroups[group.id] != nil, "the network has no \(group.id)")
    network.securityGroups.update(group)
    let terrain = Terrain(plane.terrain, of: network, withOtherGroups: true)
    let edited = Plane(terrain, for: ipProtocol)
    let endpoints = EndpointClasses(of: terrain, family, clientPorts: clientPorts)
    if endpoints.spots.map(\.members) != self.endpoints.spots.map(\.members) { return remade(of: edited) }
    return Matrix(
      endpoints: endpoints, lanes: lanes, plane: edited,
      groupBook: GroupBook(of: endpoints, on: terrain, for: ipProtocol), standIns: standIns(of: edited))
  }

  private func remade(of plane: Plane) -> Matrix {
    let endpoints = EndpointClasses(of: plane.terrain, family, clientPorts: clientPorts)
    return Matrix(
      endpoints: endpoints, lanes: Lanes(between: endpoints, through: plane), plane: plane,
      groupBook: GroupBook(of: endpoints, on: plane.terrain, for: ipProtocol), standIns: standIns(of: plane))
  }

  private var family: IPAddress.Family {
    (hosts.first ?? standIns.ends.first?.hosts.first)?.address.address.family ?? .v4
  }

  private func standIns(of plane: Plane) -> MatrixStandIns {
    let known = Dictionary(standIns.ends.map { ($0.id, $0.clientPorts) }) { first, _ in first }
    return MatrixStandIns(on: plane.terrain, family) { known[$0[0].interface.id] ?? .anyClient }
  }

  /// What each endpoint draws its client ports from.
  private var clientPorts: (Host) -> Endpoint.ClientPorts {
    var ports: [Identifier<NetworkInterface>: Endpoint.ClientPorts] = [:]
    for spot in endpoints.spots {
      for position in spot.members { ports[hosts[position].interface.id] = spot.clientPorts }
    }
    return { ports[$0.interface.id] ?? .anyClient }
  }
}
