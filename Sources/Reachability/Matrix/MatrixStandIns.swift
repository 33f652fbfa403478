internal import NetworkModel
internal import Ports

/// The ends of a matrix that AWS has and the snapshot does not list (`StandIn`). They are few, and each pair with one of them is followed by
/// itself.
struct MatrixStandIns: Sendable {
  /// One of them.
  struct End: Sendable {
    let id: Identifier<NetworkInterface>
    let name: String
    /// What it may be, one of which it is.
    let hosts: [Host]
    let clientPorts: Endpoint.ClientPorts
  }

  /// Those that have a place.
  let ends: [End]
  /// What is missing to place the others, which are left out.
  let leftOut: [Unknown]

  init(on terrain: Terrain, _ family: IPAddress.Family, clientPorts: ([Host]) -> Endpoint.ClientPorts) {
    var ends: [End] = []
    var leftOut: [Unknown] = []
    for standIn in terrain.standIns.all {
      let hosts = terrain.hosts(of: standIn, family)
      if let gap = standIn.gaps[family] {
        leftOut.append(gap)
      } else if !hosts.isEmpty {
        ends.append(End(id: standIn.id, name: standIn.name, hosts: hosts, clientPorts: clientPorts(hosts)))
      }
    }
    self.ends = ends
    self.leftOut = leftOut
  }
}

extension Matrix {
  /// An end by number: the classes of listed endpoints first, then those that are not listed.
  enum Side {
    case members(Int)
    case standIn(Int)
  }

  /// What the snapshot lacks of the network's ends, so that the matrix is not of all of them.
  public var leftOut: [Unknown] {
    standIns.leftOut + [plane.network.unlistedInterfaces()].compactMap(\.self)
  }

  /// The answer for connections from one end to another of which one or both are not listed, at a port of the server.
  func cell(from client: Side, to server: Side, port: UInt16?) -> Cell {
    plane.cell(traffic(port, from: clientPorts(of: client)), from: hosts(of: client), to: hosts(of: server))
  }

  private func hosts(of side: Side) -> [Host] {
    switch side {
    case .members(let number): [hosts[endpoints.classes[number].members.lowerBound]]
    case .standIn(let number): standIns.ends[number].hosts
    }
  }

  private func clientPorts(of side: Side) -> Endpoint.ClientPorts {
    switch side {
    case .members(let number): endpoints.spots[endpoints.classes[number].spot].clientPorts
    case .standIn(let number): standIns.ends[number].clientPorts
    }
  }

  /// The totals of all pairs with an end that is not listed.
  func standInTotals(port: UInt16?) -> Totals {
    var totals = Totals()
    let count = standIns.ends.count
    totals.pairs = count * (2 * hosts.count + count - 1)
    for number in standIns.ends.indices {
      for other in endpoints.classes.indices {
        let members = endpoints.classes[other].members.count
        totals.add(members, cell(from: .standIn(number), to: .members(other), port: port))
        totals.add(members, cell(from: .members(other), to: .standIn(number), port: port))
      }
      for other in standIns.ends.indices where other != number {
        totals.add(1, cell(from: .standIn(number), to: .standIn(other), port: port))
      }
    }
    return totals
  }
}
