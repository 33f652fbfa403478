import NetworkModel
import Ports
import Reachability
import Synchronization
import Testing

/// All commands see the same ends and answer alike for every pair of them, whatever the snapshot lacks.
@Suite struct CommandAgreementTests {
  /// How many questions were compared, by command.
  private static let counts = Mutex<[String: Int]>([:])

  /// Of a snapshot that lacks a file, so many pairs are asked about by trace.
  private static let mostPairs = 60

  @Test(arguments: Recorded.folders)
  func `trace, matrix, verify, diff and audit agree on every pair`(folder: String) throws {
    for (number, recorded) in try Recorded.all(of: folder).enumerated() {
      for family in [IPAddress.Family.v4, .v6] {
        var ends = Ends(of: recorded, family, most: number == 0 ? .max : Self.mostPairs, offset: number)
        if ends.pairs.isEmpty { continue }
        ends.compareMatrix()
        ends.compareIntents()
        ends.compareDifference()
        ends.note(in: Self.counts)
      }
      compareAudit(recorded)
    }
    print("\(folder): so far", Self.counts.withLock { $0.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" } })
  }

  private func compareAudit(_ recorded: Recorded) {
    var engine = Engine(recorded.network)
    for finding in Audit(of: recorded.network).findings {
      guard let evidence = finding.evidence, let asked = evidence.question else { continue }
      var question = Question()
      question.from = asked.from
      question.to = asked.to
      question.isAboutHealth = asked.from == nil
      question.ipProtocol = "\(evidence.ipProtocol.rawValue)"
      question.port = evidence.ipProtocol.hasPorts ? evidence.port : nil
      question.clientPorts = evidence.clientPort.map { "\($0)" }
      question.prefersIPv6 = evidence.source.family == .v6
      let verdict = (try? question.query(in: engine.directory)).map { engine.trace($0).verdict }
      #expect(
        verdict == asked.verdict, "\(recorded.name): \(finding.code.rawValue), \(asked.from ?? "health") → \(asked.to)")
      Self.counts.withLock { $0["findings", default: 0] += 1 }
    }
  }
}

/// The ends of one network in one family of addresses, by id, and what trace says of pairs of them.
private struct Ends {
  private struct Pair: Hashable {
    let from: String
    let to: String
    let port: UInt16
  }

  private let recorded: Recorded
  private let family: IPAddress.Family
  private var engine: Engine
  private let matrix: Matrix
  private let groups: Matrix.Groups
  private var traces: [Pair: Trace] = [:]
  private var counts: [String: Int] = [:]

  /// The pairs that are asked about.
  var pairs: some Collection { traces.keys }

  init(of recorded: Recorded, _ family: IPAddress.Family, most: Int, offset: Int) {
    self.recorded = recorded
    self.family = family
    engine = Engine(recorded.network)
    matrix = Matrix(of: engine.directory, through: engine.plane(for: .tcp), family: family)
    groups = matrix.groups { $0.interface.id.text }
    let ids = groups.all.map(\.name)
    let ports = Array(Set(matrix.namedPorts.prefix(2) + [443])).sorted()
    let all = ports.flatMap { port in ids.flatMap { from in ids.map { Pair(from: from, to: $0, port: port) } } }
      .filter { $0.from != $0.to }
    let step = max(1, all.count / most)
    for index in stride(from: all.isEmpty ? 0 : offset % step, to: all.count, by: step) {
      if let trace = trace(all[index]) { traces[all[index]] = trace }
    }
  }

  private mutating func trace(_ pair: Pair) -> Trace? {
    guard let from = try? engine.directory.endpoint(pair.from), let to = try? engine.directory.endpoint(pair.to),
      let query = try? Query(from: from, to: to, ipProtocol: .tcp, port: pair.port, family: family)
    else { return nil }
    return engine.trace(query)
  }

