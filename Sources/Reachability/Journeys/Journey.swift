internal import AWSCatalogue
internal import NetworkModel
internal import Ports

/// One packet on its way in one direction, as it stands at the place it has come to.
///
/// Each gateway has a file of its own: what a route does that hands packets to it. A journey goes on behind a filter that drops the packet,
/// so that every obstacle is met; it ends where nothing carries the packet on.
struct Journey<Visitor: CheckpointVisitor>: Sendable {
  /// Where a packet is: in a VPC; in one of its subnets, unless it has just come in by a gateway; at an interface, unless a gateway
  /// hands it on.
  struct Stop: Sendable {
    let vpc: Identifier<VPC>
    var site: SubnetSite?
    var host: Host?
  }

  /// Where a journey ends.
  enum End: Sendable {
    /// At its goal.
    case goal
    /// Outside the network.
    case outside(Portal)
    /// At a NAT gateway, by its position, which begins a connection of its own.
    case natGateway(Int)
    /// At an instance that does what a NAT gateway does.
    case natInstance(Host)
    /// Where nothing carries it on.
    case nowhere
  }

  let plane: Plane
  /// Whether it is a reply.
  let isReply: Bool
  /// The interface that sent it, or for which a gateway sends it.
  let sender: Host?
  /// The interface it shall reach; nil for one outside.
  let goal: Host?
  /// The node of a Network Load Balancer that sends it on with the client's address.
  let node: Host?
  /// The sender's address as it stands in the packet.
  var source: IPAddress
  /// The destination as it stands in the packet.
  var destination: IPAddress
  /// What is seen on the way.
  var visitor: Visitor
  /// What AWS chooses.
  var choices: Choices

  /// Where it ended.
  var end = End.nowhere
  /// The way between the network and what lies outside that the packet took; for a reply, that its request took.
  var portal: Portal?
  /// What references to the sender's groups are worth here.
  var reach = Peer.Reach.stands
  /// The Availability Zone that the packet comes from, which transit gateways keep.
  var zone: String?
  /// The middleboxes it has passed.
  var middleboxes: [Identifier<NetworkInterface>] = []
  /// For a reply, the middleboxes that the request has passed.
  var admittedBy: [Identifier<NetworkInterface>] = []
  /// The peering connection over which a NAT gateway has sent the request.
  var natPeering: Identifier<VPCPeeringConnection>?
  /// Whether it has passed the appliances of a Gateway Load Balancer.
  var isInspected = false
  /// How many look-ups it took so far.
  var lookups = 0

  init(
    through plane: Plane, selectors: PortSet, isReply: Bool, sender: Host?, source: IPAddress, goal: Host?,
    destination: IPAddress, node: Host? = nil, choices: Choices
  ) {
    self.plane = plane
    self.isReply = isReply
    self.sender = sender
    self.goal = goal
    self.node = node
    self.source = source
    self.destination = destination
    self.choices = choices
    visitor = Visitor(of: selectors, through: plane)
  }

  var terrain: Terrain { plane.terrain }
  var network: Network { plane.terrain.network }

  mutating func visit(_ checkpoint: Checkpoint) {
    visitor.visit(network.doubts.isEmpty ? checkpoint : doubted(checkpoint))
  }

  /// Takes something for granted at a place; where nothing is, it is not known.
  mutating func assume(_ assumption: Assumption, at waypoint: Waypoint) {
    visit(network.isStrict ? .waypoint(waypoint, nil, .unknown(assumption.unknown)) : .assumption(assumption))
  }

  /// The checkpoint as it is where what the snapshot says of it is in doubt: what is doubtful may be why it drops packets.
  private func doubted(_ checkpoint: Checkpoint) -> Checkpoint {
    guard case .waypoint(let waypoint, let direction, let gate) = checkpoint, gate.dependsOnDescription,
      let id = plane.component(of: waypoint).id, let doubt = network.doubts[id]?.first
    else { return checkpoint }
    return .waypoint(waypoint, direction, gate.letsOn ? .unknown(Unknown(doubt)) : .lost(Unknown(doubt)))
  }

