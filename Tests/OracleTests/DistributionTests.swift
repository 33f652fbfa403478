import Oracle
import Testing

/// The generator is worth something only if every class of answer is frequent.
@Suite struct DistributionTests {
  /// How often each verdict occurred.
  struct Tally {
    var counts: [BruteForce.Verdict: Int] = [:]
    var total: Int { counts.values.reduce(0, +) }

    func share(_ verdict: BruteForce.Verdict) -> Double {
      Double(counts[verdict, default: 0]) * 100 / Double(max(1, total))
    }

    var line: String {
      let shares = BruteForce.Verdict.allCases.map { verdict in
        "\(verdict) \(Double(Int(share(verdict) * 10)) / 10) %"
      }
      return "\(total): " + shares.joined(separator: ", ")
    }
  }

  @Test func everyVerdictAndKindIsFrequent() {
    var all = Tally()
    var elapsed = Duration.zero
    let clock = ContinuousClock()
    var linux = Tally()
    var kinds: [RandomNetwork.Query.Kind: Tally] = [:]
    var protocols: [UInt8: Tally] = [:]
    for seed in 0..<UInt64(2000) {
      let network = RandomNetwork(seed: seed)
      var random = SplitMix64(seed: ~seed)
      let query = network.randomQuery(using: &random)
      var outcomes: [BruteForce.Outcome] = []
      elapsed += clock.measure { outcomes = BruteForce(network).outcomes(of: query) }
      let verdict = BruteForce.Verdict(outcomes[...])
      all.counts[verdict, default: 0] += 1
      kinds[query.kind, default: Tally()].counts[verdict, default: 0] += 1
      protocols[query.protocolNumber, default: Tally()].counts[verdict, default: 0] += 1
      let drawn = query.hasPorts ? outcomes[32768...60999] : outcomes[...]
      linux.counts[BruteForce.Verdict(drawn), default: 0] += 1
    }
    print("2000 questions, every client port: \(elapsed)")
    print("ports 0-65535      \(all.line)")
    print("ports 32768-60999  \(linux.line)")
    for kind in RandomNetwork.Query.Kind.allCases {
      print("\(kind)  \(kinds[kind, default: Tally()].line)")
      #expect(kinds[kind, default: Tally()].total >= 60)
    }
    for (number, tally) in protocols.sorted(by: { $0.key < $1.key }) {
      print("protocol \(number)  \(tally.line)")
    }
    #expect(Set(protocols.keys) == [1, 6, 17, 47, 50, 58, 132])
    for tally in [all, linux] {
      #expect(tally.share(.works) >= 10)
      #expect(tally.share(.intermittent) >= 10)
      #expect(tally.share(.blocked) >= 10)
      #expect(tally.share(.blocked) <= 60)
      #expect(tally.share(.unknown) >= 3)
    }
  }
}
