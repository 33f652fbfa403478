public import NetworkModel

extension Remedy {
  /// Looks for edits with which `intent` holds in a network, proven by checking it again; nil when it does already, or when none are found.
  ///
  /// A connection that is not as the intent says is mended by a remedy of its own, the next one in the network that leaves, and so on; what
  /// turns out not to be needed is left out at the end.
  ///
  /// - Throws: `IntentProblem` as `IntentCheck.outcome(of:)` does.
  public init?(for intent: Intent, in network: Network) throws(IntentProblem) {
    func outcome(_ network: Network) throws(IntentProblem) -> Intent.Outcome {
      var check = IntentCheck(Engine(network))
      return try check.outcome(of: intent)
    }
    var edits: [Edit] = []
    var cautions: [Edit: [Caution]] = [:]
    var edited = network
    for _ in 0..<Self.mostBreaches {
      let found = try outcome(edited)
      if found.status == .holds { break }
      guard let breach = found.breaches.first(where: { $0.status == .fails }),
        let remedy = Remedy(for: breach.trace, goal: intent.action == .allow ? .works : .stops)
      else { return nil }
      edits += remedy.edits
      for edit in remedy.edits { cautions[edit] = remedy.cautions }
      edited = remedy.network
    }
    guard !edits.isEmpty, try outcome(edited).status == .holds else { return nil }
    for edit in edits where edits.count > 1 {
      let fewer = network.applying(edits.filter { $0 != edit })
      guard try outcome(fewer).status == .holds else { continue }
      edits.removeAll { $0 == edit }
      edited = fewer
    }
    var seen: Set<Caution> = []
    self.init(
      edits: edits, cautions: edits.flatMap { cautions[$0] ?? [] }.filter { seen.insert($0).inserted }, network: edited)
  }

  /// As many connections as are mended one after the other.
  private static let mostBreaches = 64
}