  // MARK: Setting out

  /// Sends the packet from a host: through its security groups, out of its subnet, and on.
  mutating func send(from host: Host) {
    // A NAT gateway gives back what the server sends; that is no reply of its own.
    visitAbsence(of: host, asServer: isReply && source == host.address.address)
    zone = host.site.zone
    if let goal, host.isNeighbour(of: goal), destination == goal.address.address {
      leaveGroups(of: host, reach: .stands)
      meetNeighbour(goal, of: host)
      return
    }
    let lookup = plane.look(up: destination, from: host.site)
    leaveGroups(of: host, reach: reachOutward(by: lookup))
    if leadsToGateway(lookup.target, in: host.site) {
      visit(.disputedNetworkACL(host.site, .outbound, peer: destination))
    } else {
      visitor.visit(networkACLOf: host.site, .outbound, peer: destination)
    }
    if isReply, let natPeering, lookup.target != .vpcPeeringConnection(natPeering) {
      returnToSender(natPeering, lookup, from: host)
    } else {
      forward(lookup, from: Stop(vpc: host.site.vpc, site: host.site, host: host))
    }
  }

  private mutating func leaveGroups(of host: Host, reach: Peer.Reach) {
    if host.hasNoSecurityGroups { return }
    if isReply {
      visitor.visit(groupsOf: host, .outbound, admitted: goal)
    } else {
      visitor.visit(groupsOf: host, .outbound, Peer(destination, host: goal, reach: reach))
    }
  }

  /// What a reference to the goal's groups is worth in a rule of the sender's (UG/security-group-rules, trap 21).
  private func reachOutward(by lookup: RouteLookup) -> Peer.Reach {
    if case .lost = lookup.gate { return .doubtful(.unmodelledRoute) }
    return switch lookup.target {
    case .local: .stands
    case .vpcPeeringConnection(let id): network.vpcPeeringConnections[id].map(Self.reach) ?? .doubtful(.regionOfPeer)
    case .other?, .some(.none): .doubtful(.unmodelledRoute)
    default: .lost
    }
  }

  private func leadsToGateway(_ target: Route.Target?, in site: SubnetSite) -> Bool {
    guard case .natGateway(let id)? = target else { return false }
    return network.natGateways[id]?.subnet == site.subnet
  }

  // MARK: From place to place

  /// Hands the packet to what a look-up found.
  mutating func forward(_ lookup: RouteLookup, from stop: Stop) {
    lookups += 1
    var gate = lookup.gate
    if case .open = gate, case .local? = lookup.target { gate = localGate(from: stop) }
    if case .open = gate, lookups > Self.mostLookups { gate = Self.loop }
    visitor.visit(routeTable: lookup.table, stop.site, route: lookup.position, gate)
    guard gate.letsOn, let target = lookup.target else { return giveUp() }
    switch target {
    case .local: arrive(from: stop)
    case .internetGateway(let id): leave(byInternetGateway: id, from: stop)
    case .egressOnlyInternetGateway(let id): leave(byEgressOnlyInternetGateway: id, from: stop)
    case .natGateway(let id): enter(natGateway: id, from: stop)
    case .vpcPeeringConnection(let id): cross(id, from: stop)
    case .transitGateway(let id): enter(transitGateway: id, from: stop)
    case .vpnGateway(let id): leave(byVPNGateway: id, from: stop)
    case .vpcEndpoint(let id): enter(vpcEndpoint: id, from: stop)
    case .networkInterface(let id): enter(middlebox: id, from: stop)
    case .other, .none: giveUp()
    }
  }

