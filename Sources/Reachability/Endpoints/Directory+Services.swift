internal import NetworkModel

/// The things that AWS runs behind interfaces of its own, and the places and groups that interfaces are in.
extension Directory {
  /// What of load balancers, NAT gateways, VPC endpoints and managed services has a name or id.
  func services(named text: String) -> [Meaning] {
    var meanings: [Meaning] = []
    for (position, loadBalancer) in network.loadBalancers.enumerated() where loadBalancer.isCalled(text) {
      meanings.append(
        Meaning(description: "\(loadBalancer.id) (load balancer)") { () throws(EndpointError) in
          try endpoint(loadBalancer, position)
        })
    }
    for (position, gateway) in network.natGateways.enumerated() where gateway.id.text == text || gateway.name == text {
      meanings.append(
        Meaning(description: "\(gateway.id) (NAT gateway)") { () throws(EndpointError) in
          try endpoint(gateway, position)
        })
    }
    for vpcEndpoint in network.vpcEndpoints where vpcEndpoint.isCalled(text) {
      meanings.append(
        Meaning(description: "\(vpcEndpoint.id) (VPC endpoint)") { () throws(EndpointError) in
          try endpoint(vpcEndpoint, text)
        })
    }
    let services = network.managedServices.filter { $0.isCalled(text) }
    if services.count > 1, let kind = services.first?.kind, kind.isOneOfMany, services.allSatisfy({ $0.kind == kind }) {
      // A file system is all its mount targets, and a group of tasks any of them.
      meanings.append(
        Meaning(description: "\(text) (\(kind.rawValue)s)") { () throws(EndpointError) in try endpoint(services, text) }
      )
    } else {
      meanings += services.map { service in
        Meaning(description: "\(service.id) (\(service.kind.rawValue))") { () throws(EndpointError) in
          try endpoint([service], text)
        }
      }
    }
    return meanings
  }

  /// The subnets and security groups with an id or name, each for any interface in it.
  func groups(named text: String) -> [Meaning] {
    let subnets = network.subnets.filter { $0.id.text == text || $0.name == text }.map { subnet in
      Meaning(description: "\(subnet.id) (subnet)") { () throws(EndpointError) in
        try endpoint(ofAny: members(of: [subnet.id]), "subnet \(text)")
      }
    }
    let groups = network.securityGroups.filter { $0.id.text == text || $0.name == text }.map { group in
      Meaning(description: "\(group.id) (security group)") { () throws(EndpointError) in
        try endpoint(ofAny: members(of: [group.id]), "security group \(text)")
      }
    }
    return subnets + groups
  }

