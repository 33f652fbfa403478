extension PathOracle.Walker {
  /// Out by an internet gateway, and in again when the public address is of an interface of the network.
  mutating func leave(byInternetGateway id: String) -> End {
    if let gateway = oracle.network.base.internetGateways.first(where: { $0.id == id }) {
      if gateway.vpcID != vpcID { return close("BAD_STATE_ATTACHMENT") }
    } else {
      gates.append(.unknown(id))
    }
    guard let sender, sender.vpcID == vpcID, !isFromAfar, source == sender.address else {
      return close("GATEWAY_REJECTS_SPOOFED_TRAFFIC")
    }
    guard let publicAddress = sender.publicAddress else { return close("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS") }
    guard destination.isPublic else { return close("IGW_PRIVATE_IP_ADDRESS_FOR_EGRESS") }
    if middleboxes.isEmpty && endpoints.isEmpty && isRedirected(source, by: id) {
      return close("INGRESS_RTB_TRAFFIC_REDIRECTION")
    }
    notebook.kinds.insert("internet gateway")
    blockPublicAccess(sender, isEgressOnly: false, isOwn: isRequest)
    source = publicAddress
    return goOutside(.internet)
  }

  /// Whether the gateway's own route table leads packets for an address elsewhere than straight to it.
  func isRedirected(_ address: PathOracle.Address, by gatewayID: String) -> Bool {
    guard let table = oracle.table(ofGateway: gatewayID) else { return false }
    return switch oracle.hop(table, address) {
    case .target, .blackhole: true
    default: false
    }
  }

  /// Out by an egress-only internet gateway, for IPv6 alone.
  mutating func leave(byEgressOnlyGateway id: String) -> End {
    guard destination.isIPv6 else { return close("NO_POSSIBLE_DESTINATION") }
    if !endpoints.isEmpty { return close("GWLBE_BEFORE_EIGW") }
    if let gateway = oracle.network.egressOnlyGateways.first(where: { $0.id == id }) {
      if gateway.vpcID != vpcID { return close("BAD_STATE_ATTACHMENT") }
    } else {
      gates.append(.unknown(id))
    }
    guard destination.isPublic else { return close("IGW_PRIVATE_IP_ADDRESS_FOR_EGRESS") }
    notebook.kinds.insert("egress-only gateway")
    if let sender { blockPublicAccess(sender, isEgressOnly: true, isOwn: isRequest) }
    return goOutside(.egressOnly(vpcID: vpcID))
  }

  /// Over the internet: to an address outside, or to an interface of the network by its public address.
  private mutating func goOutside(_ portal: PathOracle.Portal) -> End {
    exit = portal
    guard let host = goal.host else { return .left(portal) }
    if case .egressOnly = portal, !isRequest { gates.append(.unknown("in by one gateway, out by another")) }
    if case .egressOnly? = requestPortal, let requestPortal { return enter(by: requestPortal) }
    guard host.publicAddress == destination else { return close("NO_POSSIBLE_DESTINATION") }
    return enter(by: .internet)
  }

  /// VPC Block Public Access at a gateway (UG/security-vpc-bpa-basics). `isOwn` says whether the interface began the
  /// connection.
  mutating func blockPublicAccess(_ host: Host, isEgressOnly: Bool, isOwn: Bool) {
    guard let mode = oracle.network.publicAccess?.mode, mode != .off else { return }
    let exclusions = oracle.network.exclusions.filter { $0.resourceID == host.vpcID || $0.resourceID == host.subnetID }
    if exclusions.contains(where: \.isBidirectional) { return }
    // What may leave anyway needs no exclusion to do so, and gains nothing by one.
    let isExcluded = mode == .bidirectional && !exclusions.isEmpty
    notebook.kinds.insert("public access block")
    if mode == .bidirectional && !isExcluded {
      gates.append(.closed("VPC_BLOCK_PUBLIC_ACCESS_ENABLED"))
    } else if isEgressOnly || host.isNATGateway {
      return
    } else if isExcluded && isOwn {
      gates.append(.unknown("an egress exclusion for an interface with a public address"))
    } else {
      gates.append(.closed("VPC_BLOCK_PUBLIC_ACCESS_ENABLED"))
    }
  }

  /// To a NAT gateway, which ends the leg; a reply that is handed to one matches no connection of its own.
  mutating func enter(natGateway id: String) -> End {
    if !isRequest { return close("RETURN_BY_ANOTHER_GATEWAY") }
    guard let gateway = oracle.network.natGateways.first(where: { $0.id == id }) else { return .lost }
    if gateway.state != "available" { return close("BAD_STATE") }
    if ![1, 6, 17].contains(protocolNumber) && !destination.isIPv6 { return close("NGW_PROTOCOL_RESTRICTION") }
    if gateway.vpcID != vpcID { return close("NGW_REQUIRES_SOURCE_IN_VPC") }
    if destination.isIPv6 { return .lost }
    if let sender, sender.id == gateway.id { return close("ROUTING_LOOP") }
    notebook.kinds.insert(gateway.isRegional ? "regional NAT gateway" : "NAT gateway")
    if gateway.subnetID != nil && gateway.subnetID == subnetID {
      passAccessList(subnetID, egress: true, isDisputed: true)
      passAccessList(subnetID, egress: false, isDisputed: true)
    } else {
      passAccessList(gateway.subnetID, egress: false)
    }
    return .natGateway(gateway)
  }

  /// Over a peering connection, to the peer VPC itself and no further (PEER).
  mutating func cross(peering id: String) -> End {
    guard let peering = oracle.network.peerings.first(where: { $0.id == id }) else { return .lost }
    if peering.status != "active" { return close("BAD_STATE") }
    let sides = [peering.requester, peering.accepter]
    guard let own = sides.firstIndex(where: { $0.vpcID == vpcID }) else { return close("PCX_NOT_OF_THIS_VPC") }
    let peer = sides[1 - own]
    let described = oracle.network.vpc(peer.vpcID)
    guard (described?.prefixes ?? peer.prefixes).contains(where: { $0.contains(destination) }),
      oracle.network.owns(vpcID, source)
    else { return close("PCX_REQUIRES_ADDRESS_IN_VPC_CIDR") }
    if described == nil { return .lost }
    guard let host = goal.host, host.vpcID == peer.vpcID, host.address == destination else {
      return close("NO_POSSIBLE_DESTINATION")
    }
    notebook.kinds.insert("peering")
    if isFromAfar {
      reference = .never
    } else if reference == .stands {
      reference =
        switch isWithinRegion(id) {
        case true: .stands
        case false: .never
        case nil: .undocumented
        }
    }
    if lookUps == 1 && !isFromAfar { peeringID = id }
    vpcID = peer.vpcID
    subnetID = nil
    isFromAfar = true
    return arrive()
  }

  /// What a NAT gateway sent straight over a peering connection returns by it: without a route in the server's table,
  /// as well; what another route does to that is not documented (trap 25).
  mutating func returnToSender(_ peeringID: String, _ hop: Hop) -> End {
    if hop == .target(peeringID) { return follow(hop) }
    notebook.kinds.insert("return to sender")
    if hop != .none { gates.append(.unknown("another route than back over \(peeringID)")) }
    vpcID = goal.host?.vpcID ?? vpcID
    subnetID = nil
    return arrive()
  }

  /// Out by a virtual private gateway.
  mutating func leave(byVPNGateway id: String) -> End {
    if let gateway = oracle.network.vpnGateways.first(where: { $0.id == id }) {
      if gateway.vpcID != vpcID { return close("BAD_STATE_ATTACHMENT") }
    } else {
      gates.append(.unknown(id))
    }
    let connections = oracle.network.vpnConnections.filter { $0.gatewayID == id }
    if !connections.isEmpty && connections.allSatisfy({ $0.state != "available" }) { return close("BAD_STATE_VPN") }
    guard oracle.network.owns(vpcID, source) else { return close("VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS") }
    guard case .outside = goal else { return close("NO_POSSIBLE_DESTINATION") }
    notebook.kinds.insert("VPN gateway")
    return .left(.vpnGateway(id, vpcID: vpcID))
  }
}

extension RandomNetwork.Address {
  /// What an internet gateway forwards to.
  var isPublic: Bool { isIPv6 ? isGlobalIPv6 : !isPrivateIPv4 }
}
