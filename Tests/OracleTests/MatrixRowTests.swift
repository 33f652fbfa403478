import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// Whatever a matrix is put together by, and whichever server ports it is asked about, it must say what its cells say.
@Suite struct MatrixRowTests {
  @Test func `rows and sets of server ports agree with the cells`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    for seed in first..<first + setting("PORTOLAN_NETWORKS", default: 40) {
      for (name, network) in try networks(seed) {
        var engine = Engine(network)
        for family in [IPAddress.Family.v4, .v6] {
          let matrix = Matrix(of: engine.directory, through: engine.plane(for: .tcp), family: family)
          compareInterfaces(of: matrix, "\(name), \(family)")
          compareGroups(of: matrix, "\(name), \(family)")
          compareServerPorts(of: matrix, "\(name), \(family)")
        }
      }
    }
  }

  private func networks(_ seed: Int) throws -> [(String, Network)] {
    var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
    let plain = RandomNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)
    let paths = PathNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)
    return [
      ("seed \(seed)", try Snapshot(json: plain).network), ("path seed \(seed)", try Snapshot(json: paths).network),
    ]
  }

  private func compareInterfaces(of matrix: Matrix, _ name: String) {
    let groups = matrix.groupsByInterface()
    var classOf = [Int](repeating: 0, count: matrix.hosts.count)
    for (number, members) in matrix.classes.enumerated() { for member in members { classOf[member] = number } }
    var rows: [[Int]: Matrix.Row] = [:]
    matrix.forEachRow(port: 443, from: groups, to: groups) { rows[[$0.client, $0.server]] = $0 }
    for client in matrix.hosts.indices {
      for server in matrix.hosts.indices where client != server {
        let cell = matrix.cell(from: classOf[client], to: classOf[server], port: 443)
        let row = rows[[client, server]]
        #expect((row == nil) == (cell.verdict == .blocked), "\(name): \(client) to \(server)")
        if let row { #expect(row.cell == cell && row.totals.pairs == 1, "\(name): \(client) to \(server)") }
      }
      #expect(rows[[client, client]] == nil, "\(name): \(client) to itself")
    }
  }

  private func compareGroups(of matrix: Matrix, _ name: String) {
    let isEven = { (host: Host) in host.interface.id.text.utf8.last.map { $0 % 2 == 0 } ?? false }
    let halves = matrix.groups(named: { isEven($0) ? "even" : "odd" })
    for groups in [matrix.groupsByClass(), matrix.groupsBySubnet(), matrix.groupsByVPC(), halves] {
      #expect(matrix.totals(port: 443, from: groups, to: groups) == matrix.totals(port: 443), "\(name)")
    }
    let even = matrix.groups(where: isEven, named: { _ in "even" })
    let odd = matrix.groups(where: { !isEven($0) }, named: { _ in "odd" })
    var parts = Matrix.Totals()
    for clients in [even, odd] {
      for servers in [even, odd] {
        let part = matrix.totals(port: 443, from: clients, to: servers)
        parts.pairs += part.pairs
        parts.works += part.works
        parts.intermittent += part.intermittent
        parts.blocked += part.blocked
        parts.unknown += part.unknown
        parts.workingPorts += part.workingPorts
      }
    }
    #expect(parts == matrix.totals(port: 443), "\(name): the parts")
  }

  private func compareServerPorts(of matrix: Matrix, _ name: String) {
    let groups = matrix.groupsByClass()
    var told: [String: [Matrix.ServerPorts]] = [:]
    matrix.forEachServerPorts(from: groups, to: groups) { told["\($0.client) \($0.server)", default: []].append($0) }
    for client in matrix.classes.indices {
      for server in matrix.classes.indices where client != server || matrix.classes[client].count > 1 {
        let answers = told["\(client) \(server)"] ?? []
        // The edges of every set, and what lies beyond them, are where one may be wrong.
        var ports: Set<UInt16> = [0, 22, 25, 443, 8080, 65535]
        for range in answers.flatMap({ Array($0.ports.ranges) }) {
          ports.formUnion([range.lower, range.upper, range.lower &- 1, range.upper &+ 1])
        }
        for port in ports {
          let cell = matrix.cell(from: client, to: server, port: port)
          let answer = answers.filter { $0.ports.contains(port) }
          #expect(answer.count <= 1, "\(name): class \(client) to \(server), port \(port)")
          #expect(
            cell.verdict == .blocked ? answer.isEmpty : answer.first?.cell == cell,
            "\(name): class \(client) to \(server), port \(port)")
        }
      }
    }
  }
}