  private func endpoint(ofAny members: Members, _ name: String) throws(EndpointError) -> Endpoint {
    // NAT gateways take no connections, and the interfaces of transit gateways and the like begin none.
    let ends = members.listed.filter { isEnd($0, as: .servers) }.sorted { $0.id < $1.id }
    let others = members.standIns
    let hosts = ends.flatMap { self.ends(of: $0) } + others.flatMap { $0.hosts(.v4) + $0.hosts(.v6) }
    let unlisted = members.unlisted.map { Endpoint(unplaced: "others in \(name)", for: $0).unplaced } ?? []
    let unplaced = others.flatMap(\.unplaced) + unlisted
    if hosts.isEmpty, unplaced.isEmpty { throw .mismatched("\(name) has no network interface in the snapshot") }
    return Endpoint(name: name, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts), unplaced: unplaced)
  }

  /// The names that services go by, for suggestions.
  var namesOfServices: [String] {
    network.loadBalancers.map(\.name) + network.managedServices.map(\.name) + network.natGateways.compactMap(\.name)
      + network.vpcEndpoints.compactMap(\.name)
  }

  /// The names of subnets and security groups.
  var namesOfGroups: [String] { network.subnets.compactMap(\.name) + network.securityGroups.map(\.name) }

  // MARK: Load balancers and NAT gateways

  private func endpoint(_ loadBalancer: LoadBalancer, _ position: Int) throws(EndpointError) -> Endpoint {
    if loadBalancer.kind == .gateway {
      throw .mismatched("\(loadBalancer.name) is a Gateway Load Balancer, which takes packets from its endpoints alone")
    }
    // Its scheme, its type and its subnets decide where it is.
    if let doubt = network.doubts[loadBalancer.id.text]?.first {
      return Endpoint(unplaced: loadBalancer.name, for: Unknown(doubt), families: loadBalancer.families)
    }
    let nodes = [IPAddress.Family.v4, .v6].flatMap { terrain.nodes(ofLoadBalancer: position, $0) }
    return Endpoint(
      name: loadBalancer.name,
      kind: loadBalancer.isInternetFacing && !nodes.isEmpty ? .publicHosts(nodes) : .hosts(nodes),
      clientPorts: clientPorts(of: nodes), unplaced: terrain.standIns.of(.loadBalancer(position)).compactMap(\.unplaced)
    )
  }

  private func endpoint(_ gateway: NATGateway, _ position: Int) throws(EndpointError) -> Endpoint {
    let hosts = terrain.hosts(ofNATGateway: position)
    if hosts.isEmpty { throw .mismatched("the snapshot lists no address of NAT gateway \(gateway.id)") }
    return Endpoint(name: gateway.name ?? gateway.id.text, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts))
  }

  // MARK: VPC endpoints and managed services

  private func endpoint(_ endpoint: VPCEndpoint, _ text: String) throws(EndpointError) -> Endpoint {
    guard endpoint.kind == .interface || endpoint.kind == .resource || endpoint.kind == .serviceNetwork else {
      throw .mismatched(
        "\(text) is a route target and has no address: name what lies behind it, such as an address of the service")
    }
    let listed = endpoint.networkInterfaces.compactMap { network.networkInterfaces[$0] }
    return try self.endpoint(listed, terrain.standIns.of(.vpcEndpoint(endpoint.id)), text)
  }

  private func endpoint(_ services: [ManagedService], _ text: String) throws(EndpointError) -> Endpoint {
    var listed: [NetworkInterface] = []
    for service in services {
      let named = service.networkInterfaces.compactMap { network.networkInterfaces[$0] }
      listed += named.isEmpty ? network.networkInterfaces.filter(service.mayOwn).sorted { $0.id < $1.id } : named
    }
    return try endpoint(listed, services.flatMap { terrain.standIns.of(.service($0.id)) }, text)
  }

  /// The endpoint that is some interfaces, listed or not.
  private func endpoint(
    _ listed: [NetworkInterface], _ standIns: [StandIn], _ name: String
  ) throws(EndpointError) -> Endpoint {
    if standIns.isEmpty { return try endpoint(listed, name) }
    let hosts = listed.flatMap { self.ends(of: $0) } + standIns.flatMap { terrain.hosts(of: $0) }
    return Endpoint(
      name: name, kind: .hosts(hosts), clientPorts: clientPorts(of: hosts), unplaced: standIns.compactMap(\.unplaced))
  }
}

extension LoadBalancer {
  fileprivate func isCalled(_ text: String) -> Bool {
    name == text || id.text == text
      || dnsName.map { $0.lowercased() == text.lowercased() || "dualstack.\($0)".lowercased() == text.lowercased() }
        ?? false
  }
}

extension VPCEndpoint {
  fileprivate func isCalled(_ text: String) -> Bool { id.text == text || name == text || dnsNames.contains(text) }
}

extension ManagedService {
  fileprivate func isCalled(_ text: String) -> Bool { name == text || id.text == text || aliases.contains(text) }
}

extension ManagedService.Kind {
  /// Whether several of a name are one thing to those who connect to it.
  fileprivate var isOneOfMany: Bool { self == .mountTarget || self == .task || self == .dbCluster }
}
