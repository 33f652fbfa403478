public import KernelLab
public import NetworkModel
public import Ports
public import Reachability

/// The engine's answer and the kernel's, leg by leg.
public struct Comparison: Sendable {
  /// What comes of comparing.
  public enum Outcome: Equatable, Sendable {
    /// The two say the same of every client port that both tell of.
    case agree
    /// They do not.
    case differ
    /// The kernel was not asked about a leg, or could not tell.
    case untold
  }

  /// One leg's.
  public struct OfLeg: Sendable {
    /// The leg, and how it was tried.
    public let trial: LegTrial
    /// What the kernel did; nil when it was not tried.
    public let observation: Observation?

    /// The rules that the packets of the first client port that differs have met.
    public internal(set) var trail: [String] = []

    /// Puts the two side by side.
    public init(_ trial: LegTrial, _ observation: Observation?) {
      self.trial = trial
      self.observation = observation
    }

    /// The client ports, of those tried, that the engine says surely work; for a protocol without ports, all or none.
    public var predicted: PortSet { whole(trial.leg.working.sure) }

    private var possible: PortSet { whole(trial.leg.working.possible) }

    private func whole(_ ports: PortSet) -> PortSet {
      trial.clientPorts.map { ports.intersection($0) } ?? (ports.isEmpty ? .empty : .all)
    }

    /// The client ports of which the two say different things; none of those that one of them leaves open.
    public var difference: PortSet {
      guard let observation else { return .empty }
      let missing = predicted.intersection(observation.dropped)
      return missing.union(observation.working.subtracting(possible))
    }

    /// What comes of the comparison.
    public var outcome: Outcome {
      guard let observation else { return .untold }
      if !difference.isEmpty { return .differ }
      return observation.working.isEmpty && observation.dropped.isEmpty ? .untold : .agree
    }

    /// What dropped packets of the first client port that differs, or the words that nothing did.
    public var cause: String? {
      guard let port = difference.first, let observation else { return nil }
      let rule = observation.drops.first { $0.ports.contains(port) || trial.leg.clientPorts == nil }
      return rule.map { "dropped by \($0.rule) in \($0.place)" } ?? "the kernel let it pass"
    }
  }

  /// A load balancer's node that was run as a proxy.
  public struct Relayed: Sendable {
    /// The leg to the node, and the one on to a target.
    public let legs: (Leg, Leg)
    /// How many connections were begun, and how many carried data from the target to the client.
    public let count: (begun: Int, carried: Int)
  }

  /// The answer.
  public let trace: Trace
  /// The legs, each once.
  public let legs: [OfLeg]
  /// The proxies, one for each node and target between which both legs were seen to work.
  public private(set) var relays: [Relayed] = []

  /// Puts an answer beside observations of its legs.
  public init(of trace: Trace, _ legs: [OfLeg]) {
    self.trace = trace
    self.legs = legs
  }

  /// Asks the kernel about every leg that can be tried in `lab`.
  ///
  /// - Parameter progress: Called before each is.
  public init(
    of trace: Trace, _ trials: [LegTrial], in lab: Laboratory, _ network: Network,
    progress: (LegTrial) -> Void = { _ in }
  ) throws(LabError) {
    var legs: [OfLeg] = []
    for trial in trials {
      guard let experiment = trial.experiment else {
        legs.append(OfLeg(trial, nil))
        continue
      }
      progress(trial)
      var leg = OfLeg(trial, try lab.run(experiment, in: network))
      if let port = leg.difference.first { leg.trail = try lab.trail(of: experiment, from: port, in: network) }
      legs.append(leg)
    }
    self.init(of: trace, legs)
    try relay(in: lab, network)
  }

  /// Runs a proxy wherever a leg ends at a load balancer's node and the next begins there, with client ports that both were seen to work
  /// with.
  private mutating func relay(in lab: Laboratory, _ network: Network) throws(LabError) {
    var seen: Set<[Key]> = []
    for legs in trace.alternatives.map(\.legs) {
      for (first, second) in zip(legs, legs.dropFirst()) where first.through == nil && !second.keepsClientPorts {
        guard seen.insert([Key(first), Key(second)]).inserted, let front = self[first], let back = self[second],
          let ports = front.observation?.working, let ownPorts = back.observation?.working, !ports.isEmpty,
          !ownPorts.isEmpty,
          first.ipProtocol == .tcp, let one = front.trial.experiment, let other = back.trial.experiment,
          one.to == other.from,
          let listenerPort = one.port, let targetPort = other.port
        else { continue }
        let relay = Relay(
          client: one.from, node: one.to, target: other.to, listenerPort: listenerPort, targetPort: targetPort)
        let count = try lab.run(relay, from: ports, by: ownPorts, in: network)
        relays.append(Relayed(legs: (first, second), count: count))
      }
    }
  }

  private subscript(leg: Leg) -> OfLeg? { legs.first { Key($0.trial.leg) == Key(leg) } }

  /// Whether the two differ anywhere; else, whether any leg was compared that ought to have been.
  ///
  /// A leg behind one that nothing passes is allowed to be untold: no packet comes so far.
  public var outcome: Outcome {
    if legs.contains(where: { $0.outcome == .differ }) || relays.contains(where: { $0.count.carried < $0.count.begun })
    {
      return .differ
    }
    let isStopped = legs.contains { $0.outcome == .agree && $0.observation?.working.isEmpty == true }
    let untold = legs.filter { $0.outcome == .untold }
    if legs.contains(where: { $0.outcome == .agree }),
      untold.isEmpty || isStopped && untold.allSatisfy({ $0.observation != nil })
    {
      return .agree
    }
    return .untold
  }

  /// The client ports that work by what the kernel did: those that pass the first leg of every alternative, if something passes the legs
  /// behind it; nil when a leg was not tried.
  public var observedWorking: PortSet? {
    var working: PortSet?
    for alternative in trace.alternatives {
      var own: PortSet?
      for (index, leg) in alternative.legs.enumerated() {
        guard let observation = self[leg]?.observation else { return nil }
        if index == 0 { own = observation.working } else if observation.working.isEmpty { own = .empty }
      }
      if let own { working = working?.intersection(own) ?? own }
    }
    return working
  }
}
