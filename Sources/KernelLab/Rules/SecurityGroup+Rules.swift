internal import NetworkModel

extension SecurityGroup {
  /// The mark in packets that a middlebox has forwarded, for which references to groups do not stand (UG/security-group-rules):
  /// a DSCP that nothing here sets for another reason.
  static let forwardedMark = 1

  /// The rules of one direction for packets of `interface`, each on its own, as AWS takes their union: what one allows goes on to
  /// `verdict`.
  func rules(
    _ direction: Direction, on interface: NetworkInterface, in network: Network, verdict: String
  ) -> [String] {
    rules(direction).flatMap { rule in
      rule.peer.matches(direction, on: interface, in: network).flatMap { peer in
        rule.pattern.matches.map { match in
          let text = "security group \(name) \(direction.rawValue) \(rule.pattern) \(rule.peer.text)"
          return [peer, match, Ruleset.pass(verdict, text)].filter { !$0.isEmpty }.joined(separator: " ")
        }
      }
    }
  }
}

extension SecurityGroup.Rule.Peer {
  fileprivate var text: String {
    switch self {
    case .cidrBlock(let block): block.description
    case .prefixList(let id): id.text
    case .securityGroup(let id): id.text
    }
  }

  /// The peer as matches of nftables, of which a packet must meet one; none for a peer that nothing is.
  fileprivate func matches(
    _ direction: Direction, on interface: NetworkInterface, in network: Network
  ) -> [String] {
    switch self {
    case .cidrBlock(let block): return [block.match(direction)]
    case .prefixList(let id): return (network.prefixLists[id]?.cidrBlocks ?? []).map { $0.match(direction) }
    case .securityGroup(let id):
      let members = network.networkInterfaces.filter { member in
        member.securityGroups?.contains(id) ?? false
          && network.carriesReference(from: member.vpc, to: interface.vpc, direction)
      }
      return [IPAddress.Family.v4, .v6].compactMap { family in
        // Of two that have one address, the one in the interface's own VPC is meant: the other's packets do not come from there.
        let own = network.vpcs[interface.vpc]?.cidrBlocks ?? []
        let addresses = members.flatMap { member in
          member.addresses.map(\.address).filter { address in
            address.family == family && (member.vpc == interface.vpc || !own.contains { $0.contains(address) })
              && (direction == .inbound || network.keepsReference(to: address, from: interface))
          }
        }
        if addresses.isEmpty { return nil }
        let list = Set(addresses).sorted().map(\.description).joined(separator: ", ")
        return "\(family.field) \(direction.farEnd) { \(list) } \(family.field) dscp != \(SecurityGroup.forwardedMark)"
      }
    }
  }
}

extension Network {
  /// Whether a reference of an outbound rule may stand for an address: not where the route there leads to anything but the VPC itself or a
  /// peering connection, such as a middlebox (RA/explanation-codes, SG_REFERENCES_NOT_PRESERVED). Inbound, packets bear the middlebox's mark.
  fileprivate func keepsReference(to address: IPAddress, from interface: NetworkInterface) -> Bool {
    if subnets[interface.subnet]?.cidrBlocks.contains(where: { $0.contains(address) }) ?? false { return true }
    let table = SubnetAssociations(self).routeTable(of: interface.subnet, in: interface.vpc).map { routeTables[$0] }
    var best: (length: Int, target: Route.Target)?
    for route in table?.routes ?? [] {
      let blocks: [CIDRBlock] =
        switch route.destination {
        case .cidrBlock(let block): [block]
        case .prefixList(let list): prefixLists[list]?.cidrBlocks ?? []
        }
      for block in blocks where block.contains(address) && block.prefixLength > best?.length ?? -1 {
        best = (block.prefixLength, route.target)
      }
    }
    switch best?.target {
    case .local, .vpcPeeringConnection: return true
    case nil: return true  // nothing carries the packets anyway
    default: return false
    }
  }

  /// Whether a rule of an interface in one VPC may mean, by a group, interfaces of another VPC: over a peering connection within a Region,
  /// and for what comes in over a transit gateway with the option on both sides (UG/security-group-rules, TGW/tgw-vpc-attachments).
  fileprivate func carriesReference(from other: Identifier<VPC>, to own: Identifier<VPC>, _ direction: Direction)
    -> Bool
  {
    if other == own { return true }
    let isPeered = vpcPeeringConnections.contains {
      $0.status == "active" && $0.isWithinRegion == true && $0.peer(of: own)?.vpc == other
    }
    if isPeered { return true }
    guard direction == .inbound else { return false }
    return transitGateways.contains { gateway in
      gateway.supportsSecurityGroupReferencing == true
        && [own, other].allSatisfy { vpc in
          transitGatewayAttachments.contains { attachment in
            guard attachment.transitGateway == gateway.id, case .vpc(let attached) = attachment.attached else {
              return false
            }
            return attached.vpc == vpc && attached.supportsSecurityGroupReferencing == true
          }
        }
    }
  }
}
