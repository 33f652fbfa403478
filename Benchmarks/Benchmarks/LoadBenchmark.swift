import Foundation
import Snapshots

/// Reading a snapshot, from file to network, beside JSON parsers that read no file or make no network.
///
/// Each measurement has a process of its own: its first call is the cold one, and its peak of memory is its own.
enum LoadBenchmark {
  static let childCommand = "load-child"

  static func run(_ settings: Settings) throws {
    for interfaces in settings.isQuick ? [1_000, 10_000] : [1_000, 10_000, 100_000] {
      for isIndented in [false, true] {
        let folder = try SnapshotFolder(
          MadeNetwork(interfaces: interfaces), named: "\(interfaces)", indented: isIndented, in: settings.work)
        // What takes milliseconds takes many to find a moment when nothing else runs.
        let repeats = (settings.isQuick ? 3 : 7) * max(1, 30_000 / interfaces)
        try measure(
          folder, "\(interfaces) interfaces, \(isIndented ? "indented" : "compact")", repeats: repeats, settings)
      }
    }
  }

  private static func measure(
    _ folder: SnapshotFolder, _ title: String, repeats: Int, _ settings: Settings
  ) throws {
    var table = ResultTable(
      "Loading \(title)",
      columns: ["", "MB", "cold MB/s", "warm MB/s", "Portolan, warm, is faster by", "peak MB", "of it before"])
    var own = 0.0
    for method in Method.allCases {
      guard let command = method.command(settings) else {
        table.add(method.rawValue, "-", "-", "-", "left out: run it by scripts/bench", "-", "-")
        continue
      }
      let report = try Report(ChildProcess(command + ["\(repeats)", folder.path]).output)
      let cold = report.megabytes / report.cold
      let warm = report.megabytes / report.warm
      if method == .portolan { own = warm }
      table.add(
        method.rawValue, report.megabytes.short, cold.short, warm.short,
        method == .portolan ? "" : (own / warm).asRatio, report.peakMegabytes.short, report.startMegabytes.short)
    }
    table.print()
  }

  /// What is measured, by its name in the table.
  private enum Method: String, CaseIterable {
    case portolan = "Portolan: read, decode, build"
    case python = "Python json.loads, from memory"
    case decoder = "JSONDecoder, interfaces and ACLs, from memory"
    case serialization = "JSONSerialization, from memory"

    func command(_ settings: Settings) -> [String]? {
      if self == .python { return settings.peers.map { [settings.python, "\($0)/json_loads.py"] } }
      return [CommandLine.arguments[0], childCommand, rawValue]
    }
  }

  /// What a measurement's process prints: megabytes read, seconds on the wall of the first call and of the fastest of the others, and the
  /// peak of its memory before and after.
  private struct Report {
    let megabytes, cold, warm, startMegabytes, peakMegabytes: Double

    init(_ printed: String) throws {
      let numbers = printed.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
      guard numbers.count == 5 else { throw ChildProcess.Failure(description: "no report: \(printed)") }
      (megabytes, cold, warm) = (numbers[0], numbers[1], numbers[2])
      (startMegabytes, peakMegabytes) = (numbers[3], numbers[4])
    }
  }

  /// Measures one method in this process: its name, how often, and the folder.
  static func runChild(_ words: [String]) throws {
    guard words.count == 3, let method = Method(rawValue: words[0]), let repeats = Int(words[1]) else {
      preconditionFailure("\(childCommand) METHOD REPEATS FOLDER")
    }
    var files = try FileManager.default.contentsOfDirectory(atPath: words[2]).sorted().map { "\(words[2])/\($0)" }
    if method == .decoder { files.removeAll { !DecodedSnapshot.isRead($0) } }
    let texts = method == .portolan ? [] : try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    let sizes = try files.map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int ?? 0 }
    let before = try peakMemory()
    let times = try (0...repeats).map { _ in
      var results: [Any] = []  // freed only when the time is taken
      return try Stopwatch.wallSeconds {
        switch method {
        case .portolan: results.append(try Snapshot(readingFrom: words[2]))
        case .decoder: for text in texts { results.append(try JSONDecoder().decode(DecodedSnapshot.self, from: text)) }
        case .serialization: for text in texts { results.append(try JSONSerialization.jsonObject(with: text)) }
        case .python: preconditionFailure("Python measures itself")
        }
      }
    }
    print(Double(sizes.reduce(0, +)) / 1e6, times[0], times.dropFirst().min() ?? times[0], before, try peakMemory())
  }

  /// The most memory that this process has had in use at once (VmHWM of proc(5)), in megabytes.
  private static func peakMemory() throws -> Double {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.components(separatedBy: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) * 1_024 / 1e6
  }
}
