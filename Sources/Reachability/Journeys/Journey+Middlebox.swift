internal import NetworkModel

extension Journey {
  /// To a network interface that a route names: an appliance that forwards what is not its own, or a NAT instance.
  mutating func enter(middlebox id: Identifier<NetworkInterface>, from stop: Stop) {
    guard let interface = network.networkInterfaces[id], let address = interface.address(destination.family) else {
      visit(
        .waypoint(
          .middlebox(id), nil,
          .lost("network interface \(id)", why: "it is not in the snapshot (aws ec2 describe-network-interfaces)")))
      return giveUp()
    }
    let box = Host(interface, address, on: terrain)
    if let goal, goal.interface.id == id, goal.address.address == destination { return arrive(from: stop) }
    if !(stop.site?.isSameSubnet(as: box.site) ?? false) { visit(.networkACL(box.site, .inbound, peer: source)) }
    let isAdmitted = isReply && admittedBy.contains(id)
    pass(
      groupsOf: box, .inbound, isAdmitted: isAdmitted,
      Peer(source, host: sender, reach: reach, node: reach.isAny ? node : nil))
    let lookup = plane.look(up: destination, from: box.site)
    let gate = middleboxGate(box, from: stop, onward: lookup)
    visit(.waypoint(.middlebox(id), nil, gate))
    reach = .lost
    middleboxes.append(id)
    guard gate.letsOn else { return giveUp() }
    let name = plane.component(of: .middlebox(id)).name
    if translates(lookup) {
      assume(
        Assumption("\(name) puts its own address in place of the client's, as a NAT instance does"), at: .middlebox(id))
      end = .natInstance(box)
      return
    }
    assume(Assumption("\(name) forwards every packet as it is"), at: .middlebox(id))
    pass(groupsOf: box, .outbound, isAdmitted: isAdmitted, Peer(destination))
    let isInSubnet = lookup.target == .local && (goal?.site.isSameSubnet(as: box.site) ?? false)
    if !isInSubnet { visit(.networkACL(box.site, .outbound, peer: destination)) }
    zone = box.site.zone
    forward(lookup, from: Stop(vpc: box.site.vpc, site: box.site, host: box))
  }

  /// What a middlebox does not see begin, its groups take for a connection of its own.
  private mutating func pass(groupsOf box: Host, _ direction: Direction, isAdmitted: Bool, _ peer: Peer) {
    if box.hasNoSecurityGroups { return }
    visit(
      isAdmitted
        ? .admittedBySecurityGroups(box, direction, peer: nil) : .securityGroups(box, direction, peer))
  }

  /// Whether the box must put its own address in place of the sender's, as a NAT instance does: it leads to an internet gateway, and the
  /// replies to the sender's own address would not come back to the box.
  private func translates(_ lookup: RouteLookup) -> Bool {
    guard !isReply, lookup.gate == .open, case .internetGateway(let id)? = lookup.target else { return false }
    return sender?.outsideAddress == nil || !isRedirected(source, by: id)
  }

  private func middleboxGate(_ box: Host, from stop: Stop, onward lookup: RouteLookup) -> Gate {
    if let (code, reason) = box.refusal(asServer: false) { return .closed(code, reason) }
    if case .doubtful(let unknown) = box.presence { return .unknown(unknown) }
    if box.interface.sourceDestCheck {
      return .closed(
        .sourceDestCheck, "the interface drops what is not its own: its source/destination check is on")
    }
    if middleboxes.contains(box.interface.id) || lookup.target == .networkInterface(box.interface.id) {
      return Self.loop
    }
    if isReply, !admittedBy.contains(box.interface.id), case .internetGateway? = lookup.target {
      return .closed(
        .returnByAnotherGateway,
        "what leads to an internet gateway and did not see the connection begin drops its replies")
    }
    // RA/explanation-codes: what an internet gateway's route table redirects must have a public address to go by.
    if stop.site == nil, AddressSet.publicAddresses.contains(source), box.outsideAddress == nil {
      return .closed(
        .edgeTargetWithoutPublicAddress, "an internet gateway redirects only to interfaces with a public address")
    }
    return .open
  }
}
