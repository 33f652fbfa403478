internal import Network

extension Plane {
  /// Leads `visitor` along the way of a request from `client` to `server`.
  func walkRequest(from client: Place, to server: Place, _ visitor: inout some CheckpointVisitor) {
    walk(from: client, to: server, isReply: false, &visitor)
  }

  /// Leads `visitor` along the way of the replies from `server` to `client`: looked up by itself, not mirrored (trap 33).
  func walkReply(from server: Place, to client: Place, _ visitor: inout some CheckpointVisitor) {
    walk(from: server, to: client, isReply: true, &visitor)
  }

  private func walk(
    from source: Place, to destination: Place, isReply: Bool, _ visitor: inout some CheckpointVisitor
  ) {
    switch (source, destination) {
    case (.service(let service, _), _), (_, .service(let service, _)):
      if let host = source.host { appendAbsence(of: host, asServer: false, &visitor) }
      visitor.visit(.amazonService(service))
    case (.host(let sender), .host(let receiver)) where !meetOverInternet(sender, receiver):
      connectPrivately(sender, receiver, isReply: isReply, &visitor)
    default:
      // Between a VPC and the internet, and between two hosts that call each other by their public addresses.
      if let sender = source.host {
        let far = destination.host?.outsideAddress ?? destination.address
        leave(sender, for: far, peer: Peer(far), host: destination.host, isReply: isReply, &visitor)
        toInternet(sender, far, isReply: isReply, &visitor)
      }
      if let receiver = destination.host {
        let far = source.host.map(\.outsideAddress) ?? source.address
        arriveFromInternet(at: receiver, from: far, host: source.host, isReply: isReply, &visitor)
      }
    }
  }

  /// Whether packets from one VPC find the global IPv6 address of a host in another over internet gateways.
  private func meetOverInternet(_ sender: Host, _ receiver: Host) -> Bool {
    guard !sender.sharesVPC(with: receiver), receiver.address.address.family == .v6,
      case .internetGateway? = look(up: receiver.address.address, from: sender).found?.target
    else { return false }
    return true
  }

  // MARK: Inside a VPC

  private func connectPrivately(
    _ sender: Host, _ receiver: Host, isReply: Bool, _ visitor: inout some CheckpointVisitor
  ) {
    let isSameVPC = sender.sharesVPC(with: receiver)
    let destination = receiver.address.address
    leave(
      sender, for: destination, peer: isSameVPC ? Peer(receiver) : Peer(destination), host: receiver,
      isReply: isReply, &visitor)
    if !sender.isNeighbour(of: receiver) {
      let lookup = look(up: destination, from: sender)
      var gate = lookup.gate
      if case .open = gate, let route = lookup.found {
        switch route.target {
        case .local where !isSameVPC:
          gate = .closed(.noPossibleDestination, "the address is one of another VPC")
        case .internetGateway:
          gate =
            internetGate(toward: destination) ?? .closed(.noPossibleDestination, "the internet does not lead there")
        default:
          break
        }
      }
      visitor.visit(.routeTable(lookup.table, sender, destination: destination, route: lookup.position, gate))
    }
    let source = isSameVPC ? Peer(sender) : Peer(sender.address.address)
    enter(receiver, from: source, host: sender, isReply: isReply, &visitor)
  }

  /// Out of the host, through its security groups and, unless it stays in the subnet, the subnet's ACL.
  private func leave(
    _ host: Host, for destination: IPAddress, peer: Peer, host other: Host?, isReply: Bool,
    _ visitor: inout some CheckpointVisitor
  ) {
    appendAbsence(of: host, asServer: isReply, &visitor)
    if !host.hasNoSecurityGroups {
      visitor.visit(
        isReply
          ? .admittedBySecurityGroups(host, .outbound, peer: other) : .securityGroups(host, .outbound, peer))
    }
    appendNetworkACL(host, .outbound, peer: destination, host: other, &visitor)
  }

  /// Through the subnet's ACL, unless the packet comes from inside it, the security groups, and into the host.
  private func enter(
    _ host: Host, from peer: Peer, host other: Host?, isReply: Bool, _ visitor: inout some CheckpointVisitor
  ) {
    appendNetworkACL(host, .inbound, peer: peer.address, host: other, &visitor)
    if !host.hasNoSecurityGroups {
      visitor.visit(
        isReply ? .admittedBySecurityGroups(host, .inbound, peer: other) : .securityGroups(host, .inbound, peer))
    }
    appendAbsence(of: host, asServer: !isReply, &visitor)
  }

