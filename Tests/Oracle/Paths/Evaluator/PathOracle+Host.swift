extension PathOracle {
  /// One end of a leg that is in a VPC: an address of an interface, of a NAT gateway, or of a load balancer's node.
  struct Host {
    /// The interface's id, or the NAT gateway's.
    var id: String
    var vpcID: String
    /// Nil for a regional NAT gateway.
    var subnetID: String?
    /// The table of a regional NAT gateway.
    var tableID: String?
    var address: Address
    /// What the internet calls it.
    var publicAddress: Address?
    var isPrimary = true
    var isRunning = true
    var isInstance = false
    /// Whether AWS put it there for the traffic of others.
    var isGateway = false
    var isNATGateway = false
    var isClassicNode = false
    /// Whether it has security groups at all.
    var hasGroups = true
    var groups: [Int] = []
    var ingress: [BruteForce.GroupRule] = []
    var egress: [BruteForce.GroupRule] = []
  }

  /// One end of a leg.
  enum Place {
    case host(Host)
    case outside(Address)

    var address: Address {
      switch self {
      case .host(let host): host.address
      case .outside(let address): address
      }
    }

    var host: Host? {
      if case .host(let host) = self { host } else { nil }
    }
  }

  /// An interface by one of its addresses.
  func host(_ interface: RandomNetwork.Interface, _ address: Address) -> Host {
    let own = interface.ipv4.first { $0.address == address }
    let isNode = interface.about?.hasPrefix("ELB ") ?? false
    return Host(
      id: interface.id, vpcID: interface.vpcID, subnetID: interface.subnetID, address: address,
      publicAddress: address.isIPv6 ? (address.isGlobalIPv6 ? address : nil) : own?.publicAddress,
      isPrimary: interface.ipv4.first?.address == address,
      isRunning: reader.isRunning(interface), isInstance: interface.instanceID != nil,
      isGateway: isNode || interface.type == "nat_gateway",
      isClassicNode: network.loadBalancers.contains { $0.kind == .classic && $0.about == interface.about },
      hasGroups: !(isNode && interface.groupIDs.isEmpty) && interface.type != "nat_gateway",
      groups: interface.groupIDs.map(reader.groupNumber),
      ingress: reader.groupRules(of: interface) { $0.ingress },
      egress: reader.groupRules(of: interface) { $0.egress })
  }

  /// A NAT gateway by one of its addresses; a private one has no public face (UG/nat-gateway-basics).
  func host(_ gateway: PathNetwork.NATGateway, _ own: PathNetwork.NATGateway.Own) -> Host? {
    let publicAddress = gateway.isPublic ? own.publicAddress : nil
    guard let address = gateway.isRegional ? publicAddress : own.privateAddress else { return nil }
    return Host(
      id: gateway.id, vpcID: gateway.vpcID, subnetID: gateway.subnetID, tableID: gateway.tableID, address: address,
      publicAddress: publicAddress, isGateway: true, isNATGateway: true, hasGroups: false)
  }

  /// The place that an end of a question stands for.
  func place(_ end: PathNetwork.Question.End) -> Place {
    switch end {
    case .interface(let id, let address), .publicly(let id, let address):
      guard let interface = network.interface(id) else { preconditionFailure("the question names an interface") }
      if let own = interface.ipv4.first(where: { $0.publicAddress == address }) {
        return .host(host(interface, own.address))
      }
      return .host(host(interface, address))
    case .outside(let address): return .outside(address)
    case .loadBalancer: preconditionFailure("a load balancer is many places")
    }
  }
}