  /// The gate where something is not listed that may exist all the same, since the call that would list it was not made, or not to the end;
  /// nil where the list is whole.
  func absence(of what: String, listedBy call: AWSCall, in vpc: Identifier<VPC>) -> Gate? {
    let status = network.status(of: call, for: vpc)
    return status == .whole ? nil : .lost(Unknown(what, for: call, status))
  }

  /// A packet that is looked up more often goes in circles.
  static var mostLookups: Int { 16 }
  static var loop: Gate { .closed(.routingLoop, "the routes lead in a circle") }

  private func localGate(from stop: Stop) -> Gate {
    if let goal, goal.address.address == destination {
      let isHere = stop.site.map { goal.site.sharesVPC(with: $0) } ?? (goal.site.vpc == stop.vpc)
      return isHere ? .open : .closed(.noPossibleDestination, "the address is one of another VPC")
    }
    return absence(of: "the interface that has \(destination)", listedBy: .describeNetworkInterfaces, in: stop.vpc)
      ?? .closed(.noPossibleDestination, "no interface of the VPC has the address")
  }

  /// Whether the packet bears an address of a VPC, as everything must that leaves it by a gateway of its own.
  func isFrom(_ vpc: Identifier<VPC>, at stop: Stop) -> Bool {
    if node != nil || stop.host.map({ $0.address.address == source }) ?? false { return true }
    guard network.doubts[vpc.text] == nil, let vpc = network.vpcs[vpc] else { return true }
    return vpc.cidrBlocks.contains { $0.contains(source) }
  }

  // MARK: Arriving

  /// Ends where nothing carries the packet on. What would meet it at its goal is looked at all the same.
  mutating func giveUp() {
    if goal != nil, visitor.isLost || Visitor.followsInVain { arrive(from: nil) }
    end = .nowhere
  }

  /// Arrives at the goal: into its subnet, unless the packet is there already, through its security groups, and in.
  mutating func arrive(from stop: Stop?) {
    guard let goal else { return giveUp() }
    if let site = stop?.site, site.isSameSubnet(as: goal.site) {
      if let host = stop?.host, host.isGateway || goal.isGateway {
        visit(.disputedNetworkACL(goal.site, .inbound, peer: source))
      }
    } else {
      visitor.visit(networkACLOf: goal.site, .inbound, peer: source)
    }
    meetGroups(of: goal)
    visitAbsence(of: goal, asServer: !isReply)
    end = .goal
  }

  private mutating func meetNeighbour(_ goal: Host, of host: Host) {
    if !isReply, isClassic(host) {
      // The one gateway of which AWS says what happens to its targets inside a subnet (RA/explanation-codes, ELB_ACL_RESTRICTION).
      visit(.networkACL(host.site, .outbound, peer: destination))
    } else if isReply, isClassic(goal) {
      // The way back meets none.
    } else if host.isGateway || goal.isGateway {
      visit(.disputedNetworkACL(host.site, .outbound, peer: destination))
      visit(.disputedNetworkACL(goal.site, .inbound, peer: source))
    }
    meetGroups(of: goal)
    visitAbsence(of: goal, asServer: !isReply)
    end = .goal
  }

  private func isClassic(_ host: Host) -> Bool {
    guard case .loadBalancer(let position)? = host.role else { return false }
    return network.loadBalancers[position].kind == .classic
  }

  private mutating func meetGroups(of goal: Host) {
    if goal.hasNoSecurityGroups { return }
    if isReply {
      visitor.visit(groupsOf: goal, .inbound, admitted: sender)
    } else {
      visitor.visit(groupsOf: goal, .inbound, Peer(source, host: sender, reach: reach, node: reach.isAny ? node : nil))
    }
  }

  private mutating func visitAbsence(of host: Host, asServer: Bool) {
    if visitor.visit(presenceOf: host, asServer: asServer) { return }
    if asServer, host.interface.type == "vpc_endpoint", plane.ipProtocol.hasTypeAndCode {
      visit(.host(host, .closed(.protocolRestriction, "an interface endpoint answers no ping")))
    }
  }
}