  private func appendNetworkACL(
    _ host: Host, _ direction: Direction, peer: IPAddress, host other: Host?, _ visitor: inout some CheckpointVisitor
  ) {
    let position = host.site.networkACL
    guard let other, host.isNeighbour(of: other) else {
      visitor.visit(.networkACL(position, host, direction, peer: peer))
      return
    }
    if host.interface.isGateway || other.interface.isGateway {
      visitor.visit(.disputedNetworkACL(position, host, direction, peer: peer))
    }
  }

  private func appendAbsence(of host: Host, asServer: Bool, _ visitor: inout some CheckpointVisitor) {
    if let (code, reason) = host.refusal(asServer: asServer) { visitor.visit(.absentHost(host, code, reason)) }
  }

  // MARK: Through an internet gateway

  private func toInternet(
    _ host: Host, _ destination: IPAddress, isReply: Bool, _ visitor: inout some CheckpointVisitor
  ) {
    let lookup = look(up: destination, from: host)
    var gate = lookup.gate
    if case .open = gate, lookup.found?.target == .local {
      gate = .closed(.noPossibleDestination, "no interface of the VPC has the address")
    }
    visitor.visit(.routeTable(lookup.table, host, destination: destination, route: lookup.position, gate))
    guard case .open = gate, case .internetGateway(let id)? = lookup.found?.target else { return }
    if ipProtocol == .tcp, !isReply, host.interface.instance != nil { visitor.visit(.mailLimit) }
    visitor.visit(.internetGateway(id, .outbound, internetGateEgress(id, host, destination)))
  }

  private func internetGateEgress(
    _ id: Identifier<InternetGateway>, _ host: Host, _ destination: IPAddress
  ) -> Gate {
    if let gate = internetGate(toward: destination) { return gate }
    guard let outside = host.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      return .closed(.noPublicAddressForEgress, "the interface has no public address to leave with")
    }
    guard let gateway = network.internetGateways[id] else { return .unknown(unattested(id)) }
    guard gateway.vpc == host.interface.vpc else {
      return .closed(.badStateAttachment, "the gateway is not attached to the VPC")
    }
    return .open
  }

  private func unattested(_ gateway: Identifier<InternetGateway>) -> Unknown {
    Unknown(
      what: "the internet gateway \(gateway)",
      why: "whether it is attached is not in the snapshot (aws ec2 describe-internet-gateways)")
  }

  /// A gateway that a route of the VPC names and the snapshot does not describe, which may be attached.
  private func undescribedGateway(of vpc: Identifier<VPC>) -> Unknown? {
    for table in network.routeTables where table.vpc == vpc {
      for route in table.routes {
        if case .internetGateway(let id) = route.target, network.internetGateways[id] == nil { return unattested(id) }
      }
    }
    return nil
  }

  /// What an internet gateway refuses to carry, whoever sends it; nil when nothing.
  private func internetGate(toward destination: IPAddress) -> Gate? {
    if AddressSet.publicAddresses.contains(destination) { return nil }
    if AddressSet.rfc1918.contains(destination) {
      return .closed(.privateDestination, "an internet gateway does not carry packets to private addresses")
    }
    if AddressSet.rfc6598.contains(destination) {
      return .closed(.sharedDestination, "an internet gateway does not carry packets to shared addresses")
    }
    return .closed(.noPossibleDestination, "the internet has no such address")
  }

  private func arriveFromInternet(
    at host: Host, from source: IPAddress?, host other: Host?, isReply: Bool, _ visitor: inout some CheckpointVisitor
  ) {
    let gate = internetGateIngress(host, from: source)
    visitor.visit(.internetGateway(terrain.attachedGateway(of: host.interface.vpc), .inbound, gate))
    enter(host, from: Peer(source ?? .v4(0)), host: other, isReply: isReply, &visitor)
  }

  private func internetGateIngress(_ host: Host, from source: IPAddress?) -> Gate {
    guard let source else {
      return .closed(.noPublicAddressForEgress, "the sender has no public address")
    }
    guard AddressSet.publicAddresses.contains(source) else {
      return .lost(
        Unknown(
          what: "the way from \(source) into the VPC",
          why: "it is not a public address, and on-premises networks are not modelled yet"))
    }
    guard let outside = host.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      return .closed(.noPublicAddressForIngress, "the interface has no public address to be reached by")
    }
    if host.interface.deniesInternetTraffic, host.address.address.family == .v6 {
      return .closed(.deniesInternetTraffic, "the interface denies IPv6 from the internet (DenyAllIgwTraffic)")
    }
    guard let gateway = terrain.attachedGateway(of: host.interface.vpc) else {
      if let unknown = undescribedGateway(of: host.interface.vpc) { return .unknown(unknown) }
      return .closed(.badStateAttachment, "the VPC has no internet gateway attached")
    }
    if let unknown = edgeRedirection(by: gateway, to: host.address.address) { return .lost(unknown) }
    return .open
  }
}
