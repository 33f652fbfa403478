internal import NetworkModel
internal import Ports

/// What becomes of other connections when a remedy is made.
public struct RemedyEffects: Sendable {
  /// Connections that work with it and did not, or for more client ports than before.
  public let opened: [Difference.Change]
  /// Connections that work no more with it, or for fewer client ports.
  public let broken: [Difference.Change]
  /// Connections of which the snapshot does not tell.
  public let unclear: [Difference.Change]
  /// What of the network the snapshot does not tell, so that nothing is said of what becomes of it.
  public let gaps: [Unknown]

  /// Compares the network of `engine` with the remedy's; the connection that `query` asks about, if any, is left out.
  public init(of remedy: Remedy, for query: Query? = nil, in engine: Engine) {
    let isAboutRoutes = remedy.edits.contains { edit in
      switch edit {
      case .addRoute, .replaceRoute, .removeRoute: true
      case .addEntry, .replaceEntry, .removeEntry, .addRule, .removeRule: false
      }
    }
    let protocols = Set(remedy.edits.map(\.ipProtocol))
    var named: [IPProtocol]?
    if !isAboutRoutes, protocols.count == 1, let one = protocols.first { named = one.map { [$0] } }
    let difference = Difference(from: engine, to: Engine(remedy.network), ipProtocols: named)
    let others = difference.changes.filter { change in query.map { !$0.isAll(of: change) } ?? true }
    opened = others.filter { [.exposed, .began, .widened].contains($0.effect) }
    broken = others.filter { [.stopped, .narrowed].contains($0.effect) }
    unclear = others.filter { $0.effect == .unclear }
    gaps = difference.gaps
  }

  /// How many pairs of a client and a server lose connections.
  public var brokenPairs: Int { broken.reduce(0) { $0 + $1.pairs } }
}

extension Remedy {
  /// `all`, each with what else becomes of it; those that break the fewest connections come first.
  ///
  /// - Parameter engine: Of the network that was traced.
  public static func weighed(
    for trace: Trace, goal: Goal, in engine: Engine
  ) -> [(remedy: Remedy, effects: RemedyEffects)] {
    let found = all(for: trace, goal: goal).map { remedy in
      (remedy: remedy, effects: RemedyEffects(of: remedy, for: trace.query, in: engine))
    }
    let ranked = found.enumerated().sorted {
      ($0.element.effects.brokenPairs, $0.offset) < ($1.element.effects.brokenPairs, $1.offset)
    }
    return ranked.map(\.element)
  }
}

extension Edit {
  /// The protocol of the rule that is added, exchanged or taken out; nil for all of them.
  fileprivate var ipProtocol: IPProtocol? {
    switch self {
    case .addEntry(_, let entry), .replaceEntry(_, _, let entry), .removeEntry(_, let entry): entry.pattern.ipProtocol
    case .addRule(_, let rule), .removeRule(_, let rule): rule.pattern.ipProtocol
    case .addRoute, .replaceRoute, .removeRoute: nil
    }
  }
}

extension Query {
  /// Whether a change is about what the question asks and nothing else.
  fileprivate func isAll(of change: Difference.Change) -> Bool {
    ipProtocol == change.ipProtocol && family == change.family && from.isAll(of: change.from, family)
      && to.isAll(of: change.to, family) && change.ports == port.map { PortSet($0) }
  }
}

extension Endpoint {
  fileprivate func isAll(of end: Difference.End, _ family: IPAddress.Family) -> Bool {
    switch end.kind {
    case .interfaces(let ids): Set(ids).isSubset(of: hosts(family).map(\.interface.id))
    case .internet(let addresses, _), .onPremises(let addresses, _):
      outside(family).map { addresses.subtracting($0).isEmpty } ?? false
    }
  }
}
