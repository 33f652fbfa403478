internal import NetworkModel

/// An experiment in terms of a built lab: whose packets are whose.
struct Scene {
  let ipProtocol: IPProtocol
  let course: Course
  let port: UInt16?
  /// The addresses by which the client's own packets are known, and the server's.
  let client: Set<IPAddress>
  let server: Set<IPAddress>
  /// The NAT gateways of the network, with their addresses.
  let nats: [(gateway: NATGateway, addresses: Set<IPAddress>)]
  /// The NAT gateway whose ports are in question, and not the client's.
  private(set) var beyond: Identifier<NATGateway>?
  /// The client port behind each port of a NAT gateway's, where it was told which to take; nil where it keeps the client's.
  private var clientPortBehind: [UInt16: UInt16]?

  /// Whether another host of the lab has the client's or the server's address, so that datagrams may end there without a trace.
  let hasDouble: Bool

  init(_ experiment: Experiment, in network: Network, _ lab: Laboratory) throws(LabError) {
    let (source, sources) = try Self.address(of: experiment.from, in: network)
    let (local, locals) = try Self.address(of: experiment.to, in: network)
    var destination = local
    switch (experiment.from, experiment.to) {
    case (.outside, .interface), (_, .interface(_, _, isPublic: true)):
      // The internet knows an interface by its public address only; where there is none, it knows no way.
      destination = locals.first { $0 != local && $0.family == local.family } ?? local
    default: break
    }
    let clients = Self.spaces(of: experiment.from, in: lab)
    let servers = Self.spaces(of: experiment.to, in: lab)
    guard let space = clients.first, !servers.isEmpty else {
      throw .unsupported("an end of the connection is not built")
    }
    if servers.contains(where: { $0.name == space.name }) {
      throw .unsupported("client and server are one host, and its packets never leave it")
    }
    hasDouble = network.networkInterfaces.contains { other in
      lab.blueprint.hosts[other.id.text] != nil && !Self.isEnd(other.id, of: experiment)
        && other.addresses.contains { sources.contains($0.address) || locals.contains($0.address) }
    }
    course = Course(
      client: space, source: source, servers: servers, destination: destination, local: local,
      port: experiment.port ?? 0)
    ipProtocol = experiment.ipProtocol
    port = experiment.port
    client = sources
    server = locals
    beyond = experiment.beyond?.gateway
    nats = network.natGateways.map { gateway in
      (gateway, Set(gateway.addresses.flatMap { [$0.privateAddress, $0.publicAddress].compactMap(\.self) }))
    }
  }

  /// The same way, asked about a NAT gateway's ports.
  func beyond(_ nat: NATGateway) -> Scene {
    var scene = self
    scene.beyond = nat.id
    return scene
  }

  /// The same way, with pairs of a client's port and the NAT gateway's for it.
  func translating(_ pairs: [(UInt16, UInt16)]) -> Scene {
    var scene = self
    scene.clientPortBehind = Dictionary(pairs.map { ($1, $0) }) { first, _ in first }
    return scene
  }

  private static func isEnd(_ id: Identifier<NetworkInterface>, of experiment: Experiment) -> Bool {
    [experiment.from, experiment.to].contains {
      if case .interface(let own, _, _) = $0 { own == id } else { false }
    }
  }

  private static func address(
    of end: Experiment.End, in network: Network
  ) throws(LabError) -> (IPAddress, Set<IPAddress>) {
    switch end {
    case .outside(let address): return (address, [address])
    case .interface(let id, let address, _):
      let own = network.networkInterfaces[id]?.addresses.first { $0.address == address || $0.publicAddress == address }
      guard let own else { throw .undescribed("\(id) has no address \(address)") }
      return (own.address, Set([own.address, own.publicAddress].compactMap(\.self)))
    }
  }

  private static func spaces(of end: Experiment.End, in lab: Laboratory) -> [NetworkNamespace] {
    switch end {
    case .outside: lab.blueprint.outsides.map { lab.spaces[$0] }
    case .interface(let id, _, _): lab.blueprint.hosts[id.text].map { [lab.spaces[$0]] } ?? []
    }
  }

  // MARK: Whose a dropped packet was

  /// The side of the way a packet was dropped on.
  enum Side {
    case client
    case nat(Identifier<NATGateway>)
  }

  /// Whose packet a record tells of: the direction, the side and the client port it belongs to; nil for others.
  func reading(of record: DropRecord) -> (isRequest: Bool, side: Side, port: UInt16)? {
    let isRequest: Bool
    if server.contains(record.destination), port == nil || record.destinationPort == port {
      isRequest = true
    } else if server.contains(record.source), port == nil || record.sourcePort == port {
      isRequest = false
    } else {
      return nil
    }
    guard let side = side(isRequest ? record.source : record.destination) else { return nil }
    if port == nil { return (isRequest, side, 0) }
    let number = isRequest ? record.sourcePort : record.destinationPort
    guard case .nat = side, let clientPortBehind else { return (isRequest, side, number) }
    return clientPortBehind[number].map { (isRequest, side, $0) }
  }

  private func side(_ address: IPAddress) -> Side? {
    if client.contains(address) { return .client }
    return nats.first { $0.addresses.contains(address) }.map { .nat($0.gateway.id) }
  }

  /// The client port that a record speaks of, on whichever side.
  func owner(of record: DropRecord) -> UInt16? { reading(of: record)?.port }

  /// The NAT gateway for which replies were that some records speak of.
  func translator(in records: [DropRecord]) -> NATGateway? {
    for record in records {
      guard let reading = reading(of: record), !reading.isRequest, case .nat(let id) = reading.side else { continue }
      return nats.first { $0.gateway.id == id }?.gateway
    }
    return nil
  }
}
