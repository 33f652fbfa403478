import HostPorts
import NetworkModel

/// The ports of a NAT gateway or Network Load Balancer that a question names: by how many addresses it has, or by its name in a snapshot.
struct GatewaySupply {
  let supply: Supply
  /// The gateway in words.
  let words: String
  /// How many targets share a load balancer's connections, where the snapshot tells.
  var targets: Int?
  /// The NAT gateway, where the snapshot describes it, and the blocks of its VPC.
  var gateway: (NATGateway, vpcBlocks: [CIDRBlock])?

  /// Finds a NAT gateway (UG/nat-gateway-basics).
  init(natGateway text: String, _ network: Network?) throws {
    var words = "through a NAT gateway"
    var addresses = Int(text)
    if addresses == nil {
      guard let network else { throw Failure("--nat-gateway “\(text)”: give a number of addresses, or --snapshot") }
      let found = network.natGateways.filter { $0.id.text == text || $0.name == text }
      guard found.count == 1, let gateway = found.first else {
        let names = network.natGateways.map { $0.name ?? $0.id.text }.joined(separator: ", ")
        throw Failure(
          "\(found.isEmpty ? "no" : "more than one") NAT gateway of the snapshot is called “\(text)”; it has \(names.isEmpty ? "none" : names)"
        )
      }
      guard !gateway.isRegional else {
        throw Failure("\(text) is a regional NAT gateway, which takes addresses as it needs them: give a number")
      }
      addresses = max(1, gateway.addresses.count)
      words = "through \(gateway.name ?? gateway.id.text), a NAT gateway"
      self.gateway = (gateway, gateway.vpc.flatMap { network.vpcs[$0]?.cidrBlocks } ?? [])
    }
    let count = try Self.checked(addresses ?? 0, "--nat-gateway")
    supply = Supply(natGatewayAddresses: count)
    self.words = "\(words) with \(count) of at most \(Supply.mostAddresses) addresses"
  }

  /// Finds a Network Load Balancer that does not keep client addresses (NLB/load-balancer-troubleshooting).
  init(loadBalancer text: String, _ network: Network?) throws {
    if let count = Int(text) {
      supply = Supply(loadBalancerAddresses: try Self.checked(count, "--nlb"))
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
    supply = Supply(loadBalancerAddresses: try Self.checked(count, "--nlb"))
    words =
      "through \(balancer.name), a Network Load Balancer with \(count) of at most \(Supply.mostAddresses) addresses in a zone"
    let registered = groups.filter { !$0.showsClientAddresses }.compactMap(\.targets)
    if !registered.isEmpty { targets = Set(registered.flatMap { $0.map { "\($0.id):\($0.port ?? 0)" } }).count }
  }

  private static func checked(_ addresses: Int, _ option: String) throws -> Int {
    guard (1...Supply.mostAddresses).contains(addresses) else {
      throw Failure("\(option): a gateway has 1 to \(Supply.mostAddresses) addresses, not \(addresses)")
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
