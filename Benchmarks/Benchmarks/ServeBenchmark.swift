import Foundation

/// `portolan serve`: how soon the page of 5,000 endpoints can be used in a browser, and how many questions a second the API answers beside the
/// command, each on one core.
enum ServeBenchmark {
  static func run(_ settings: Settings) throws {
    let made = MadeNetwork(interfaces: 5_000)
    let folder = try SnapshotFolder(made, named: "serve-5000", indented: false, in: settings.work)
    try page(settings, folder.path)
    try questions(settings)
  }

  // MARK: The page

  private static func page(_ settings: Settings, _ path: String) throws {
    guard let browser = settings.program("PORTOLAN_BENCH_CHROMIUM"),
      let python = settings.program("PORTOLAN_BENCH_CHECKERS"),
      let peers = settings.peers
    else {
      print("\nserve: the page is left out, since chromium is missing")
      return
    }
    let server = try Server(settings, path)
    defer { server.end() }
    let rounds = settings.isQuick ? 3 : 11
    let output = try ChildProcess([python, "\(peers)/page_load.py", server.address, browser, "\(rounds)"]).output
    var table = ResultTable(
      "The page of 5,000 endpoints in Chromium, ms (median of \(rounds))",
      columns: ["", "answered", "interactive", "largest paint"])
    for line in output.split(separator: "\n") {
      let words = line.split(separator: "\t").map(String.init)
      if words.count == 4 { table.add(words[0], words[1], words[2], words[3]) }
    }
    table.print()
  }

  // MARK: The API

  private static func questions(_ settings: Settings) throws {
    guard (try? ChildProcess(["sh", "-c", "command -v wrk && command -v taskset"])) != nil else {
      print("\nserve: the API is left out, since wrk is missing")
      return
    }
    let server = try Server(settings, "examples/shop", on: "taskset -c 0")
    defer { server.end() }
    let seconds = settings.isQuick ? 2 : 8
    let query = "from=web-1&to=orders&port=5432"
    let wrk = try ChildProcess([
      "taskset", "-c", "1", "wrk", "-t1", "-c8", "-d\(seconds)s", "\(server.address)api/trace?\(query)",
    ])
    let rate =
      wrk.output.split(separator: "\n").first { $0.hasPrefix("Requests/sec:") }
      .flatMap { Double($0.split(separator: " ").last ?? "") } ?? 0
    let count = settings.isQuick ? 2_000 : 20_000
    let batch = "\(settings.work)/serve-questions.jsonl"
    let line = "{\"from\": \"web-1\", \"to\": \"orders\", \"port\": 5432}\n"
    try Data(String(repeating: line, count: count).utf8).write(to: URL(filePath: batch))
    let trace = ["taskset", "-c", "0", settings.portolan, "trace", "examples/shop"]
    let batched = try ChildProcess(trace + ["--batch", batch], capturing: false)
    let ends = ["--from", "web-1", "--to", "orders", "--port", "5432", "--format", "json"]
    let single = try (0..<(settings.isQuick ? 21 : 101)).map { _ in
      try ChildProcess(trace + ends, capturing: false).wall
    }
    var table = ResultTable(
      "The shop's question on one core", columns: ["", "answers/s", "µs each", "ratio"])
    for (name, rate) in [
      ("portolan serve, /api/trace, 8 connections of wrk", rate),
      ("portolan trace --batch", Double(count) / batched.wall),
      ("portolan trace, a process each", 1 / single.median),
    ] {
      table.add(name, "\(Int(rate))", (1e6 / rate).short, (rate * single.median).asRatio)
    }
    table.print()
  }

  /// A server that runs until it is told to end.
  private struct Server {
    let address: String
    private let process = Process()

    init(_ settings: Settings, _ snapshot: String, on prefix: String = "") throws {
      let output = Pipe()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "exec \(prefix) \(settings.portolan) serve \(snapshot)"]
      process.standardOutput = output
      try process.run()
      let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      guard let address = line.split(separator: " ").dropFirst().first else {
        throw ChildProcess.Failure(description: "portolan serve did not start")
      }
      self.address = String(address)
    }

    func end() {
      process.terminate()
      process.waitUntilExit()
    }
  }
}
