import Foundation

/// A whole run of `portolan trace examples/shop`, from exec to exit, beside programs that do nothing.
enum ProcessBenchmark {
  static func run(_ settings: Settings) throws {
    let question = ["trace", "examples/shop", "--from", "web-1", "--to", "orders", "--port", "5432"]
    var commands: [(String, [String])] = [
      ("portolan trace examples/shop", [settings.portolan] + question),
      ("portolan --version", [settings.portolan, "--version"]),
      ("python3 -c 'import json'", ["python3", "-c", "import json"]),
      ("/bin/true", ["/bin/true"]),
    ]
    if let installed = settings.program("PORTOLAN_BENCH_INSTALLED") {
      commands.insert(("… as scripts/install puts it", [installed] + question), at: 1)
    }
    var runs = [[ChildProcess]](repeating: [], count: commands.count)
    for _ in 0..<(settings.isQuick ? 21 : 101) {
      // In turns, so that what else the machine does falls on all alike.
      for index in commands.indices { runs[index].append(try ChildProcess(commands[index].1, capturing: false)) }
    }
    var table = ResultTable(
      "A whole process, ms (median of \(runs[0].count))", columns: ["", "wall", "fastest", "CPU"])
    for (index, (name, _)) in commands.enumerated() {
      let walls = runs[index].map { $0.wall * 1e3 }
      table.add(name, walls.median.short, (walls.min() ?? 0).short, runs[index].map { $0.cpu * 1e3 }.median.short)
    }
    table.print()
  }
}
