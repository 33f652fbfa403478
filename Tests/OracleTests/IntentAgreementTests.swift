import IntentFiles
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// What becomes of an intent must be what becomes of each connection that it is about, whichever way that is found out.
@Suite struct IntentAgreementTests {
  private static let clientPorts: [UInt16] = [1024, 32_768, 36_000, 40_000, 45_000, 49_152, 55_000, 60_999, 65_535]

  private static func end(_ terms: [String], except: [String] = []) -> Intent.End {
    let place = Intent.Place(line: 1, column: 1)
    return Intent.End(
      terms.map { Intent.Term($0, at: place) }, except: except.map { Intent.Term($0, at: place) },
      label: terms.joined(separator: ", "), at: place)
  }

  private static func claim(using random: inout SplitMix64) -> (Intent.Action, Intent.Extent) {
    let claims: [(Intent.Action, Intent.Extent)] = [
      (.allow, .everyClientPort), (.allow, .someClientPort), (.deny, .everyClientPort),
    ]
    return claims.picked(using: &random)
  }

  // MARK: Brute force

  @Test func `an intent comes to what brute force finds of its pairs, ports and client ports`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 200)
    var statuses: [Intent.Status: Int] = [:]
    for seed in first..<first + count {
      var random = SplitMix64(seed: UInt64(seed) ^ 0x1A7E)
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      let made = RandomNetwork(seed: UInt64(seed))
      let engine = Engine(try Snapshot(json: made.describeJSON(shuffling: &shuffle)).network)
      let oracle = BruteForce(
        made, reading: .init(filtersBeyondUnknownRoute: false, replyAfterUnknownRoute: false))
      var checks = [0, Int.max].map { IntentCheck(engine, fewestForClasses: $0) }
      for _ in 0..<6 {
        let ends = (0..<2).map { _ in
          let size = [1, 1, 2, 4].picked(using: &random)
          return Array(made.interfaces.shuffled(using: &random).prefix(size))
        }
        let port = made.randomQuery(using: &random).port
        let ports = PortSet([
          PortRange(port, port == .max ? port : port + 1), PortRange(443, [443, 445].picked(using: &random)),
        ])
        let (action, extent) = Self.claim(using: &random)
        let intent = Intent(
          id: "intent", action: action, from: Self.end(ends[0].map(\.id)), to: Self.end(ends[1].map(\.id)),
          protocols: [[IPProtocol.tcp, .tcp, .udp].picked(using: &random)], ports: ports,
          clientPorts: Endpoint.ClientPorts(
            PortSet(Self.clientPorts.map { PortRange($0, $0) }), source: "as given"),
          family: .v4, extent: extent, place: Intent.Place(line: 1, column: 1))
        guard let expected = Self.expected(intent, ends[0], ends[1], oracle) else { continue }
        for check in checks.indices {
          let outcome = try checks[check].outcome(of: intent)
          #expect(outcome.status == expected.status, "seed \(seed): \(intent)")
          #expect(outcome.pairs == expected.pairs, "seed \(seed): \(intent)")
          #expect(outcome.failing == expected.failing, "seed \(seed): \(intent)")
          #expect(outcome.unknown == expected.unknown, "seed \(seed): \(intent)")
        }
        statuses[expected.status, default: 0] += 1
      }
    }
    print("\(count) networks from seed \(first), intents by what they come to: \(statuses)")
    // What is never asked is never shown.
    for status in Intent.Status.allCases { #expect(statuses[status, default: 0] > 0, "\(status)") }
  }

  private struct Fold {
    var pairs = 0
    var failing = 0
    var unknown = 0

    var status: Intent.Status { failing > 0 ? .fails : unknown > 0 ? .unknown : .holds }
  }

  /// What brute force finds, packet by packet; nil where there is no pair.
  private static func expected(
    _ intent: Intent, _ clients: [RandomNetwork.Interface], _ servers: [RandomNetwork.Interface], _ oracle: BruteForce
  ) -> Fold? {
    var fold = Fold()
    for client in clients {
      for server in servers where server.id != client.id {
        guard let from = client.ipv4.first?.address, let to = server.ipv4.first?.address else { continue }
        fold.pairs += 1
        var statuses: Set<Intent.Status> = []
        for port in intent.ports?.ranges.flatMap({ Array($0.lower...$0.upper) }) ?? [] {
          let query = RandomNetwork.Query(
            kind: .sameVPC, from: .init(interfaceID: client.id, address: from),
            to: .init(interfaceID: server.id, address: to), protocolNumber: intent.protocols[0].rawValue, port: port)
          statuses.insert(status(intent, oracle.outcomes(of: query, clientPorts: clientPorts)))
        }
        if statuses.contains(.fails) { fold.failing += 1 } else if statuses.contains(.unknown) { fold.unknown += 1 }
      }
    }
    return fold.pairs == 0 ? nil : fold
  }

  private static func status(_ intent: Intent, _ outcomes: [BruteForce.Outcome]) -> Intent.Status {
    let (pass, drop) = (outcomes.contains(.pass), outcomes.contains(.drop))
    let unknown = outcomes.contains(.unknown)
    switch (intent.action, intent.extent) {
    case (.allow, .everyClientPort): return drop ? .fails : unknown ? .unknown : .holds
    case (.allow, .someClientPort): return pass ? .holds : unknown ? .unknown : .fails
    case (.deny, _): return pass ? .fails : unknown ? .unknown : .holds
    }
  }

  // MARK: Traces

  @Test func `an intent comes to what traces of its pairs say, by classes and one by one`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 120)
    var statuses: [Intent.Status: Int] = [:]
    for seed in first..<first + count {
      var random = SplitMix64(seed: UInt64(seed) ^ 0xF01D)
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      let network = try Snapshot(json: PathNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)).network
      var engine = Engine(network)
      var checks = [0, Int.max].map { IntentCheck(engine, fewestForClasses: $0) }
      let pool =
        network.networkInterfaces.map(\.id.text) + network.loadBalancers.map(\.id.text)
        + network.subnets.map { "subnet:\($0.id)" } + ["any", "any", "internet", "internet", "10.0.0.0/8"]
      for _ in 0..<6 {
        let (action, extent) = Self.claim(using: &random)
        let exceptions = Int.random(in: 0..<5, using: &random) == 0 ? [pool.picked(using: &random)] : []
        let intent = Intent(
          id: "intent", action: action,
          from: Self.end([pool.picked(using: &random)], except: exceptions),
          to: Self.end([pool.picked(using: &random)]),
          ports: PortSet([PortRange(443, 443), PortRange(8080, 8081)]),
          family: [nil, IPAddress.Family.v4].picked(using: &random), extent: extent,
          place: Intent.Place(line: 1, column: 1))
        guard let byClasses = try? checks[0].outcome(of: intent) else {
          #expect(throws: IntentProblem.self) { try checks[1].outcome(of: intent) }
          continue
        }
        let one = try checks[1].outcome(of: intent)
        let question = "seed \(seed): \(action) \(intent.from.label) → \(intent.to.label), \(extent)"
        #expect(byClasses.status == one.status, "\(question)")
        #expect(byClasses.pairs == one.pairs, "\(question)")
        #expect(byClasses.failing == one.failing, "\(question)")
        #expect(byClasses.unknown == one.unknown, "\(question)")
        statuses[one.status, default: 0] += 1
        for breach in one.breaches { try Self.check(breach, of: intent, &engine, question) }
      }
    }
    print("\(count) networks from seed \(first), intents by what they come to: \(statuses)")
    for status in Intent.Status.allCases { #expect(statuses[status, default: 0] > 0, "\(status)") }
  }

  /// A breach must be one, by what a trace says in the end.
  private static func check(
    _ breach: Intent.Breach, of intent: Intent, _ engine: inout Engine, _ question: String
  ) throws {
    let trace = engine.trace(breach.trace.query)
    switch (intent.action, intent.extent, breach.status) {
    case (.allow, .everyClientPort, .fails): #expect(trace.verdict != .works, "\(question)")
    case (.allow, .someClientPort, .fails):
      #expect(trace.alternatives.contains { $0.working.possible.isEmpty }, "\(question)")
    case (.deny, _, .fails): #expect(trace.alternatives.contains { !$0.working.sure.isEmpty }, "\(question)")
    case (.allow, .everyClientPort, _): #expect(trace.verdict == .unknown, "\(question)")
    default: break
    }
  }

  // MARK: Baselines

  @Test func `what a network does today holds of it, written down and read again`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 40)
    var intents = 0
    for seed in first..<first + count {
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      for json in [
        RandomNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle),
        PathNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle),
      ] {
        var check = IntentCheck(Engine(try Snapshot(json: json).network))
        let text = IntentFile.text(of: check.baseline())
        #expect(text == IntentFile.text(of: check.baseline()), "seed \(seed)")
        if !text.contains("- id:") { continue }
        for intent in try IntentFile(parsing: Array(text.utf8)).intents {
          do throws(IntentProblem) {
            let outcome = try check.outcome(of: intent)
            #expect(outcome.status == .holds, "seed \(seed): \(intent.id)\n\(text)")
          } catch {
            Issue.record("seed \(seed): \(intent.id): \(error.message)\n\(text)")
          }
          intents += 1
        }
      }
    }
    print("\(2 * count) networks from seed \(first), \(intents) intents")
  }
}

extension Array {
  /// One of the elements, of which there is one at the least.
  fileprivate func picked(using random: inout SplitMix64) -> Element {
    self[Int.random(in: indices, using: &random)]
  }
}
