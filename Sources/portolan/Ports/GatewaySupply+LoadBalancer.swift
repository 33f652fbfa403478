import HostPorts
import NetworkModel
import Program

extension GatewaySupply {
  /// Finds a Network Load Balancer that does not keep client addresses (NLB/load-balancer-troubleshooting).
  init(loadBalancer text: String, _ network: Network?) throws {
    if let count = Int(text) {
      supply = Supply(loadBalancerAddresses: try Self.checked(count))
      words = "through a Network Load Balancer with \(count) of at most \(Supply.mostAddresses) addresses in a zone"
      return
    }
    guard let network else { throw Failure("--nlb “\(text)”: give a number of addresses, or --snapshot") }
    let found = network.loadBalancers.filter { $0.kind == .network && ($0.id.text == text || $0.name == text) }
    guard found.count == 1, let balancer = found.first else {
      throw Failure(
        "\(found.isEmpty ? "no" : "more than one") Network Load Balancer of the snapshot is called “\(text)”")
    }
    let groups = Self.groups(of: balancer, in: network)
    guard groups.isEmpty || groups.contains(where: { !$0.showsClientAddresses }) else {
      throw Failure(
        "--nlb \(text): its targets see the clients' own addresses, so it draws no ports and none can run out")
    }
    let count = Self.addresses(of: balancer, in: network)
    supply = Supply(loadBalancerAddresses: try Self.checked(count))
    words =
      "through \(balancer.name), a Network Load Balancer with \(count) of at most \(Supply.mostAddresses) addresses in a zone"
    let registered = groups.filter { !$0.showsClientAddresses }.compactMap(\.targets)
    if !registered.isEmpty { targets = Set(registered.flatMap { $0.map { "\($0.id):\($0.port ?? 0)" } }).count }
  }

  private static func checked(_ addresses: Int) throws -> Int {
    guard (1...Supply.mostAddresses).contains(addresses) else {
      throw Failure("--nlb: a load balancer has 1 to \(Supply.mostAddresses) addresses in a zone, not \(addresses)")
    }
    return addresses
  }

  private static func groups(of balancer: LoadBalancer, in network: Network) -> [TargetGroup] {
    let actions = network.listeners.lazy.filter { $0.loadBalancer == balancer.id }.flatMap(\.actions)
    let ids = Set(
      actions.compactMap { action -> Identifier<TargetGroup>? in
        if case .forward(let id) = action { id } else { nil }
      })
    return ids.sorted().compactMap { network.targetGroups[$0] }
  }

  /// The fewest private IPv4 addresses that its nodes have in any zone: what a target of that zone has to go by.
  private static func addresses(of balancer: LoadBalancer, in network: Network) -> Int {
    let interfaces = network.networkInterfaces.filter { balancer.owns($0) }
    let counts = balancer.zones.map { zone in
      let own = interfaces.filter { $0.subnet == zone.subnet }.flatMap(\.addresses)
      return max(1, own.count { $0.address.family == .v4 }, zone.addresses.count)
    }
    return counts.min() ?? 1
  }
}
