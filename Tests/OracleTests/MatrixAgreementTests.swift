import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// A matrix must say of every pair what a trace says, and its totals must be the sum of that.
@Suite struct MatrixAgreementTests {
  @Test func `the matrix agrees with a trace of every pair of random networks`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 150)
    var pairs = 0
    for seed in first..<first + count {
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      var random = SplitMix64(seed: UInt64(seed) ^ 0x5EED)
      let plain = RandomNetwork(seed: UInt64(seed))
      let ports = (0..<2).map { _ in plain.randomQuery(using: &random).port } + [443]
      pairs += try compare(Snapshot(json: plain.describeJSON(shuffling: &shuffle)).network, ports, "seed \(seed)")
      let paths = PathNetwork(seed: UInt64(seed))
      pairs += try compare(
        Snapshot(json: paths.describeJSON(shuffling: &shuffle)).network, [443, 8080], "path seed \(seed)")
    }
    print("\(2 * count) networks from seed \(first), \(pairs) pairs")
  }

  /// Compares all pairs of a network; returns how many there were.
  private func compare(_ network: Network, _ ports: [UInt16], _ name: String) throws -> Int {
    var engine = Engine(network)
    let plane = engine.plane(for: .tcp)
    var pairs = 0
    for family in [IPAddress.Family.v4, .v6] {
      let matrix = Matrix(of: engine.directory, through: plane, family: family)
      var classOf = [Int](repeating: 0, count: matrix.hosts.count)
      for (number, members) in matrix.classes.enumerated() { for member in members { classOf[member] = number } }
      for port in ports {
        var totals = Matrix.Totals()
        for (from, client) in matrix.hosts.enumerated() {
          for (to, server) in matrix.hosts.enumerated() where from != to {
            let query = try Query(
              from: engine.directory.endpoint(client.interface.id.text),
              to: engine.directory.endpoint(server.interface.id.text), ipProtocol: .tcp, port: port, family: family)
            let trace = engine.trace(query)
            let cell = matrix.cell(from: classOf[from], to: classOf[to], port: port)
            let question = "\(name): \(client.interface.id) to \(server.interface.id), \(family), port \(port)"
            #expect(cell.verdict == trace.verdict, "\(question)")
            #expect(cell.working == trace.working, "\(question)")
            pairs += 1
            totals.pairs += 1
            totals.workingPorts += trace.working.sure.count
            switch trace.verdict {
            case .works: totals.works += 1
            case .intermittent: totals.intermittent += 1
            case .blocked: totals.blocked += 1
            case .unknown: totals.unknown += 1
            }
          }
        }
        #expect(matrix.totals(port: port) == totals, "\(name), \(family), port \(port)")
      }
    }
    return pairs
  }
}
