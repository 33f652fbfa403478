internal import NetworkModel
internal import Ports

/// What the things of a network draw their client ports from.
extension Directory {
  /// Any port that one of the hosts may draw.
  func clientPorts(of hosts: [Host]) -> Endpoint.ClientPorts {
    let kinds = Set(hosts.map(clientPorts)).sorted { $0.source < $1.source }
    if kinds.isEmpty { return .anyClient }
    if kinds.count == 1 { return kinds[0] }
    return Endpoint.ClientPorts(
      kinds.reduce(PortSet.empty) { $0.union($1.ports) }, source: kinds.map(\.source).joined(separator: ", "))
  }

  private func clientPorts(of host: Host) -> Endpoint.ClientPorts {
    let interface = host.interface
    switch host.role {
    case .natGateway?: return Endpoint.ClientPorts(.natGateway, "NAT gateway")
    case .loadBalancer?: return Endpoint.ClientPorts(.loadBalancer, "load balancer")
    case nil: break
    }
    if let id = interface.instance {
      guard let instance = network.instances[id] else { return .anyClient }
      return instance.isWindows
        ? Endpoint.ClientPorts(.windows, "Windows default") : Endpoint.ClientPorts(.linux, "Linux default")
    }
    if interface.type == "lambda" { return Endpoint.ClientPorts(.lambda, "Lambda") }
    if interface.isNATGateway { return Endpoint.ClientPorts(.natGateway, "NAT gateway") }
    if interface.interfaceDescription.hasPrefix("ELB ") { return Endpoint.ClientPorts(.loadBalancer, "load balancer") }
    let isTask = network.managedServices.contains { $0.kind == .task && $0.networkInterfaces.contains(interface.id) }
    return isTask ? Endpoint.ClientPorts(.linux, "Linux default") : .anyClient
  }
}

extension Endpoint.ClientPorts {
  /// A client of which nothing is known, such as one behind a NAT: any port that needs no privilege (RFC 6056 §3.2).
  static let anyClient = Self(.unknown, "unknown client")

  fileprivate init(_ range: EphemeralRange, _ source: String) {
    self.init(range.ports, source: source, order: range.drawingOrder)
  }
}
