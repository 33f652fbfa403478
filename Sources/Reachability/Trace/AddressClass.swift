internal import NetworkModel
internal import Ports

/// Outside addresses for which the answer is the same, whatever choices AWS makes.
struct AddressClass: Sendable {
  let addresses: AddressSet
  /// One of them, which stands for all.
  let example: IPAddress
}

extension Plane {
  /// Splits outside addresses into the fewest classes for which the answer is the same: no rule changes between the edges of the blocks
  /// that the components on the way name. Which components these are, only the ways themselves tell.
  func classes(
    of addresses: AddressSet, _ traffic: Traffic, ends: (IPAddress) -> (Place, Place)
  ) -> [AddressClass] {
    var edges = EdgeSet(on: terrain, within: addresses)
    var answers: [IPAddress: [[RoundTrip]]] = [:]
    var starts = addresses.ranges.map(\.lower)
    while !starts.isEmpty {
      for start in starts {
        let (client, server) = ends(start)
        let connections = connections(
          traffic, from: client, to: server, seenBy: Course.self,
          extent: client.host == nil ? .clientAddress : .whole)
        answers[start] = connections.map { $0.links.map(\.roundTrip) }
        for link in connections.flatMap(\.links) {
          edges.insert(link.request)
          if let reply = link.reply { edges.insert(reply) }
        }
      }
      starts = edges.takeNew().filter { answers[$0] == nil }
    }
    return classes(of: addresses, answers)
  }

  private func classes(of addresses: AddressSet, _ answers: [IPAddress: [[RoundTrip]]]) -> [AddressClass] {
    var pieces: [(ranges: [AddressRange], answers: [[RoundTrip]])] = []
    let sorted = answers.sorted { $0.key < $1.key }
    var range = 0
    for (index, (start, answer)) in sorted.enumerated() {
      while addresses.ranges[range].upper < start { range += 1 }
      var end = addresses.ranges[range].upper
      if index + 1 < sorted.count, sorted[index + 1].key <= end {
        end = IPAddress(start.family, bits: sorted[index + 1].key.bits - 1)
      }
      let piece = AddressRange(start, end)
      if let known = pieces.firstIndex(where: { $0.answers == answer }) {
        pieces[known].ranges.append(piece)
      } else {
        pieces.append(([piece], answer))
      }
    }
    return pieces.map { AddressClass(addresses: AddressSet($0.ranges), example: $0.ranges[0].lower) }
  }
}

/// The edges, within some addresses, of the blocks that components name, each component asked once.
private struct EdgeSet {
  private enum Component: Hashable {
    case networkACL(Int)
    case securityGroups(Identifier<NetworkInterface>)
    case routeTable(Int)
    case transitGatewayRouteTable(Int)
    case vpcPeeringConnection(Identifier<VPCPeeringConnection>)
  }

  private static let reserved =
    AddressSet.publicAddresses.cidrBlocks + AddressSet.rfc1918.cidrBlocks + AddressSet.rfc6598.cidrBlocks

  private let terrain: Terrain
  private let addresses: AddressSet
  private var network: Network { terrain.network }
  private var seen: Set<Component> = []
  private var new: Set<IPAddress> = []

  init(on terrain: Terrain, within addresses: AddressSet) {
    self.terrain = terrain
    self.addresses = addresses
    insert(Self.reserved)
    insert(network.vpcs.flatMap(\.cidrBlocks))
  }

  /// The edges found since the last call.
  mutating func takeNew() -> [IPAddress] {
    defer { new = [] }
    return new.sorted()
  }

  mutating func insert(_ course: Course) {
    for checkpoint in course.checkpoints {
      switch checkpoint {
      case .networkACL(let site, _, _), .disputedNetworkACL(let site, _, _):
        guard let position = site.networkACL, seen.insert(.networkACL(position)).inserted else { continue }
        insert(network.networkACLs[position].entries.map(\.cidrBlock))
      case .securityGroups(let host, _, _):
        guard seen.insert(.securityGroups(host.interface.id)).inserted else { continue }
        for group in host.interface.securityGroups ?? [] { insert(network.securityGroups[group]?.rules ?? []) }
      case .routeTable(let position?, _, _, _):
        guard seen.insert(.routeTable(position)).inserted else { continue }
        insert(network.routeTables[position].routes.map(\.destination))
      case .transitGatewayRouteTable(let position?, _, _):
        guard seen.insert(.transitGatewayRouteTable(position)).inserted else { continue }
        insert(terrain.transit.tables[position].routes.map(\.destination))
      case .waypoint(.vpcPeeringConnection(let id), _, _):
        guard seen.insert(.vpcPeeringConnection(id)).inserted, let peering = network.vpcPeeringConnections[id] else {
          continue
        }
        insert(peering.requester.cidrBlocks + peering.accepter.cidrBlocks)
      default: break
      }
    }
  }

  private mutating func insert(_ rules: [SecurityGroup.Rule]) {
    for rule in rules {
      switch rule.peer {
      case .cidrBlock(let block): insert([block])
      case .prefixList(let list): insert(network.prefixLists[list]?.cidrBlocks ?? [])
      case .securityGroup: break
      }
    }
  }

  private mutating func insert(_ destinations: [Route.Destination]) {
    for destination in destinations {
      switch destination {
      case .cidrBlock(let block): insert([block])
      case .prefixList(let list): insert(network.prefixLists[list]?.cidrBlocks ?? [])
      }
    }
  }

  private mutating func insert(_ blocks: [CIDRBlock]) {
    for block in blocks {
      insert(block.range.lower)
      if let next = block.range.upper.successor { insert(next) }
    }
  }

  private mutating func insert(_ edge: IPAddress) {
    if addresses.contains(edge) { new.insert(edge) }
  }
}
