public import NetworkModel
public import Ports

/// What becomes of connections between one network and a newer one: which begin, which stop, which work for other client ports than before.
///
/// It is exact for every client, every server and every port of the server: the ports need not be sampled, since what works between two
/// addresses is a product of two sets (`RoundTrip`), and endpoints that no rule tells apart are asked about once (`JointClasses`).
public struct Difference: Sendable {
  /// What a change means to those who connect.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    /// Connections from the internet work that did not.
    case exposed
    /// Connections work that did not.
    case began
    /// Connections work no more.
    case stopped
    /// Connections work for fewer client ports, or for others: the client's own, or those of what connects on for it.
    case narrowed
    /// Connections work for more client ports, likewise.
    case widened
    /// A fact that the snapshots lack decides what became of connections.
    case unclear
  }

  /// Clients or servers that a change concerns alike.
  public struct End: Hashable, Sendable {
    /// What they are.
    public enum Kind: Hashable, Sendable {
      /// Network interfaces, sorted.
      case interfaces([Identifier<NetworkInterface>])
      /// Addresses on the internet; whether they are all there are.
      case internet(AddressSet, isWhole: Bool)
      /// Private addresses outside every VPC; whether they are all there are.
      case onPremises(AddressSet, isWhole: Bool)
    }

    /// The name for people.
    public let name: String
    /// What they are.
    public let kind: Kind

    /// How many endpoints of the snapshot it is; one for what lies outside.
    public var count: Int {
      if case .interfaces(let ids) = kind { ids.count } else { 1 }
    }
  }

  /// Connections of which the same became.
  public struct Change: Hashable, Sendable {
    /// What it means.
    public let effect: Effect
    /// The protocol.
    public let ipProtocol: IPProtocol
    /// The family of addresses.
    public let family: IPAddress.Family
    /// The clients.
    public let from: End
    /// The servers.
    public let to: End
    /// The servers' ports; nil for a protocol without ports.
    public let ports: PortSet?
    /// The answer as it was.
    public let before: Matrix.Cell
    /// The answer as it is.
    public let after: Matrix.Cell
    /// How many pairs of a client and a server it concerns.
    public let pairs: Int
    /// What of the alterations brought it about, as far as hops show it.
    public let cause: Alteration?
  }

  /// Endpoints that only one network has.
  public struct Arrival: Hashable, Sendable {
    /// The endpoints.
    public let end: End
    /// Whether it is the newer network that has them.
    public let isNew: Bool
    /// Of how many pairs with other endpoints some connection works, in that network.
    public let pairs: Int
  }

  /// In what the networks differ.
  public let alterations: [Alteration]
  /// What became of connections between endpoints of both networks, and between any of either and what lies outside; the gravest first.
  public let changes: [Change]
  /// The endpoints that one network lacks.
  public let arrivals: [Arrival]
  /// The ends of either network that are not compared, since the snapshots do not tell of them, where something was altered; and what is in
  /// doubt in one of them alone.
  public internal(set) var gaps: [Unknown] = []

  /// Compares the networks of two engines for some protocols; for TCP, UDP, echoes, and whatever else a rule names, unless told.
  public init(from old: Engine, to new: Engine, ipProtocols: [IPProtocol]? = nil) {
    self.init(from: old, to: new, ipProtocols: ipProtocols, skipsWhatCannotChange: true)
  }

  /// The same, perhaps asking about everything, whether an alteration touches it or not.
  package init(from old: Engine, to new: Engine, ipProtocols: [IPProtocol]?, skipsWhatCannotChange: Bool) {
    alterations = old.network.alterations(to: new.network)
    guard !alterations.isEmpty || !skipsWhatCannotChange else {
      changes = []
      arrivals = []
      gaps = Self.doubtsOfOne(old.network, new.network)
      return
    }
    let scope = skipsWhatCannotChange ? AlterationScope(alterations, of: old.terrain) : .everything
    var search = DifferenceSearch(old, new, alterations, scope)
    search.run(ipProtocols ?? old.network.ipProtocols(and: new.network))
    changes = search.changes
    arrivals = search.arrivals
    var seen: Set<Unknown> = []
    gaps =
      [old, new].flatMap { engine in
        engine.terrain.standIns.all.flatMap { $0.gaps.sorted { $0.key.name < $1.key.name }.map(\.value) }
          + [engine.network.unlistedInterfaces()].compactMap(\.self)
      }.filter { seen.insert($0).inserted } + Self.doubtsOfOne(old.network, new.network)
  }

  /// What is in doubt in one of two networks alone, so that nobody can say whether it changed.
  private static func doubtsOfOne(_ old: Network, _ new: Network) -> [Unknown] {
    let doubts = [old, new].map { network in network.doubts.keys.sorted().flatMap { network.doubts[$0] ?? [] } }
    let (inOld, inNew) = (Set(doubts[0].map(\.what)), Set(doubts[1].map(\.what)))
    return (doubts[0].filter { !inNew.contains($0.what) } + doubts[1].filter { !inOld.contains($0.what) }).map {
      Unknown($0)
    }
  }

  /// Whether nothing became of any connection.
  public var isEmpty: Bool { changes.isEmpty && arrivals.allSatisfy { $0.pairs == 0 } }
}

extension Difference.Effect: Comparable {
  /// Orders the gravest first.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// What became of connections; nil when it is nothing that anyone notices: who may use any client port before and after.
  ///
  /// How many ports of what connects on for a client work, of those that are intermittent before and after, no cell tells: that is a change of
  /// the connections which it begins.
  package init?(from before: Matrix.Cell, to after: Matrix.Cell) {
    switch (before.verdict, after.verdict) {
    case (.works, .works), (.blocked, .blocked): return nil
    case (.unknown, _), (_, .unknown):
      if before == after { return nil }
      self = .unclear
    case (.blocked, _): self = .began
    case (_, .blocked): self = .stopped
    default:
      if before == after { return nil }
      if before.working == after.working {
        // All of the client's own ports work, and of those that something connects on from only some.
        self = after.verdict == .works ? .widened : .narrowed
        return
      }
      let hasSameSure = before.working.sure == after.working.sure
      let was = hasSameSure ? before.working.possible : before.working.sure
      self = was.isSubset(of: hasSameSure ? after.working.possible : after.working.sure) ? .widened : .narrowed
    }
  }
}

extension Network {
  /// The protocols worth asking about: those that carry almost everything, and those that a rule of either network names.
  func ipProtocols(and other: Network) -> [IPProtocol] {
    var named: Set<IPProtocol> = [.tcp, .udp, .icmp, .icmpv6]
    for network in [self, other] {
      for acl in network.networkACLs { named.formUnion(acl.entries.compactMap(\.pattern.ipProtocol)) }
      for group in network.securityGroups { named.formUnion(group.rules.compactMap(\.pattern.ipProtocol)) }
    }
    let order: [IPProtocol] = [.tcp, .udp, .icmp, .icmpv6]
    return order + named.subtracting(order).sorted { $0.rawValue < $1.rawValue }
  }
}
