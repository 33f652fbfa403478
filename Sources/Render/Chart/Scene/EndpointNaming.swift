internal import NetworkModel

/// Finds what each network interface is there for, and what people call it.
struct EndpointNaming {
  /// The endpoints, by subnet and in the order of their addresses.
  struct Endpoints {
    var bySubnet: [Identifier<Subnet>: [DrawnEndpoint]] = [:]
    /// The instances that have an interface.
    var attached: Set<Identifier<Instance>> = []
  }

  private let network: Network
  private let family: IPAddress.Family
  private var loadBalancers: [String: LoadBalancer] = [:]
  private var natGateways: [Identifier<NetworkInterface>: NATGateway] = [:]
  private var vpcEndpoints: [Identifier<NetworkInterface>: VPCEndpoint] = [:]
  private var named: [Identifier<NetworkInterface>: ManagedService] = [:]
  private var candidates: [Identifier<Subnet>: [ManagedService]] = [:]

  /// - Parameter family: The family of addresses that is shown of endpoints with both.
  init(_ network: Network, family: IPAddress.Family) {
    self.network = network
    self.family = family
    for loadBalancer in network.loadBalancers { loadBalancers[loadBalancer.interfaceDescription] = loadBalancer }
    for gateway in network.natGateways {
      for address in gateway.addresses {
        if let interface = address.networkInterface { natGateways[interface] = gateway }
      }
    }
    for endpoint in network.vpcEndpoints {
      for interface in endpoint.networkInterfaces { vpcEndpoints[interface] = endpoint }
    }
    for service in network.managedServices {
      for interface in service.networkInterfaces { named[interface] = service }
      for subnet in service.subnets { candidates[subnet, default: []].append(service) }
    }
  }

  func endpoints() -> Endpoints {
    var endpoints = Endpoints()
    var listed: Set<String> = []
    let interfaces = network.networkInterfaces.sorted { one, other in
      let (first, second) = (one.addresses.first?.address, other.addresses.first?.address)
      if let first, let second, first != second { return first < second }
      return (first == nil ? 1 : 0, one.id) < (second == nil ? 1 : 0, other.id)
    }
    for interface in interfaces {
      endpoints.bySubnet[interface.subnet, default: []].append(endpoint(interface))
      if let instance = interface.instance { endpoints.attached.insert(instance) }
      listed.insert("\(interface.interfaceDescription) \(interface.subnet)")
    }
    for loadBalancer in network.loadBalancers {
      for zone in loadBalancer.zones
      where !listed.contains("\(loadBalancer.interfaceDescription) \(zone.subnet)")
        && network.subnets[zone.subnet] != nil
      {
        endpoints.bySubnet[zone.subnet, default: []].append(node(of: loadBalancer, in: zone.subnet))
      }
    }
    return endpoints
  }

  /// A node of which the snapshot lists no interface: AWS says only which subnets it may be in.
  private func node(of loadBalancer: LoadBalancer, in subnet: Identifier<Subnet>) -> DrawnEndpoint {
    DrawnEndpoint(
      id: "\(loadBalancer.id) \(subnet)", kind: .loadBalancer, name: loadBalancer.name, address: "", otherAddresses: [],
      groups: names(of: loadBalancer.securityGroups), note: "address not told")
  }

  private func endpoint(_ interface: NetworkInterface) -> DrawnEndpoint {
    let (kind, name) = identity(of: interface)
    let shown = interface.address(family) ?? interface.addresses.first
    let others = interface.addresses.filter { $0.address != shown?.address }.map(\.address.description)
    var note: String?
    if let instance = interface.instance.flatMap({ network.instances[$0] }) {
      if case .other(let state) = instance.state { note = state } else if instance.isWindows { note = "Windows" }
    }
    return DrawnEndpoint(
      id: interface.id.text, kind: kind, name: name ?? interface.id.text, address: shown?.address.description ?? "",
      otherAddresses: others + interface.addresses.compactMap { $0.publicAddress?.description },
      groups: names(of: interface.securityGroups ?? []), note: note)
  }

  private func names(of groups: [Identifier<SecurityGroup>]) -> [String] {
    groups.map { network.securityGroups[$0]?.name ?? $0.text }.sorted()
  }

  private func identity(of interface: NetworkInterface) -> (DrawnEndpoint.Kind, String?) {
    if let id = interface.instance {
      let name = network.instances[id]?.name ?? interface.name ?? id.text
      return (.instance, interface.deviceIndex > 0 ? "\(name) eth\(interface.deviceIndex)" : name)
    }
    if let gateway = natGateways[interface.id] { return (.natGateway, gateway.name ?? gateway.id.text) }
    if interface.isNATGateway { return (.natGateway, interface.name) }
    if let owner = loadBalancers[interface.interfaceDescription] { return (.loadBalancer, owner.name) }
    if let endpoint = vpcEndpoints[interface.id] { return (.vpcEndpoint, endpoint.name ?? endpoint.serviceName) }
    if interface.type == "transit_gateway" {
      // AWS tells of which attachment in the description alone.
      let id = interface.interfaceDescription.split(separator: " ").last.map(String.init) ?? ""
      return (.transitGatewayAttachment, interface.name ?? network.transitGatewayAttachments[Identifier(id)]?.name)
    }
    if let service = named[interface.id] { return (service.kind.drawn, service.name) }
    let owners = candidates[interface.subnet, default: []].filter { $0.mayOwn(interface) }
    if let owner = owners.first {
      return (owner.kind.drawn, Set(owners.map(\.name)).sorted().joined(separator: " or "))
    }
    return (kindByType(interface), interface.name)
  }

  private func kindByType(_ interface: NetworkInterface) -> DrawnEndpoint.Kind {
    switch interface.type {
    case "vpc_endpoint", "gateway_load_balancer_endpoint": .vpcEndpoint
    case "load_balancer", "network_load_balancer", "gateway_load_balancer": .loadBalancer
    case "lambda": .function
    default: interface.interfaceDescription.hasPrefix("ELB ") ? .loadBalancer : .networkInterface
    }
  }
}

extension ManagedService.Kind {
  fileprivate var drawn: DrawnEndpoint.Kind {
    switch self {
    case .dbInstance, .dbCluster: .database
    case .cacheCluster: .cache
    case .function: .function
    case .task: .task
    case .mountTarget: .fileSystem
    }
  }
}
