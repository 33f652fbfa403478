public import NetworkModel
public import Ports

/// Where a connection starts or ends, as found in a network: one name, and every concrete end it may stand for.
public struct Endpoint: Sendable {
  /// What an endpoint is.
  public enum Kind: Hashable, Sendable {
    /// These addresses of the snapshot's network interfaces; one, unless AWS does not say which of several it is.
    case hosts([Host])
    /// These public addresses of the snapshot's network interfaces.
    case publicHosts([Host])
    /// Addresses that no interface of the snapshot has.
    case outside(AddressSet)
    /// A service that every VPC has, at an address; of which VPC, if the address is one of a VPC's.
    case service(AmazonService, IPAddress, of: Identifier<VPC>?)
  }

  /// The client ports an endpoint draws from, as a client, and where that is known from.
  public struct ClientPorts: Hashable, Sendable {
    /// The ports.
    public let ports: PortSet
    /// Where they are known from, such as `Linux default`.
    public let source: String
    /// Which of them are drawn first, where that is known.
    public let order: DrawingOrder?

    /// Makes client ports.
    public init(_ ports: PortSet, source: String, order: DrawingOrder? = nil) {
      self.ports = ports
      self.source = source
      self.order = order
    }
  }

  /// What the endpoint may be as well, or is, and nothing in the snapshot places.
  struct Unplaced: Hashable, Sendable {
    /// What it goes by.
    let id: Identifier<NetworkInterface>
    /// What is missing, in the families of addresses that it may have.
    let gaps: [IPAddress.Family: Unknown]
    /// Whether it is surely meant: not if it may be in a subnet that was named, or in another.
    var isMeant = true
  }

  /// The name for people.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// What it draws its client ports from.
  public let clientPorts: ClientPorts
  /// What of it cannot be asked about, so that no answer is for all of it.
  let unplaced: [Unplaced]
  /// The address by which it was found, if it was.
  let literal: IPAddress?
  /// What its name is taken to mean, where something that is not listed may bear it as well.
  private(set) var assumptions: [Assumption]

  init(
    name: String, kind: Kind, clientPorts: ClientPorts, unplaced: [Unplaced] = [], literal: IPAddress? = nil,
    assumptions: [Assumption] = []
  ) {
    self.literal = literal
    self.assumptions = assumptions
    self.name = name
    self.kind = kind
    self.clientPorts = clientPorts
    self.unplaced = unplaced
  }

  /// An end of which nothing is known but that it is there.
  init(unplaced name: String, for gap: Unknown, families: [IPAddress.Family] = [.v4, .v6]) {
    let gaps = Dictionary(uniqueKeysWithValues: families.map { ($0, gap) })
    self.init(
      name: name, kind: .hosts([]), clientPorts: .anyClient, unplaced: [Unplaced(id: Identifier(name), gaps: gaps)])
  }

  /// The same, with what its name is taken to mean.
  func assuming(_ assumption: Assumption) -> Endpoint {
    var endpoint = self
    endpoint.assumptions.append(assumption)
    return endpoint
  }

  /// Whether nothing of it can be asked about.
  public var isUnplaced: Bool { kind == .hosts([]) }

  /// What keeps it, or a part of it, from being asked about.
  func gaps(_ family: IPAddress.Family) -> [Unknown] { unplaced.compactMap { $0.gaps[family] } }

  /// The places of the endpoint in one family of addresses; whole sets of outside addresses are left to the caller.
  func hosts(_ family: IPAddress.Family) -> [Host] {
    switch kind {
    case .hosts(let hosts), .publicHosts(let hosts): hosts.filter { $0.address.address.family == family }
    case .outside, .service: []
    }
  }

  /// The endpoint's outside addresses of one family; nil when it is in the snapshot.
  func outside(_ family: IPAddress.Family) -> AddressSet? {
    if case .outside(let addresses) = kind { addresses.only(family) } else { nil }
  }

  /// Whether it is the internet as a whole, and no on-premises network with public addresses.
  var isInternet: Bool {
    if case .outside = kind { name == "internet" } else { false }
  }

  /// Whether the endpoint is at most one network interface, so that its name is that one's too.
  var isOne: Bool {
    switch kind {
    case .hosts(let hosts), .publicHosts(let hosts):
      !hosts.isEmpty && hosts.allSatisfy { $0.interface.id == hosts[0].interface.id }
    case .outside, .service: true
    }
  }

  /// The families of addresses that the endpoint has.
  var families: Set<IPAddress.Family> {
    switch kind {
    case .hosts(let hosts), .publicHosts(let hosts):
      Set(hosts.map(\.address.address.family)).union(unplaced.flatMap(\.gaps.keys))
    case .outside(let addresses): Set(addresses.ranges.map(\.lower.family))
    case .service(_, let address, _): [address.family]
    }
  }
}
