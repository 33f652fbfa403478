extension PathOracle.Walker {
  /// To a VPC endpoint that is the target of a route.
  mutating func enter(endpoint id: String) -> End {
    guard let endpoint = oracle.network.endpoints.first(where: { $0.id == id }) else { return .lost }
    switch endpoint.kind {
    case .gateway:
      if endpoint.state != "available" { return close("BAD_STATE") }
      guard oracle.network.owns(vpcID, source) else { return close("VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC") }
      if ![1, 6, 58].contains(protocolNumber) { return close("VPCE_GATEWAY_PROTOCOL_RESTRICTION") }
      guard case .outside = goal else { return close("NO_POSSIBLE_DESTINATION") }
      notebook.kinds.insert("gateway endpoint")
      return .left(.gatewayEndpoint)
    case .gatewayLoadBalancer:
      guard let subnet = endpoint.subnetID else { return .lost }
      if !endpoints.insert(id).inserted { return close("ROUTING_LOOP") }
      notebook.kinds.insert("Gateway Load Balancer endpoint")
      passAccessList(subnet, egress: false)
      gates.append(.unknown("the appliances behind \(id)"))
      subnetID = subnet
      reference = .never
      guard let hop = lookUp(oracle.table(ofSubnet: subnet)) else { return .stopped }
      passAccessList(subnet, egress: true)
      return follow(hop)
    }
  }

  /// To an interface that forwards what is not meant for it: a firewall, a router, a NAT instance.
  mutating func enter(middlebox id: String) -> End {
    guard let interface = oracle.network.interface(id), let address = interface.ipv4.first?.address else {
      return .lost
    }
    if let host = goal.host, host.id == id, host.address == destination { return arrive() }
    if interface.checksSource { return close("ENI_SOURCE_DEST_CHECK_RESTRICTION") }
    let box = oracle.host(interface, address)
    if !box.isRunning { return close("INSTANCE_NOT_RUNNING") }
    if middleboxes.contains(id) { return close("ROUTING_LOOP") }
    notebook.kinds.insert("middlebox")
    if subnetID != interface.subnetID { passAccessList(interface.subnetID, egress: false) }
    ask(box, box.ingress, senderIdentity())
    subnetID = interface.subnetID
    guard let hop = lookUp(oracle.table(ofSubnet: interface.subnetID)) else { return .stopped }
    if case .target(let target) = hop, target.hasPrefix("igw-"), !isRequest {
      // What translates, or watches the way to the internet, knows only what it saw begin.
      gates.append(.unlessSeen(box.id, [], Identity(address: source)))
    }
    if case .target(let target) = hop, target.hasPrefix("igw-"), isRequest,
      sender?.publicAddress == nil || !isRedirected(source, by: target)
    {
      notebook.kinds.insert("NAT instance")
      return .natInstance(box)
    }
    middleboxes.insert(id)
    reference = .never
    ask(box, box.egress, Identity(address: destination))
    let isHere = hop == .local && goal.host?.subnetID == interface.subnetID
    if !isHere && !isDisputedNATGateway(hop) { passAccessList(interface.subnetID, egress: true) }
    return follow(hop)
  }

  /// The security groups of a middlebox remember the connections whose request they saw.
  private mutating func ask(_ box: Host, _ rules: [BruteForce.GroupRule], _ peer: Identity) {
    gates.append(isRequest ? .groups(rules, peer) : .unlessSeen(box.id, rules, peer))
  }
}
