extension PathOracle.Inquiry {
  typealias Course = PathOracle.Course
  typealias Leash = PathOracle.Leash
  typealias Portal = PathOracle.Portal

  private func walker(
    _ call: Call, _ leash: Leash, isRequest: Bool, sender: Host?, goal: Place, source: Address,
    destination: Address
  ) -> PathOracle.Walker {
    PathOracle.Walker(
      oracle: oracle, chooser: chooser, notebook: notebook, leash: leash, isRequest: isRequest,
      protocolNumber: question.protocolNumber, sender: sender, goal: goal, source: source,
      destination: destination)
  }

  private func course(_ walker: PathOracle.Walker, _ end: PathOracle.End) -> Course {
    var gates = walker.gates
    if walker.isRequest, case .lost = end, let host = walker.goal.host, !host.isRunning {
      gates.append(.closed("INSTANCE_NOT_RUNNING"))  // wherever the packets go, they are not answered
    }
    return Course(
      gates: gates, end: end, source: walker.source, middleboxes: walker.middleboxes, exit: walker.exit,
      peeringID: walker.peeringID)
  }

  /// A request from a client in a VPC.
  func walk(
    _ call: Call, _ leash: Leash, from client: Host, preserved: PathOracle.Identity? = nil
  ) -> Course {
    var walker = walker(
      call, leash, isRequest: true, sender: client, goal: call.server, source: call.source ?? client.address,
      destination: call.dialled)
    walker.preserved = preserved
    let end = walker.depart(from: client)
    if case .lost = end, call.server.host?.isRunning == false { walker.gates.append(.closed("INSTANCE_NOT_RUNNING")) }
    if case .left(.internet) = end, client.isInstance, question.protocolNumber == 6, call.port == 25 {
      walker.gates.append(.unknown("whether outbound mail is limited"))
    }
    return course(walker, end)
  }

  /// The reply of a host, in the name of whatever the client called, to where the request came from.
  func answer(_ call: Call, _ request: Course, _ leash: Leash, from host: Host) -> Course {
    let isServer = call.server.host?.id == host.id
    var walker = walker(
      call, leash, isRequest: false, sender: host, goal: call.client,
      source: isServer ? host.address : call.dialled, destination: request.source)
    if let client = call.client.host {
      walker.requestPortal = request.exit
      if client.isNATGateway { walker.returnPeering = request.peeringID }
    }
    let end = walker.depart(from: host)
    return course(walker, end)
  }

  /// A reply from outside comes back the way the request left.
  func comeBack(_ call: Call, _ request: Course, _ leash: Leash, by portal: Portal, to client: Host) -> Course {
    let publicAddress = portal == .internet ? client.publicAddress : nil
    var walker = walker(
      call, leash, isRequest: false, sender: nil, goal: call.client, source: call.dialled,
      destination: publicAddress ?? request.source)
    let end = walker.enter(by: portal)
    return course(walker, end)
  }

  /// A request from outside, and its reply; the latter is nil when nobody knows its way.
  func comeIn(_ call: Call, _ leash: Leash, to server: Host) -> (Course, Course?) {
    let isPublicWay = call.client.address.isPublic && server.publicAddress != nil
    var reply = walkOut(call, leash, from: server)
    var portal = Portal.internet
    if !isPublicWay {
      if case .left(let out) = reply.end, out.isOnPremises {
        portal = out
      } else {
        let entries = premisesEntries(of: server)
        if entries.isEmpty { return (comeFromNowhere(call, leash, to: server), reply) }
        portal = chooser.choose(entries)
      }
    }
    var walker = walker(
      call, leash, isRequest: true, sender: nil, goal: call.server, source: call.client.address,
      destination: portal == .internet ? server.publicAddress ?? server.address : server.address)
    let end = walker.enter(by: portal)
    let request = course(walker, end)
    if case .left(let out) = reply.end { judge(out, against: portal, &reply) }
    return (request, reply)
  }

  /// A request from outside that no gateway is known for: a public address finds none, and of others nobody knows.
  private func comeFromNowhere(_ call: Call, _ leash: Leash, to server: Host) -> Course {
    var walker = walker(
      call, leash, isRequest: true, sender: nil, goal: call.server, source: call.client.address,
      destination: server.address)
    if call.client.address.isPublic {
      walker.gates.append(.closed("NO_POSSIBLE_DESTINATION"))
      return course(walker, .stopped)
    }
    let end = walker.enter(by: .unknown(vpcID: server.vpcID))
    return course(walker, end)
  }

  private func walkOut(_ call: Call, _ leash: Leash, from server: Host) -> Course {
    var walker = walker(
      call, leash, isRequest: false, sender: server, goal: call.client, source: server.address,
      destination: call.client.address)
    let end = walker.depart(from: server)
    return course(walker, end)
  }

  /// A connection that came by one gateway does not go on by another.
  private func judge(_ out: Portal, against portal: Portal, _ reply: inout Course) {
    if out.isOnPremises && portal.isOnPremises { return }
    switch (portal, out) {
    case (.internet, .internet): return
    case (.internet, .egressOnly): reply.gates.append(.unknown("in by one gateway, out by another"))
    default: reply.gates.append(.closed("RETURN_BY_ANOTHER_GATEWAY"))
    }
  }

  /// Every way from networks on premises into the VPC of a host.
  private func premisesEntries(of host: Host) -> [Portal] {
    let network = oracle.network
    let own = network.vpnGateways.filter { $0.vpcID == host.vpcID }
    let gateways = Set(network.attachments.filter { $0.vpc?.vpcID == host.vpcID }.map(\.gatewayID))
    let attachments = network.attachments.filter {
      gateways.contains($0.gatewayID) && $0.isUsable && $0.leadsOnPremises
    }
    return own.map { .vpnGateway($0.id, vpcID: host.vpcID) } + attachments.map { .transitAttachment($0.id) }
  }
}
