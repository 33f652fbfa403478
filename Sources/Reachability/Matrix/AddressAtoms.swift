internal import NetworkModel

/// The pieces into which some blocks cut the address space: two addresses of one piece lie in the same blocks.
struct AddressAtoms: Sendable {
  private let starts: [IPAddress]

  /// Cuts at the edges of `blocks`.
  init(edgesOf blocks: some Sequence<CIDRBlock>) {
    var edges: [IPAddress] = []
    for block in blocks {
      edges.append(block.range.lower)
      if let next = block.range.upper.successor { edges.append(next) }
    }
    edges.sort()
    var starts: [IPAddress] = []
    starts.reserveCapacity(edges.count)
    for edge in edges where starts.last != edge { starts.append(edge) }
    self.starts = starts
  }

  /// How many pieces there are.
  var count: Int { starts.count + 1 }

  /// The number of the piece that an address lies in; pieces are numbered in the order of their addresses.
  ///
  /// - Complexity: O(log(number of pieces)).
  func atom(of address: IPAddress) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The parts of a range that lie in one piece each, ascending.
  func parts(of range: AddressRange) -> [AddressRange] {
    let cuts = starts[atom(of: range.lower)...].prefix { $0 <= range.upper }
    return zip([range.lower] + cuts, Array(cuts.map(Optional.some)) + [nil]).map { start, next in
      AddressRange(start, next.map { IPAddress($0.family, bits: $0.bits - 1) } ?? range.upper)
    }
  }
}

extension Network {
  /// The blocks that anything on a packet's way may ask about, other than security groups.
  var blocksOnTheWay: [CIDRBlock] { blocksOfRoutes + networkACLs.flatMap { $0.entries.map(\.cidrBlock) } }

  /// The blocks that routes and gateways may ask about.
  var blocksOfRoutes: [CIDRBlock] {
    var blocks = AddressSet.publicAddresses.cidrBlocks + AddressSet.rfc1918.cidrBlocks + AddressSet.rfc6598.cidrBlocks
    for vpc in vpcs { blocks += vpc.cidrBlocks }
    for peering in vpcPeeringConnections { blocks += peering.requester.cidrBlocks + peering.accepter.cidrBlocks }
    for connection in vpnConnections { blocks += connection.cidrBlocks }
    for table in routeTables { blocks += table.routes.flatMap { self.blocks(of: $0.destination) } }
    for table in transitGatewayRouteTables {
      blocks += (table.routes ?? []).flatMap { self.blocks(of: $0.destination) }
    }
    return blocks
  }

  /// The blocks that the rules of security groups name.
  var blocksOfSecurityGroups: Set<CIDRBlock> {
    var blocks: Set<CIDRBlock> = []
    for group in securityGroups {
      for rule in group.rules { blocks.formUnion(self.blocks(of: rule.peer) ?? []) }
    }
    return blocks
  }

  /// The blocks of a rule's peer; none for a group, nil for a prefix list whose blocks are not known.
  func blocks(of peer: SecurityGroup.Rule.Peer) -> [CIDRBlock]? {
    switch peer {
    case .cidrBlock(let block): [block]
    case .prefixList(let list): prefixLists[list]?.cidrBlocks
    case .securityGroup: []
    }
  }

  private func blocks(of destination: Route.Destination) -> [CIDRBlock] {
    switch destination {
    case .cidrBlock(let block): [block]
    case .prefixList(let list): prefixLists[list]?.cidrBlocks ?? []
    }
  }
}
