import Oracle
import Testing

/// The generator is worth something only if every class of answer and every kind of gateway is frequent.
@Suite struct PathDistributionTests {
  @Test func `every verdict and every kind of gateway is frequent`() {
    var verdicts: [BruteForce.Verdict: Int] = [:]
    var kinds: [String: Int] = [:]
    var lengths: [Int: Int] = [:]
    var total = 0
    var alternatives = 0
    let elapsed = ContinuousClock().measure {
      for seed in 0..<UInt64(100) {
        let network = PathNetwork(seed: seed)
        var random = SplitMix64(seed: ~seed)
        for _ in 0..<10 {
          let answer = PathOracle(network).answer(network.randomQuestion(using: &random))
          verdicts[answer.verdict, default: 0] += 1
          for kind in answer.kinds { kinds[kind, default: 0] += 1 }
          lengths[answer.alternatives.map(\.count).max() ?? 0, default: 0] += 1
          alternatives += answer.alternatives.count
          total += 1
        }
      }
    }
    func share(_ count: Int) -> Double { Double(count * 1000 / total) / 10 }
    print("\(total) questions, \(alternatives) ways: \(elapsed)")
    for (verdict, count) in verdicts.sorted(by: { $0.value > $1.value }) { print("\(verdict) \(share(count)) %") }
    for (kind, count) in kinds.sorted(by: { $0.value > $1.value }) { print("\(kind) \(share(count)) %") }
    print(lengths.sorted { $0.key < $1.key })
    for verdict in BruteForce.Verdict.allCases { #expect(share(verdicts[verdict, default: 0]) >= 5) }
    for kind in [
      "internet gateway", "transit gateway", "NAT gateway", "network load balancer", "VPN gateway", "peering",
      "application load balancer", "middlebox", "classic load balancer", "transit gateway VPN", "gateway endpoint",
      "transit gateway peering",
    ] {
      #expect(share(kinds[kind, default: 0]) >= 1.5, "\(kind)")
    }
    for kind in [
      "public access block", "regional NAT gateway", "NAT instance", "egress-only gateway",
      "Gateway Load Balancer endpoint",
    ] {
      #expect(share(kinds[kind, default: 0]) >= 0.5, "\(kind)")
    }
  }
}
