public import NetworkModel

/// How many connections a NAT gateway had to each destination at the same time, counted from flow-log records of its interface.
///
/// Of each connection such a log has four records in each interval (UG/flow-logs-records-examples): the client's leg both ways and the
/// server's leg both ways. What counts is the server's leg on its way out, whose source port is the gateway's.
public struct GatewayUse: Sendable {
  /// Where connections go: they share 55,000 ports of each of the gateway's addresses (UG/nat-gateway-basics), and of a regional one, of
  /// each that it has in the zone of the clients (UG/nat-gateways-regional).
  public struct Destination: Hashable, Sendable {
    /// The server's address.
    public let address: IPAddress
    /// The server's port.
    public let port: UInt16
    /// What is spoken.
    public let ipProtocol: IPProtocol
    /// The zone of the clients, told by the address of a regional gateway that they share; nil of any other gateway.
    public let zone: String?
  }

  /// What was counted of one destination.
  public struct Count: Hashable, Sendable {
    /// Where the connections went.
    public let destination: Destination
    /// The most there were at the same time.
    public let most: Int
    /// When that was first so, in seconds since 1970.
    public let time: Int
    /// By how many more there were each second, in the mean of the whole log; nil when use does not grow steadily.
    public let growthPerSecond: Double?
    /// How many there were in the last minute of the log, at the most.
    public let last: Int
  }

  private struct Sighting {
    let address: IPAddress
    let port: UInt16
    let start: Int
    let end: Int
  }

  /// The gateway's addresses as its records have them.
  public let addresses: Set<IPAddress>
  private let zones: [IPAddress: String]
  private let clients: [CIDRBlock]
  private var sightings: [Destination: [Sighting]] = [:]
  /// When the first packet of all came, and the last; nil before the first record.
  public private(set) var span: ClosedRange<Int>?

  /// A connection that is silent no longer than this is still the same one.
  private static let silence = 60
  /// Addresses that no server on the internet has (RFC 1918, RFC 6598).
  private static let privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    .compactMap { CIDRBlock($0) }

  /// Makes a count of nothing yet.
  ///
  /// - Parameters:
  ///   - gateway: The NAT gateway.
  ///   - vpcBlocks: The blocks of its VPC, in which its clients are.
  public init(_ gateway: NATGateway, vpcBlocks: [CIDRBlock]) {
    // A regional gateway has no interface, so that its records have the addresses seen on the internet (UG/flow-logs-records-examples).
    addresses = Set(gateway.addresses.compactMap { gateway.isRegional ? $0.publicAddress : $0.privateAddress })
    zones = gateway.addresses.reduce(into: [:]) { zones, address in
      if gateway.isRegional, let own = address.publicAddress { zones[own] = address.zone }
    }
    // Through transit gateways come clients of other VPCs, whose addresses are private as well.
    clients = gateway.connectivity == .public ? vpcBlocks + Self.privateBlocks : vpcBlocks
  }

  /// Takes a record into account, if it is of a connection of the gateway on its way to a server.
  public mutating func take(_ record: FlowRecord) {
    guard record.isAccepted, record.ipProtocol.hasPorts, isServerLeg(record),
      FlowRecord.times.contains(record.start), FlowRecord.times.contains(record.end), record.start <= record.end
    else { return }
    let own = record.packetSource ?? record.source
    let destination = Destination(
      address: record.destination, port: record.destinationPort, ipProtocol: record.ipProtocol, zone: zones[own])
    sightings[destination, default: []].append(
      Sighting(address: own, port: record.sourcePort, start: record.start, end: record.end))
    span = min(span?.lowerBound ?? record.start, record.start)...max(span?.upperBound ?? record.end, record.end)
  }

  /// The gateway's own packets to a server. Those to its clients come from it, too: from the server's port, and where the log has it,
  /// from the server's address.
  private func isServerLeg(_ record: FlowRecord) -> Bool {
    guard addresses.contains(record.source) else { return false }
    if let packetSource = record.packetSource { return addresses.contains(packetSource) }
    // The gateway draws its ports from 1024 up (UG/nat-gateway-basics).
    return record.sourcePort >= 1_024 && !clients.contains { $0.contains(record.destination) }
  }

  /// What was counted, the destination with the most connections first.
  public var counts: [Count] {
    guard let span else { return [] }
    return sightings.map { Self.count($0.key, $0.value, span) }
      .sorted { ($1.most, $0.destination.text) < ($0.most, $1.destination.text) }
  }

  private static func count(_ destination: Destination, _ sightings: [Sighting], _ span: ClosedRange<Int>) -> Count {
    var steps: [Int: Int] = [:]
    for connection in connections(sightings) {
      steps[connection.lowerBound, default: 0] += 1
      steps[connection.upperBound + 1, default: 0] -= 1
    }
    let lastMinute = (span.upperBound - span.lowerBound) / 60
    var minutes = MinuteCounts()
    var (now, most, time) = (0, 0, span.lowerBound)
    for (second, step) in steps.sorted(by: { $0.key < $1.key }) {
      minutes.goOn(to: min((second - span.lowerBound) / 60, lastMinute), with: now)
      now += step
      minutes.note(now)
      if now > most { (most, time) = (now, second) }
    }
    minutes.goOn(to: lastMinute, with: now)
    return Count(
      destination: destination, most: most, time: time, growthPerSecond: minutes.growth.map { $0 / 60 },
      last: minutes.last)
  }

  /// The times of connections: records of the same ends and ports that follow each other are of one.
  private static func connections(_ sightings: [Sighting]) -> [ClosedRange<Int>] {
    let ordered = sightings.sorted { ($0.address, $0.port, $0.start) < ($1.address, $1.port, $1.start) }
    var connections: [ClosedRange<Int>] = []
    var last: Sighting?
    for sighting in ordered {
      if let last, last.address == sighting.address, last.port == sighting.port,
        let open = connections.last, sighting.start <= open.upperBound + silence
      {
        connections[connections.count - 1] = open.lowerBound...max(open.upperBound, sighting.end)
      } else {
        connections.append(sighting.start...sighting.end)
      }
      last = sighting
    }
    return connections
  }
}

extension GatewayUse.Destination {
  /// The destination for people: `203.0.113.10:443`, `[2001:db8::1]:443/udp`, `203.0.113.10:443 from eu-west-1a`.
  public var text: String {
    let host = address.family == .v6 ? "[\(address)]" : "\(address)"
    return "\(host):\(port)" + (ipProtocol == .tcp ? "" : "/\(ipProtocol)") + (zone.map { " from \($0)" } ?? "")
  }
}
