internal import NetworkModel

/// What people call the endpoints of a network: an instance or interface by its own name, a database or the like by the name of the service.
struct EndpointNames {
  private var services: [Identifier<NetworkInterface>: String] = [:]

  init(of terrain: Terrain) {
    let network = terrain.network
    for endpoint in network.vpcEndpoints {
      for interface in endpoint.networkInterfaces { services[interface] = endpoint.name ?? endpoint.id.text }
    }
    // AWS does not name the interfaces of most services: one that several may own is called none of them.
    var owners: [Identifier<NetworkInterface>: Set<String>] = [:]
    let managed = network.networkInterfaces.filter { $0.instance == nil && !$0.interfaceDescription.isEmpty }
    for service in network.managedServices {
      let known = service.networkInterfaces
      for interface in known.isEmpty ? managed.filter(service.mayOwn).map(\.id) : known {
        owners[interface, default: []].insert(service.name)
      }
    }
    for (interface, names) in owners where names.count == 1 { services[interface] = names.first }
  }

  /// The name of an endpoint.
  func name(of host: Host) -> String { host.name ?? services[host.interface.id] ?? host.interface.id.text }
}