  mutating func compareMatrix() {
    for port in Set(traces.keys.map(\.port)) {
      var cells: [Pair: Matrix.Cell] = [:]
      matrix.forEachRow(port: port, from: groups, to: groups) { row in
        cells[Pair(from: row.from.name, to: row.to.name, port: port)] = row.cell
      }
      for (pair, trace) in traces where pair.port == port {
        let cell = cells[pair]
        #expect(
          (cell?.verdict ?? .blocked) == trace.verdict
            && (cell?.working.sure ?? .empty) == trace.working.sure,
          "\(recorded.name): \(pair): matrix \(cell?.verdict.rawValue ?? "blocked"), trace \(trace.verdict.rawValue)")
        counts["matrix cells", default: 0] += 1
      }
    }
  }

  mutating func compareIntents() {
    var check = IntentCheck(engine)
    for (number, (pair, trace)) in traces.sorted(by: { "\($0.key)" < "\($1.key)" }).enumerated() where number % 3 == 0 {
      let expectations: [(Intent.Action, holds: Set<Verdict>, fails: Set<Verdict>)] = [
        (.allow, [.works], [.intermittent, .blocked]), (.deny, [.blocked], [.works, .intermittent]),
      ]
      for (action, holds, fails) in expectations {
        let place = Intent.Place(line: 1, column: 1)
        func end(_ id: String) -> Intent.End { Intent.End([Intent.Term(id, at: place)], label: id, at: place) }
        let intent = Intent(
          id: "pair", action: action, from: end(pair.from), to: end(pair.to), ports: PortSet(pair.port), family: family,
          place: place)
        guard let outcome = try? check.outcome(of: intent) else { continue }
        let expected: Set<Intent.Status> =
          holds.contains(trace.verdict) ? [.holds] : fails.contains(trace.verdict) ? [.fails] : [.unknown, .fails]
        #expect(
          expected.contains(outcome.status),
          "\(recorded.name): \(action) \(pair): \(outcome.status), trace \(trace.verdict.rawValue)")
        counts["intents", default: 0] += 1
      }
    }
  }

  /// Compares with the network without the first entry of each network ACL that lets replies or requests out.
  mutating func compareDifference() {
    var edited = recorded.network
    for acl in edited.networkACLs {
      guard let entry = acl.entries.first(where: { $0.direction == .outbound && $0.action == .allow }) else { continue }
      edited = edited.applying([.removeEntry(acl.id, entry)])
    }
    let after = Engine(edited)
    let difference = Difference(from: engine, to: after, ipProtocols: [.tcp])
    let changes = difference.changes.filter { $0.family == family }
    var other = self
    other.engine = after
    for (pair, trace) in traces {
      guard let now = other.trace(pair), !isPassing(pair.from), !isPassing(pair.to) else { continue }
      let told = changes.contains { change in
        change.from.has(pair.from) && change.to.has(pair.to) && change.ports?.contains(pair.port) ?? true
      }
      let (one, two) = (trace.verdict, now.verdict)
      let isDefinite = one != .unknown && two != .unknown
      let isSame = one == two && (one == .works || one == .blocked || trace.working == now.working)
      let differs = !isSame
      #expect(
        told == differs || (!isDefinite && told),
        "\(recorded.name): \(pair): \(one.rawValue) → \(two.rawValue), diff tells \(told)")
      counts["differences", default: 0] += 1
    }
  }

  /// Whether an interface carries connections of others, of which a difference tells by those who begin them.
  private func isPassing(_ id: String) -> Bool {
    recorded.network.networkInterfaces[Identifier(id)].map { $0.isNATGateway || $0.type == "transit_gateway" } ?? false
  }

  func note(in all: borrowing Mutex<[String: Int]>) {
    all.withLock { $0.merge(counts, uniquingKeysWith: +) }
  }
}

extension Difference.End {
  fileprivate func has(_ id: String) -> Bool {
    if case .interfaces(let ids) = kind { ids.contains(Identifier(id)) } else { false }
  }
}
