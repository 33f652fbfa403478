public import NetworkModel
internal import Ports

/// One question: does a connection work, both ways, for every client port?
public struct Query: Sendable {
  /// Where the connection starts.
  public let from: Endpoint
  /// Where it ends.
  public let to: Endpoint
  /// The protocol; ICMP stands for the one of the addresses' family.
  public let ipProtocol: IPProtocol
  /// The server's port; nil for a protocol without ports.
  public let port: UInt16?
  /// The client ports asked about; nil for a protocol without ports.
  public let clientPorts: Endpoint.ClientPorts?
  /// The family of addresses the question is about.
  public let family: IPAddress.Family
  /// The way in that a client outside takes; nil for the likeliest.
  public let via: Entry.Via?
  /// Whether it is about a load balancer's health checks: would its targets ever turn healthy?
  public let isAboutHealth: Bool

  /// Puts a question.
  ///
  /// - Parameters:
  ///   - clientPorts: The client's ports; its own default when nil.
  ///   - family: The family to ask about; when nil, IPv4 if both ends have it.
  ///   - via: The way in that a client outside takes; when nil, the likeliest.
  /// - Throws: `EndpointError.mismatched` when the ends have no family in common, both lie outside the snapshot, or a port is missing
  ///   or superfluous.
  public init(
    from: Endpoint, to: Endpoint, ipProtocol: IPProtocol, port: UInt16?,
    clientPorts: Endpoint.ClientPorts? = nil, family: IPAddress.Family? = nil, via: Entry.Via? = nil
  ) throws(EndpointError) {
    if via != nil {
      guard case .outside = from.kind else {
        throw .mismatched("\(from.name) is in the snapshot, so that its way is told: via is for clients outside")
      }
    }
    self.via = via
    self.from = from
    self.to = to
    switch (from.kind, to.kind) {
    case (.outside, .outside):
      throw .mismatched("neither \(from.name) nor \(to.name) is in the snapshot: one end must be")
    case (.service, _):
      throw .mismatched("\(from.name) does not begin connections")
    case (.outside, .service):
      throw .mismatched("\(to.name) answers only inside a VPC")
    default: break
    }
    let common = from.families.intersection(to.families)
    if let family {
      guard common.contains(family) else {
        throw .mismatched("\(from.name) and \(to.name) do not both have \(family.name) addresses")
      }
      self.family = family
    } else {
      guard let family = common.contains(.v4) ? .v4 : common.first else {
        throw .mismatched("\(from.name) and \(to.name) have no family of addresses in common")
      }
      self.family = family
    }
    let clients = from.hosts(self.family)
    let servers = to.hosts(self.family)
    if let first = clients.first, !servers.isEmpty, (clients + servers).allSatisfy({ $0.isSameEnd(as: first) }) {
      throw .mismatched("\(from.name) and \(to.name) are the same address: nothing filters what never leaves it")
    }
    let pairs = clients.count * servers.count
    guard pairs <= Self.mostPairs else {
      throw .mismatched(
        "\(from.name) and \(to.name) are \(pairs) pairs of interfaces, more than \(Self.mostPairs): ask about fewer at a time"
      )
    }
    self.ipProtocol =
      ipProtocol.hasTypeAndCode ? (self.family == .v4 ? .icmp : .icmpv6) : ipProtocol
    guard ipProtocol.hasPorts == (port != nil) else {
      throw .mismatched(
        ipProtocol.hasPorts
          ? "\(ipProtocol) needs the server's port" : "\(ipProtocol) has no ports, so none can be asked about")
    }
    self.port = port
    isAboutHealth = false
    self.clientPorts = ipProtocol.hasPorts ? clientPorts ?? from.clientPorts : nil
    if self.clientPorts?.ports.isEmpty == true { throw .mismatched("there are no client ports to ask about") }
  }

  /// As many pairs of interfaces as one question may be about.
  private static let mostPairs = 100_000

  /// Asks whether the health checks of a load balancer reach its targets, each at the port that its group names, and are answered.
  ///
  /// - Throws: `EndpointError.mismatched` when `loadBalancer` is none.
  public init(healthOf loadBalancer: Endpoint, family: IPAddress.Family? = nil) throws(EndpointError) {
    let family = family ?? (loadBalancer.families.contains(.v4) ? .v4 : .v6)
    let isLoadBalancer = loadBalancer.hosts(family).contains {
      if case .loadBalancer? = $0.role { true } else { false }
    }
    guard isLoadBalancer else {
      throw .mismatched("\(loadBalancer.name) is no load balancer, and checks nobody's health")
    }
    from = loadBalancer
    to = loadBalancer
    via = nil
    ipProtocol = .tcp
    port = nil
    clientPorts = Endpoint.ClientPorts(EphemeralRange.loadBalancer.ports, source: "load balancer")
    self.family = family
    isAboutHealth = true
  }

  /// What keeps the answer from being for all that the ends stand for.
  var gaps: [Unknown] {
    var seen: Set<Unknown> = []
    return (from.gaps(family) + (isAboutHealth ? [] : to.gaps(family))).filter { seen.insert($0).inserted }
  }

  /// How the internet reaches what was asked about by a private address; nil where it was not, or cannot.
  var entryByPublicAddress: Entry? {
    guard from.isInternet, let literal = to.literal, !AddressSet.publicAddresses.contains(literal),
      let outside = to.hosts(family).first?.outsideAddress
    else { return nil }
    return Entry(via: .internet, reason: "it reaches \(literal) as \(outside)")
  }

  /// The packets of the connection.
  var traffic: Traffic {
    if let port, let clientPorts {
      Traffic(ipProtocol, serverPort: port, clientPorts: clientPorts.ports)
    } else {
      Traffic(portless: ipProtocol)
    }
  }
}

extension IPAddress.Family {
  /// `IPv4` or `IPv6`.
  public var name: String { self == .v4 ? "IPv4" : "IPv6" }
}
