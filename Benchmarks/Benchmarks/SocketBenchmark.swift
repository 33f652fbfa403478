import Foundation
import HostPorts

/// Lists 50,000 sockets, in a namespace made for it, beside a bare netlink dump in C, `ss`, and `/proc/net/tcp`.
///
/// What Portolan does where the kernel does not list sockets over netlink is measured, too: in a process that may not ask.
enum SocketBenchmark {
  /// What a process is started with that lists sockets and prints how long it took.
  static let childCommand = "--list-sockets"

  static func run(_ settings: Settings) throws {
    guard getuid() == 0, (try? shell("ip netns list")) != nil else {
      print("\nsockets: left out, since network namespaces need root and ip (iproute2)")
      return
    }
    let namespace = "portolan-bench-\(getpid())"
    try shell("ip netns add \(namespace) && ip -n \(namespace) link set lo up")
    defer { _ = try? shell("ip netns del \(namespace)") }
    let connections = settings.isQuick ? 6_250 : 25_000
    let holders = try hold(connections, in: namespace)
    defer { holders.forEach { $0.end() } }
    let rounds = settings.isQuick ? 3 : 7
    try listing(settings, namespace, rounds: rounds, sockets: connections * 2)
    try processes(settings, namespace, rounds: rounds, sockets: connections * 2)
    try watch(settings, namespace, sockets: connections * 2)
  }

  /// Lists and prints the time of each list in milliseconds; run in a process of its own, which enters the namespace.
  static func runChild(_ words: [String]) throws {
    guard words.count == 3, let runs = Int(words[1]) else { throw ChildProcess.Failure(description: "usage") }
    try NetworkNamespace.named(words[0]).enter()
    var sockets = HostSockets()
    let filter = words[2] == "all" ? SocketFilter.all : SocketFilter(remotePort: UInt16(words[2]))
    var list: SocketList?
    for _ in 0..<runs {
      let start = Stopwatch.now(CLOCK_MONOTONIC)
      list = try sockets.sockets([.tcp], filter: filter, reusing: list.take())
      print((Stopwatch.now(CLOCK_MONOTONIC) - start) * 1e3)
    }
  }

  // MARK: Tables

  private static func listing(_ settings: Settings, _ namespace: String, rounds: Int, sockets: Int) throws {
    let inside = ["ip", "netns", "exec", namespace]
    var commands = [
      ("portolan, in Swift", [CommandLine.arguments[0], childCommand, namespace, "5", "all"]),
      ("… one port, picked out by the kernel", [CommandLine.arguments[0], childCommand, namespace, "5", "8010"]),
    ]
    if let program = settings.program("PORTOLAN_BENCH_SOCK_DIAG") {
      commands.insert(("a bare netlink dump, in C", inside + [program, "5"]), at: 1)
    }
    commands.append(
      (
        "… without sock_diag, from /proc/net",
        sandbox + [CommandLine.arguments[0], childCommand, namespace, "5", "all"]
      ))
    if let program = settings.program("PORTOLAN_BENCH_PROC_NET_TCP") {
      commands.append(("/proc/net/tcp, in C", inside + [program, "5"]))
    }
    var times = [[Double]](repeating: [], count: commands.count)
    for _ in 0..<rounds {
      // In turns, so that what else the machine does falls on all alike.
      for index in commands.indices {
        times[index] += try ChildProcess(commands[index].1).output.split(separator: "\n").compactMap { Double($0) }
      }
    }
    let ours = times[0].median
    var table = ResultTable(
      "A list of \(sockets) TCP sockets, ms (median of \(times[0].count))", columns: ["", "wall", "fastest", "ratio"])
    for (index, (name, _)) in commands.enumerated() {
      table.add(name, times[index].median.short, (times[index].min() ?? 0).short, (ours / times[index].median).asRatio)
    }
    table.print()
  }

  private static func processes(_ settings: Settings, _ namespace: String, rounds: Int, sockets: Int) throws {
    let inside = ["ip", "netns", "exec", namespace]
    let list = [settings.portolan, "ports", "list", "--netns", namespace]
    let commands = [
      ("portolan ports list", list), ("ss -H -tan", inside + ["ss", "-H", "-tan"]),
      ("portolan ports list --processes", list + ["--processes"]), ("ss -H -tanp", inside + ["ss", "-H", "-tanp"]),
      ("portolan ports list, without sock_diag", sandbox + list),
      ("portolan ports list --to :8010", list + ["--to", ":8010"]),
      ("portolan --version", [settings.portolan, "--version"]),
    ]
    var runs = [[ChildProcess]](repeating: [], count: commands.count)
    for _ in 0..<rounds {
      for index in commands.indices { runs[index].append(try ChildProcess(commands[index].1, capturing: false)) }
    }
    var table = ResultTable(
      "The same as a whole process, ms (median of \(rounds))", columns: ["", "wall", "fastest", "CPU", "MiB"])
    for (index, (name, _)) in commands.enumerated() {
      let walls = runs[index].map { $0.wall * 1e3 }
      table.add(
        name, walls.median.short, (walls.min() ?? 0).short, runs[index].map { $0.cpu * 1e3 }.median.short,
        (runs[index].map(\.peakMemory).max() ?? 0).short)
    }
    table.print()
  }

  private static func watch(_ settings: Settings, _ namespace: String, sockets: Int) throws {
    let looks = settings.isQuick ? 4 : 31
    let run = try ChildProcess(
      [settings.portolan, "ports", "watch", "--count", "\(looks)", "--format", "json", "--netns", namespace],
      capturing: false)
    var table = ResultTable(
      "portolan ports watch at 1 s, \(sockets) sockets", columns: ["", "looks", "wall s", "of a core", "MiB"])
    table.add(
      "processes and start included", "\(looks)", run.wall.short, (run.cpu / run.wall * 100).short + " %",
      run.peakMemory.short)
    table.print()
  }

  // MARK: What is needed for it

  /// A program that stands beside this one.
  private static func neighbour(_ name: String) -> String {
    CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/\(name)"
  }

  /// Runs a command in which asking for sockets over netlink fails: no such protocol.
  private static var sandbox: [String] { [neighbour("Sandbox"), "\(EPROTONOSUPPORT)"] }

  @discardableResult
  private static func shell(_ line: String) throws -> String { try ChildProcess(["sh", "-c", line]).output }

  /// A process that holds connections open until it is told to end.
  private struct Holder {
    let process: Process
    let input: Pipe

    func end() {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
  }

  private static func hold(_ connections: Int, in namespace: String) throws -> [Holder] {
    let program = neighbour("SocketHolder")
    // A process may have no more than 20,000 descriptors where the hard limit is not higher.
    let parts = (connections + 6_249) / 6_250
    return try (0..<parts).map { part in
      let process = Process()
      let (input, output) = (Pipe(), Pipe())
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [
        "ip", "netns", "exec", namespace, program, "\(connections / parts)", "\(8_000 + 10 * part)",
      ]
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      guard output.fileHandleForReading.availableData.starts(with: Array("ready".utf8)) else {
        throw ChildProcess.Failure(description: "SocketHolder did not get ready")
      }
      return Holder(process: process, input: input)
    }
  }
}
