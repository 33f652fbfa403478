import Foundation
import NetworkModel
import Ports
import Reachability
import Snapshots

/// Every pair of interfaces at once, in peered VPCs of 1,000 interfaces each: how time and memory grow, beside other programs that are asked
/// the same about the same rules, and must count the same.
enum ScaleBenchmark {
  private static let ports: [UInt16] = [22, 80, 443, 3306, 5432, 6379, 8080, 9092]

  static func run(_ settings: Settings) throws {
    var growth = ResultTable(
      "Every pair at \(ports.count) ports, Linux's client ports",
      columns: [
        "interfaces", "pairs a port", "classes", "load ms", "matrix ms", "a port ms", "ACL edited µs", "process s",
        "peak MiB", "audit s", "what-if s",
      ])
    var beside = ResultTable(
      "Every pair at port 443", columns: ["", "interfaces", "s", "Portolan is faster by", "counts compared"])
    var plot = ScalePlot(lines: [
      ScalePlot.Line(name: "whole process, s"), ScalePlot.Line(name: "one port, s"), ScalePlot.Line(name: "edit, s"),
      ScalePlot.Line(name: "peak memory, GiB"),
    ])
    for size in settings.isQuick ? [1_000, 10_000] : [1_000, 10_000, 100_000] {
      let made = MadeNetwork(interfaces: size, peers: 3)
      let folder = try SnapshotFolder(made, named: "scale-\(size)", indented: false, in: settings.work)
      let measured = try measure(folder, settings)
      growth.add(
        "\(size)", "\(size * (size - 1))", "\(measured.classes)", measured.load.short, measured.matrix.short,
        measured.port.short, measured.edit.short, measured.process.wall.short, measured.process.peakMemory.short,
        measured.audit?.wall.short ?? "-", measured.whatIf?.wall.short ?? "-")
      let grown = [
        measured.process.wall, measured.port / 1e3, measured.edit / 1e6, measured.process.peakMemory / 1_024,
      ]
      for (line, value) in grown.enumerated() { plot.lines[line].points.append((Double(size), value)) }
      for peer in Peer.all(settings) where size <= peer.largest {
        do {
          let result = try peer.run(made.flatText(), in: settings.work)
          beside.add(
            peer.name, "\(size)", result.seconds.short, (result.seconds * 1e3 / measured.port).asRatio,
            try result.comparison(with: measured.totals))
        } catch {
          beside.add(peer.name, "\(size)", "-", "-", "left out: \(error)")
        }
      }
    }
    growth.print()
    beside.print()
    if let file = settings.program("PORTOLAN_BENCH_PLOT") {
      try plot.svg().write(toFile: file, atomically: true, encoding: .utf8)
    }
  }

  private struct Measured {
    var classes: Int
    var load: Double
    var matrix: Double
    var port: Double
    var edit: Double
    var totals: Matrix.Totals
    var process: ChildProcess
    /// An audit of the whole, and what becomes of all connections after an edit; not of the largest network.
    var audit: ChildProcess?
    var whatIf: ChildProcess?
  }

  private static func measure(_ folder: SnapshotFolder, _ settings: Settings) throws -> Measured {
    // Before this process has a network of its own, whose memory would be counted.
    let process = try ChildProcess([
      settings.portolan, "matrix", folder.path, "--os", "linux", "--totals", "--ports",
      ports.map { "\($0)" }.joined(separator: ","),
    ])
    let linux = Endpoint.ClientPorts("32768-60999", source: "Linux")
    var network = Network()
    let load = try Stopwatch.wallSeconds { network = try Snapshot(readingFrom: folder.path).network }
    var engine = Engine(Network())
    var ready: Matrix?
    let made = Stopwatch.wallSeconds {
      engine = Engine(network)
      ready = Matrix(of: engine.directory, through: engine.plane(for: .tcp), clientPorts: linux)
    }
    guard let matrix = ready else { preconditionFailure("no matrix was made") }
    let times = ports.map { port in Stopwatch.wallSeconds { keep(matrix.totals(port: port)) } }
    let count = matrix.count(port: 443)
    let acl = network.networkACLs[0]
    var entries = acl.entries
    entries[0].action = entries[0].action == .allow ? .deny : .allow
    let edited = NetworkACL(id: acl.id, vpc: acl.vpc, isDefault: acl.isDefault, entries: entries, subnets: acl.subnets)
    let edit = settings.stopwatch.nanoseconds(per: 1) {
      keep(matrix.replacing(edited, counted: count))
    }
    let isLarge = network.networkInterfaces.count > 10_000
    // The entry that lets replies out of the subnets of an ACL.
    let change = "\(acl.id) outbound 200 ports=1024-60000"
    return Measured(
      classes: matrix.classes.count, load: load * 1e3, matrix: made * 1e3, port: times.median * 1e3, edit: edit / 1e3,
      totals: count.totals, process: process,
      audit: isLarge ? nil : try ChildProcess([settings.portolan, "audit", folder.path]),
      whatIf: isLarge ? nil : try ChildProcess([settings.portolan, "diff", folder.path, "--what-if", change]))
  }

  /// Another program that counts the pairs of a flat file (`MadeNetwork.flatText()`).
  private struct Peer {
    let name: String
    let command: [String]?
    let largest: Int
    let extra: [String]

    static func all(_ settings: Settings) -> [Peer] {
      func python(_ file: String) -> [String]? { settings.peers.map { [settings.python, "\($0)/\(file)"] } }
      return [
        Peer(name: "NumPy", command: python("numpy_pairs.py"), largest: 10_000, extra: []),
        Peer(
          name: "CUDD through dd, from 10 clients", command: python("row_pairs.py"), largest: 10_000,
          extra: ["cudd", "10"]),
        Peer(name: "Z3, from 2 clients", command: python("row_pairs.py"), largest: 1_000, extra: ["z3", "2"]),
      ]
    }

    func run(_ flat: String, in folder: String) throws -> Counted {
      guard let command else { throw ChildProcess.Failure(description: "run it by scripts/bench") }
      let (input, output) = ("\(folder)/pairs.txt", "\(folder)/counts.txt")
      try flat.write(toFile: input, atomically: true, encoding: .utf8)
      let printed = try ChildProcess(command + [input, output, "443"] + extra).output
      guard let seconds = Double(printed.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw ChildProcess.Failure(description: "it printed no time")
      }
      let words = try String(contentsOfFile: output, encoding: .utf8).split { $0 == " " || $0 == "\n" }
      return Counted(seconds: seconds, counts: words.compactMap { Int($0) })
    }
  }

  /// What a peer counted: pairs, those that work, sometimes, never, and working ports.
  private struct Counted {
    let seconds: Double
    let counts: [Int]

    func comparison(with totals: Matrix.Totals) throws -> String {
      guard counts.count == 5 else { throw ChildProcess.Failure(description: "it wrote no counts") }
      if counts[0] != totals.pairs { return "a part" }
      let ours = [totals.pairs, totals.works, totals.intermittent, totals.blocked, totals.workingPorts]
      return counts == ours ? "equal" : "DIFFER: \(counts), not \(ours)"
    }
  }
}
