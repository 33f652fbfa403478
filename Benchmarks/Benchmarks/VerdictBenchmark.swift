import Foundation
import NetworkModel
import Ports
import Reachability
import Snapshots

/// One connection in a VPC of 1,000 interfaces: which client ports work, both ways? Beside other programs that are asked the
/// same questions about the same rules, and must give the same answers.
enum VerdictBenchmark {
  static func run(_ settings: Settings) throws {
    let made = MadeNetwork(interfaces: 1_000)
    let questions = made.questions(settings.isQuick ? 2_000 : 10_000)
    let folder = try SnapshotFolder(made, indented: false, in: settings.work)
    var engine = Engine(try Snapshot(readingFrom: folder.path).network)
    let asked = try questions.map { try Asked($0, of: made, &engine) }
    let plane = engine.plane(for: .tcp)

    let answers = asked.map { $0.ends.roundTrip(.all, plane).working }
    let verdicts = Dictionary(grouping: answers) { Verdict($0, of: .all).rawValue }.mapValues(\.count)
    let shares = verdicts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")

    var table = ResultTable(
      "One connection in a VPC of 1,000 interfaces, 10 ACLs of 20 entries a direction (\(questions.count) questions: \(shares))",
      columns: ["", "µs", "verdict is faster by", "answers compared"])
    let ends = asked.map(\.ends)
    let verdict = settings.stopwatch.nanoseconds(per: ends.count) {
      for ends in ends { keep(ends.roundTrip(.all, plane).working) }
    }
    table.add("verdict, all 65,536 client ports", (verdict / 1e3).short, "", "")
    let linuxPorts: PortSet = "32768-60999"
    let linux = settings.stopwatch.nanoseconds(per: ends.count) {
      for ends in ends { keep(ends.roundTrip(linuxPorts, plane).working) }
    }
    table.add("verdict, Linux's client ports", (linux / 1e3).short, "", "")
    let queries = try asked.prefix(1_000).map { try $0.query() }
    let trace = settings.stopwatch.nanoseconds(per: queries.count) {
      for query in queries { keep(Trace(query, through: plane)) }
    }
    table.add("full hop list", (trace / 1e3).short, "", "")

    for peer in Peer.all(settings) {
      do {
        let asks = Array(questions.prefix(peer.limit))
        let result = try peer.run(made.flatText(asks), in: settings.work)
        let differing = zip(answers, result.answers).filter { $0.sure.description != $1 }.count
        let isAgreed = differing == 0 && result.answers.count == asks.count
        table.add(
          peer.name, (result.nanoseconds / 1e3).short, (result.nanoseconds / verdict).asRatio,
          isAgreed ? "\(asks.count) equal" : "\(differing) of \(asks.count) DIFFER")
      } catch {
        table.add(peer.name, "-", "-", "left out: \(error)")
      }
    }
    table.print()
  }

  /// A question with its ends looked up, as they are once for many questions.
  private struct Asked {
    let ends: Ends
    let from: Endpoint
    let to: Endpoint

    init(_ question: MadeNetwork.Question, of made: MadeNetwork, _ engine: inout Engine) throws {
      func end(_ index: Int) throws -> (Place, Endpoint) {
        let endpoint = try engine.directory.endpoint(made.vpcs[0].interfaces[index].id)
        guard case .hosts(let hosts) = endpoint.kind, let host = hosts.first else {
          preconditionFailure("an interface is no host")
        }
        return (.host(host), endpoint)
      }
      let (client, from) = try end(question.from)
      let (server, to) = try end(question.to)
      self.from = from
      self.to = to
      ends = Ends(client: client, server: server, port: question.port)
    }

    func query() throws -> Query {
      try Query(
        from: from, to: to, ipProtocol: .tcp, port: ends.port, clientPorts: Endpoint.ClientPorts(.all, source: "all"))
    }
  }

  /// What a verdict is given of: the two ends as places, without what they are called.
  private struct Ends {
    let client: Place
    let server: Place
    let port: UInt16

    func roundTrip(_ clientPorts: PortSet, _ plane: Plane) -> RoundTrip {
      RoundTrip(
        Traffic(.tcp, serverPort: port, clientPorts: clientPorts), from: client, to: server, through: plane)
    }
  }

  /// Another program that answers the questions of a flat file (`MadeNetwork.flatText`).
  private struct Peer {
    let name: String
    let command: [String]?
    let limit: Int

    static func all(_ settings: Settings) -> [Peer] {
      func python(_ file: String) -> [String]? { settings.peers.map { [settings.python, "\($0)/\(file)"] } }
      return [
        Peer(name: "Python, intervals", command: python("intervals.py"), limit: .max),
        Peer(name: "Z3", command: python("z3_peer.py"), limit: settings.isQuick ? 40 : 300),
        Peer(name: "BuDDy (BDDs, C)", command: settings.bddProgram.map { [$0] }, limit: .max),
      ]
    }

    struct Failure: Error, CustomStringConvertible {
      let description: String
    }

    /// The nanoseconds that an answer costs, and the answers: the client ports that work, as `PortSet` prints them.
    func run(_ flat: String, in folder: String) throws -> (nanoseconds: Double, answers: [String]) {
      guard let command else { throw Failure(description: "run it by scripts/bench") }
      let input = folder + "/questions.txt"
      let output = folder + "/answers.txt"
      try flat.write(toFile: input, atomically: true, encoding: .utf8)
      let printed = try ChildProcess(command + [input, output]).output
      guard let nanoseconds = Double(printed.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw Failure(description: "it printed no time")
      }
      let lines = try String(contentsOfFile: output, encoding: .utf8).components(separatedBy: "\n")
      return (nanoseconds, Array(lines.dropLast()))
    }
  }
}
