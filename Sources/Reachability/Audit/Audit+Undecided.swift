internal import AWSCatalogue
internal import NetworkModel

extension Audit {
  /// Something that the network lacks, so that checks may have missed what they look for.
  public struct Undecided: Hashable, Sendable {
    /// The checks, by the kind of what they find.
    public let codes: [Code]
    /// What is missing.
    public let what: String
    /// Why it matters, or how to supply it.
    public let why: String
    /// The line of a shell that supplies it; nil where no call does.
    public let command: String?

    /// Makes one of what a check met that nothing decides.
    init(_ unknown: Unknown, _ codes: [Code]) {
      self.codes = codes
      what = unknown.what
      why = unknown.why
      command = nil
    }

    /// Makes one of a call that is missing.
    init(_ fact: MissingFact, _ codes: [Code]) {
      self.codes = codes
      what = fact.description
      why = "it tells \(fact.call.purpose)"
      command = fact.command
    }
  }

  /// What a network lacks, each with the checks that look at it: first the calls that are missing, then what checks met.
  static func undecided(in network: Network, _ replies: LostReplies, _ inspection: Inspection) -> [Undecided] {
    var undecided = network.missingFacts.compactMap { fact -> Undecided? in
      let codes = checks.filter { check in
        (fact.isAssumption ? check.indispensable : check.calls).contains(fact.call)
      }.map { $0.code }
      return codes.isEmpty ? nil : Undecided(fact, codes)
    }
    undecided += network.doubts.keys.sorted().flatMap { network.doubts[$0] ?? [] }.map { doubt in
      Undecided(Unknown(what: doubt.what, why: doubt.why), Code.allCases)
    }
    undecided += inspection.unknowns.map { call, unknown in
      Undecided(unknown, checks.filter { $0.calls.contains(call) }.map { $0.code })
    }
    let followers = checks.filter { $0.calls == .ofConnections }.map { $0.code }
    undecided += replies.unknowns.map { Undecided($0, followers) }
    var seen: Set<String> = []
    return undecided.filter { seen.insert($0.what).inserted }
  }
}
