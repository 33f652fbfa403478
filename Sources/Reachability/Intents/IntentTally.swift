internal import Ports

/// What has become of the pairs of an intent so far.
struct IntentTally {
  /// What becomes of the connections of one pairing.
  struct Judgement {
    private var failing: PortSet?
    private var unknown: PortSet?
    private(set) var status = Intent.Status.holds
    /// The answer at the first of the ports that decided.
    var trace: Trace?

    /// Adds what becomes of connections at some ports; nil where there are none.
    mutating func add(_ status: Intent.Status, _ ports: PortSet?) {
      if status == .fails {
        failing = (failing ?? .empty).union(ports ?? .empty)
      } else {
        unknown = (unknown ?? .empty).union(ports ?? .empty)
      }
      self.status = Intent.Status(all: [self.status, status])
    }

    /// The ports that decided.
    var ports: PortSet { (status == .fails ? failing : unknown) ?? .empty }
    var firstPort: UInt16? { ports.first }
  }

  private(set) var pairs = 0
  private var failing = 0
  private var unknown = 0
  private var failures: [Intent.Breach] = []
  private var doubts: [Intent.Breach] = []

  /// As many breaches of one intent as are told.
  private static let mostBreaches = 100

  /// Whether one more breach would be told.
  func hasRoom(for status: Intent.Status) -> Bool {
    switch status {
    case .holds: false
    case .fails: failures.count < Self.mostBreaches
    case .unknown: failures.count + doubts.count < Self.mostBreaches
    }
  }

  /// Adds the pairs of a pairing.
  mutating func add(_ pairing: IntentPairing, _ judgement: Judgement) {
    pairs += pairing.pairs
    if judgement.status == .fails { failing += pairing.pairs }
    if judgement.status == .unknown { unknown += pairing.pairs }
    guard hasRoom(for: judgement.status), let trace = judgement.trace else { return }
    let breach = Intent.Breach(
      status: judgement.status, from: trace.query.from.name, otherClients: pairing.clients - 1,
      to: trace.query.to.name, otherServers: pairing.servers - 1, pairs: pairing.pairs,
      ports: trace.query.port == nil ? nil : judgement.ports, trace: trace)
    if judgement.status == .fails { failures.append(breach) } else { doubts.append(breach) }
  }

  /// What the intent comes to.
  ///
  /// - Parameter unlisted: Why it may be about more pairs than these.
  func outcome(of intent: Intent, unlisted: [Unknown]) -> Intent.Outcome {
    Intent.Outcome(
      intent: intent, status: failing > 0 ? .fails : unknown > 0 || !unlisted.isEmpty ? .unknown : .holds,
      pairs: pairs, failing: failing, unknown: unknown,
      breaches: Array((failures + doubts).prefix(Self.mostBreaches)), gaps: failing > 0 ? [] : unlisted)
  }
}
