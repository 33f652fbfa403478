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
    of addresses: AddressSet, _ traffic: Traffic, via: Entry.Via? = nil, ends: (IPAddress) -> (Place, Place)
  ) -> [AddressClass] {
    var asked: Set<AskedComponent> = []
    return classes(of: addresses, traffic, via: via, asking: &asked, ends: ends)
  }

  /// The same; adds to `asked` what the answers hang on.
  func classes(
    of addresses: AddressSet, _ traffic: Traffic, via: Entry.Via? = nil, asking asked: inout Set<AskedComponent>,
    ends: (IPAddress) -> (Place, Place)
  ) -> [AddressClass] {
    var edges = EdgeSet(on: self, within: addresses)
    var answers: [IPAddress: [[RoundTrip]]] = [:]
    var starts = addresses.ranges.map(\.lower)
    while !starts.isEmpty {
      for start in starts {
        let (client, server) = ends(start)
        let connections = connections(
          traffic, from: client, to: server, seenBy: Trail.self,
          extent: client.host == nil ? .clientAddress : .whole, via: via)
        answers[start] = connections.map { $0.links.map(\.roundTrip) }
        for link in connections.flatMap(\.links) {
          edges.insert(link.request)
          if let reply = link.reply { edges.insert(reply) }
        }
      }
      starts = edges.takeNew().filter { answers[$0] == nil }
    }
    asked.formUnion(edges.seen)
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

/// Something with blocks of addresses that decides on a way.
enum AskedComponent: Hashable {
  /// The entries of one direction of a network ACL, by position.
  case networkACL(Int, Direction)
  /// The rules of one direction of an interface's groups.
  case securityGroups(Identifier<NetworkInterface>, Direction)
  /// A route table, by position.
  case routeTable(Int)
  /// A route table of a transit gateway, by position.
  case transitGatewayRouteTable(Int)
  /// A peering connection.
  case vpcPeeringConnection(Identifier<VPCPeeringConnection>)
}

/// The edges, within some addresses, of the blocks that components name, each component asked once.
private struct EdgeSet {
  private static let reserved =
    AddressSet.publicAddresses.cidrBlocks + AddressSet.rfc1918.cidrBlocks + AddressSet.rfc6598.cidrBlocks

  private let plane: Plane
  private let addresses: AddressSet
  private var network: Network { plane.network }
  /// What has been asked.
  private(set) var seen: Set<AskedComponent> = []
  private var new: Set<IPAddress> = []

  init(on plane: Plane, within addresses: AddressSet) {
    self.plane = plane
    self.addresses = addresses
    insert(Self.reserved)
    insert(network.vpcs.flatMap(\.cidrBlocks))
  }

  /// The edges found since the last call.
  mutating func takeNew() -> [IPAddress] {
    defer { new = [] }
    return new.sorted()
  }

  mutating func insert(_ trail: Trail) {
    for checkpoint in trail.checkpoints {
      switch checkpoint {
      case .networkACL(let site, let direction, _), .disputedNetworkACL(let site, let direction, _):
        guard let position = site.networkACL, seen.insert(.networkACL(position, direction)).inserted else { continue }
        for entry in network.networkACLs[position].entries(direction) where concerns(entry.pattern) {
          insert([entry.cidrBlock])
        }
      case .securityGroups(let host, let direction, _):
        guard seen.insert(.securityGroups(host.interface.id, direction)).inserted else { continue }
        for group in host.interface.securityGroups ?? [] {
          guard let group = network.securityGroups[group] else { continue }
          for rule in group.rules(direction) where concerns(rule.pattern) { insert(rule.peer) }
        }
      case .routeTable(let position?, _, _, _):
        guard seen.insert(.routeTable(position)).inserted else { continue }
        insert(network.routeTables[position].routes.map(\.destination))
      case .transitGatewayRouteTable(let position?, _, _):
        guard seen.insert(.transitGatewayRouteTable(position)).inserted else { continue }
        insert(plane.terrain.transit.tables[position].routes.map(\.destination))
      case .waypoint(.vpcPeeringConnection(let id), _, _):
        guard seen.insert(.vpcPeeringConnection(id)).inserted, let peering = network.vpcPeeringConnections[id] else {
          continue
        }
        insert(peering.requester.cidrBlocks + peering.accepter.cidrBlocks)
      default: break
      }
    }
  }

  private func concerns(_ pattern: TrafficPattern) -> Bool { !pattern.selectors(for: plane.ipProtocol).isEmpty }

  private mutating func insert(_ peer: SecurityGroup.Rule.Peer) {
    switch peer {
    case .cidrBlock(let block): insert([block])
    case .prefixList(let list): insert(network.prefixLists[list]?.cidrBlocks ?? [])
    case .securityGroup: break
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
