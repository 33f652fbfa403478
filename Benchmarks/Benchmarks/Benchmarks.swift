import Foundation

/// Measures Portolan beside its peers: `Benchmarks [ports] [verdict] [load] [process] [sockets] [scale] [serve] [--quick]`; all of them without a name.
@main
enum Benchmarks {
  static func main() throws {
    var words = Array(CommandLine.arguments.dropFirst())
    if words.first == LoadBenchmark.childCommand {
      try LoadBenchmark.runChild(Array(words.dropFirst()))
      return
    }
    if words.first == SocketBenchmark.childCommand {
      try SocketBenchmark.runChild(Array(words.dropFirst()))
      return
    }
    let isQuick = words.contains("--quick")
    words.removeAll { $0 == "--quick" }
    let settings = Settings(isQuick: isQuick)
    let benchmarks: [(name: String, run: (Settings) throws -> Void)] = [
      ("ports", PortSetBenchmark.run), ("verdict", VerdictBenchmark.run), ("load", LoadBenchmark.run),
      ("process", ProcessBenchmark.run), ("sockets", SocketBenchmark.run), ("scale", ScaleBenchmark.run),
      ("serve", ServeBenchmark.run),
    ]
    for word in words where !benchmarks.contains(where: { $0.name == word }) {
      FileHandle.standardError.write(Data("Benchmarks: no benchmark is called “\(word)”\n".utf8))
      exit(2)
    }
    for benchmark in benchmarks where words.isEmpty || words.contains(benchmark.name) {
      try benchmark.run(settings)
    }
  }
}

/// Where things are, and how long to measure. `scripts/bench` says where; without it the peers are left out.
struct Settings {
  let isQuick: Bool
  let stopwatch: Stopwatch

  init(isQuick: Bool) {
    self.isQuick = isQuick
    stopwatch = isQuick ? Stopwatch(samples: 30) : Stopwatch()
  }

  /// The folder for files made to measure with.
  var work: String { environment("PORTOLAN_BENCH_WORK") ?? NSTemporaryDirectory() + "portolan-bench" }
  /// The folder of the peers' programs, `Benchmarks/peers`.
  var peers: String? { environment("PORTOLAN_BENCH_PEERS") }
  /// A Python that has z3-solver.
  var python: String { environment("PORTOLAN_BENCH_PYTHON") ?? "python3" }
  /// The compiled `bdd.c`.
  var bddProgram: String? { environment("PORTOLAN_BENCH_BDD") }
  /// The compiled peer that a variable names; nil when there is none.
  func program(_ variable: String) -> String? { environment(variable) }
  /// The program whose start is measured.
  var portolan: String {
    CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/portolan"
  }

  private func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
