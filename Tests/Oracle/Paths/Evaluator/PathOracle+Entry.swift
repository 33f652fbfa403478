extension PathOracle.Walker {
  /// From outside to the goal by a portal.
  mutating func enter(by portal: PathOracle.Portal) -> End {
    guard let host = goal.host else { return close("NO_POSSIBLE_DESTINATION") }
    subnetID = nil
    isFromAfar = true
    reference = .never
    switch portal {
    case .internet:
      return enterFromInternet(host)
    case .egressOnly:
      vpcID = host.vpcID
      blockPublicAccess(host, isEgressOnly: true, isOwn: !isRequest)
      return arrive()
    case .gatewayEndpoint:
      vpcID = host.vpcID
      return arrive()
    case .vpnGateway(let id, let vpc):
      vpcID = vpc
      let connections = oracle.network.vpnConnections.filter { $0.gatewayID == id }
      if !connections.isEmpty && connections.allSatisfy({ $0.state != "available" }) { return close("BAD_STATE_VPN") }
      notebook.kinds.insert("VPN gateway")
      return descend(oracle.table(ofGateway: id))
    case .unknown(let vpc):
      vpcID = vpc
      gates.append(.unknown("the way into \(vpc)"))
      return arrive()
    case .transitAttachment(let id):
      guard let attachment = oracle.network.attachments.first(where: { $0.id == id }) else { return .lost }
      return route(from: attachment, of: attachment.gatewayID, zone: nil, tables: 0)
    }
  }

  /// Through the table of a gateway, if it has one, else straight to the goal.
  private mutating func descend(_ table: RandomNetwork.RouteTable?) -> End {
    guard let table else { return follow(.local) }
    guard let hop = lookUp(table) else { return .stopped }
    return follow(hop)
  }

  /// In by the internet gateway of the goal's VPC, which puts the private address in.
  private mutating func enterFromInternet(_ host: Host) -> End {
    vpcID = host.vpcID
    guard host.publicAddress != nil else { return close("IGW_PUBLIC_IP_ASSOCIATION_FOR_INGRESS") }
    guard source.isPublic else { return close("IGW_PRIVATE_IP_ADDRESS_FOR_INGRESS") }
    switch oracle.reader.gateway(of: host.vpcID) {
    case .pass: break
    case .drop: return close("NO_INTERNET_GATEWAY")
    case .unknown: gates.append(.unknown("the internet gateway of \(host.vpcID)"))
    }
    notebook.kinds.insert("internet gateway")
    blockPublicAccess(host, isEgressOnly: false, isOwn: !isRequest)
    destination = host.address
    if host.subnetID == nil { return arrive() }
    let gateway = oracle.network.base.internetGateways.first { $0.vpcID == host.vpcID }
    return descend(gateway.flatMap { oracle.table(ofGateway: $0.id) })
  }
}
