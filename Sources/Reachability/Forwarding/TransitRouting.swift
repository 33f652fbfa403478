internal import NetworkModel

/// The transit gateways of a network compiled: which attachment leads from a VPC to a transit gateway, and where each
/// attachment's packets go from there.
struct TransitRouting: Sendable {
  /// A route table compiled, with the routes that attachments propagate.
  struct Table: Sendable {
    /// The routes that choices are positions in.
    let routes: [TransitGatewayRoute]
    /// Whether the snapshot lists the table's routes, so that a route it lacks is one that AWS lacks.
    let isComplete: Bool
    /// Whether the snapshot lists any routes at all.
    let isListed: Bool
    private let match: PrefixMatch

    init(_ table: TransitGatewayRouteTable, in network: Network) {
      var routes = table.routes ?? []
      let listed = Set(routes.map(\.destination))
      for id in table.propagations {
        for block in network.propagatedBlocks(of: id) where !listed.contains(.cidrBlock(block)) {
          routes.append(TransitGatewayRoute(destination: .cidrBlock(block), attachments: [id], isPropagated: true))
        }
      }
      var candidates = PrefixMatch.Candidates()
      for (position, route) in routes.enumerated() {
        candidates.add(route.destination, isPropagated: route.isPropagated, position: position, of: network)
      }
      let all = routes
      self.routes = routes
      isListed = table.routes != nil
      // Propagated routes are listed with the others, or follow from what propagates them, if that is known.
      isComplete =
        table.routes != nil
        && (table.routes?.contains { $0.isPropagated } ?? false
          || table.propagations.allSatisfy { network.knowsBlocks(of: $0) })
      match = PrefixMatch(
        candidates, isSame: { all[$0].isSameWay(as: all[$1]) },
        isImmune: { list, route, block in
          all[list].isSameWay(as: all[route])
            || (!all[route].isPropagated && block.prefixLength == block.family.width)
        })
    }

    /// What the table says of a destination.
    func choice(for destination: IPAddress) -> PrefixMatch.Choice { match[destination] }
  }

  /// The compiled route tables, at their positions in the network's table.
  let tables: [Table]
  private let byVPC: [Key<VPC>: [Int]]
  private let positions: [Key<TransitGatewayAttachment>: Int]
  private let associations: [Int: Int]
  private let farEnds: [Int: Int]

  private struct Key<Element: Resource>: Hashable {
    let transitGateway: Identifier<TransitGateway>
    let id: Identifier<Element>
  }

  init(_ network: Network) {
    tables = network.transitGatewayRouteTables.map { Table($0, in: network) }
    var byVPC: [Key<VPC>: [Int]] = [:]
    var positions: [Key<TransitGatewayAttachment>: Int] = [:]
    var associations: [Int: Int] = [:]
    var peerings: [(position: Int, own: Identifier<TransitGateway>, other: Identifier<TransitGateway>)] = []
    for (position, attachment) in network.transitGatewayAttachments.enumerated() {
      let own = attachment.transitGateway
      positions[Key(transitGateway: own, id: attachment.id)] = position
      positions[Key(transitGateway: own, id: attachment.sharedID)] = position
      switch attachment.attached {
      case .vpc(let vpc): byVPC[Key(transitGateway: own, id: vpc.vpc), default: []].append(position)
      case .peering(let other, _): peerings.append((position, own, other))
      default: break
      }
      associations[position] = attachment.routeTable.flatMap { network.transitGatewayRouteTables.position(of: $0) }
    }
    for (position, table) in network.transitGatewayRouteTables.enumerated() {
      for id in table.associations ?? [] {
        guard let attachment = positions[Key(transitGateway: table.transitGateway, id: id)] else { continue }
        associations[attachment] = position
      }
    }
    var farEnds: [Int: Int] = [:]
    for end in peerings {
      // Deleted attachments are listed for a while: the other end bears the same id, or is at least in use.
      let own = network.transitGatewayAttachments[end.position]
      let candidates = peerings.filter { $0.own == end.other && $0.other == end.own }.map(\.position)
      farEnds[end.position] =
        candidates.first { network.transitGatewayAttachments[$0].sharedID == own.sharedID }
        ?? candidates.first { network.transitGatewayAttachments[$0].isUsable } ?? candidates.first
    }
    self.byVPC = byVPC
    self.positions = positions
    self.associations = associations
    self.farEnds = farEnds
  }

  /// The attachments, by position, of a VPC to a transit gateway: one at most is in use.
  func attachments(of vpc: Identifier<VPC>, to transitGateway: Identifier<TransitGateway>) -> [Int] {
    byVPC[Key(transitGateway: transitGateway, id: vpc)] ?? []
  }

  /// The route table for packets that come from an attachment.
  func table(forAttachment position: Int) -> Int? { associations[position] }

  /// The attachment with an id as one transit gateway knows it: the two ends of a peering may bear one id.
  func position(of id: Identifier<TransitGatewayAttachment>, on transitGateway: Identifier<TransitGateway>) -> Int? {
    positions[Key(transitGateway: transitGateway, id: id)]
  }

  /// The other end of a peering between transit gateways.
  func farEnd(ofAttachment position: Int) -> Int? { farEnds[position] }

  /// The transit gateways that a VPC is attached to.
  func transitGateways(of vpc: Identifier<VPC>) -> [Identifier<TransitGateway>] {
    byVPC.keys.filter { $0.id == vpc }.map(\.transitGateway).sorted()
  }
}

extension TransitGatewayRoute {
  /// Whether packets go the same way by another route.
  fileprivate func isSameWay(as other: Self) -> Bool {
    attachments == other.attachments && isBlackhole == other.isBlackhole
  }
}

extension TransitGatewayAttachment {
  /// Whether it carries packets.
  var isUsable: Bool { state == "available" || state == "modifying" }

  /// The id that both ends of a peering bear, where the snapshot describes both: the second is told apart by `@` and its own
  /// transit gateway.
  fileprivate var sharedID: Identifier<TransitGatewayAttachment> {
    id.text.firstIndex(of: "@").map { Identifier(String(id.text[..<$0])) } ?? id
  }
}

extension Network {
  /// Whether the snapshot tells what an attachment propagates.
  fileprivate func knowsBlocks(of id: Identifier<TransitGatewayAttachment>) -> Bool {
    switch transitGatewayAttachments[id]?.attached {
    case .vpc(let vpc)?: vpcs[vpc.vpc] != nil
    case nil: false
    default: true  // what these announce is listed, if anything is
    }
  }

  /// The blocks that an attachment propagates, as far as the snapshot tells: a VPC's own, a VPN connection's static routes.
  fileprivate func propagatedBlocks(of id: Identifier<TransitGatewayAttachment>) -> [CIDRBlock] {
    guard let attachment = transitGatewayAttachments[id] else { return [] }
    switch attachment.attached {
    case .vpc(let vpc): return vpcs[vpc.vpc]?.cidrBlocks ?? []
    case .vpn(let id): return vpnConnections[Identifier(id)]?.cidrBlocks ?? []
    default: return []
    }
  }
}
