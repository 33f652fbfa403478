import HostPorts
import NetworkModel
import Program

/// The ports of a NAT gateway or Network Load Balancer that a question names: by how many addresses it has, or by its name in a snapshot.
struct GatewaySupply {
  let supply: Supply
  /// The gateway in words.
  let words: String
  /// What has been taken for granted.
  var notes: [String] = []
  /// How many targets share a load balancer's connections, where the snapshot tells.
  var targets: Int?
  /// The NAT gateway, where the snapshot describes it, and the blocks of its VPC.
  var gateway: (NATGateway, vpcBlocks: [CIDRBlock])?
  /// The addresses of a regional one by zone, where the snapshot describes it.
  var zones: RegionalAddresses?
}

extension GatewaySupply {
  /// Finds a NAT gateway (UG/nat-gateway-basics).
  ///
  /// - Parameter zone: Where the clients of a regional one are; when nil, in the zone in which it has the fewest addresses.
  init(natGateway text: String, zone: String?, _ network: Network?) throws {
    if let count = Int(text) {
      try self.init(natGatewayAddresses: count)
      return
    }
    guard let network else { throw Failure("--nat-gateway “\(text)”: give a number of addresses, or --snapshot") }
    let gateway = try Self.natGateway(text, in: network)
    if gateway.isRegional {
      let zones = try RegionalAddresses(gateway)
      let (zone, count) = try zones.zone(zone)
      self.init(
        supply: Supply(regionalNATGatewayAddresses: count),
        words:
          "through \(gateway.title), a regional NAT gateway with \(count) of at most \(Supply.mostAddressesInZone) addresses in \(zone)",
        notes: [zones.note(of: zone), zones.growthNote].compactMap(\.self), zones: zones)
    } else {
      guard zone == nil else { throw Failure("--zone: \(text) is in one zone; leave it out") }
      let count = max(1, gateway.addresses.count)
      self.init(
        supply: Supply(natGatewayAddresses: count),
        words: "through \(gateway.title), a NAT gateway with \(count) of at most \(Supply.mostAddresses) addresses")
    }
    self.gateway = (gateway, gateway.vpc.flatMap { network.vpcs[$0]?.cidrBlocks } ?? [])
  }

  /// Only a regional one can have more than eight.
  private init(natGatewayAddresses count: Int) throws {
    switch count {
    case 1...Supply.mostAddresses:
      self.init(
        supply: Supply(natGatewayAddresses: count),
        words: "through a NAT gateway with \(count) of at most \(Supply.mostAddresses) addresses")
    case 1...Supply.mostAddressesInZone:
      self.init(
        supply: Supply(regionalNATGatewayAddresses: count),
        words:
          "through a regional NAT gateway with \(count) of at most \(Supply.mostAddressesInZone) addresses in a zone")
    default:
      throw Failure(
        "--nat-gateway: it has 1 to \(Supply.mostAddresses) addresses, a regional one up to \(Supply.mostAddressesInZone) in each zone, not \(count)"
      )
    }
  }

  private static func natGateway(_ text: String, in network: Network) throws -> NATGateway {
    let found = network.natGateways.filter { $0.id.text == text || $0.name == text }
    guard found.count == 1, let gateway = found.first else {
      let names = network.natGateways.map(\.title).joined(separator: ", ")
      throw Failure(
        "\(found.isEmpty ? "no" : "more than one") NAT gateway of the snapshot is called “\(text)”; it has \(names.isEmpty ? "none" : names)"
      )
    }
    return gateway
  }
}

extension NATGateway {
  /// What people call it.
  var title: String { name ?? id.text }
}
