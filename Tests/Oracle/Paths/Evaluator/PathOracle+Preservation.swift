extension PathOracle.Inquiry {
  /// From a node of a Network Load Balancer that keeps the client's address and port (traps 36 and 37).
  ///
  /// The target's filters see the client; its groups may refer to those of the load balancer. The reply finds the node
  /// whatever the target's table says, as far as anybody knows, and certainly so where the table has a route.
  func preserve(_ call: Call, before stage: Stage) -> Stage {
    var call = call
    call.source = stage.seenSource
    guard let node = call.client.host else { preconditionFailure("a node is in a VPC") }
    if let target = call.server.host, target.id == stage.client.host?.id {
      let closed = Course(
        gates: [.closed("NLB_HAIRPIN")], end: .stopped, source: stage.seenSource, middleboxes: [])
      return Stage(
        goesOn: tell(call, closed, nil, keepsPorts: true), seenSource: stage.seenSource, client: stage.client)
    }
    var identity = PathOracle.Identity(address: stage.seenSource, groups: node.groups)
    identity.doubtful = stage.client.host?.groups ?? []
    var request = walk(call, PathOracle.Leash(), from: node, preserved: identity)
    switch call.epilogue {
    case .none: break
    case .closed(let reason): request.gates.append(.closed(reason))
    case .lost: request.end = .lost
    }
    guard let target = call.server.host, case .arrived = request.end else {
      return Stage(
        goesOn: tell(call, request, nil, keepsPorts: true), seenSource: stage.seenSource, client: stage.client)
    }
    let reply = comeBack(call, to: node, from: target)
    return Stage(
      goesOn: tell(call, request, reply, keepsPorts: true), seenSource: stage.seenSource, client: stage.client)
  }

  private func comeBack(_ call: Call, to node: Host, from target: Host) -> Course {
    let client = call.source ?? node.address
    var gates: [PathOracle.Gate] = []
    let isInside = node.subnetID == target.subnetID
    func pass(_ subnetID: String?, egress: Bool, peer: Address) {
      guard let subnetID, let rules = oracle.accessRules(subnetID, egress: egress) else {
        gates.append(.unknown("an ACL"))
        return
      }
      gates.append(isInside ? .disputed(rules, peer: peer) : .accessList(rules, peer: peer))
    }
    pass(target.subnetID, egress: true, peer: client)
    switch target.subnetID.map({ oracle.hop(oracle.table(ofSubnet: $0), client) }) {
    case .local, .target: break
    default: gates.append(.unknown("whether a target's reply needs a route"))
    }
    pass(node.subnetID, egress: false, peer: target.address)
    return Course(gates: gates, end: .arrived, source: target.address, middleboxes: [])
  }
}
