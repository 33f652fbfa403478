import ArgumentParser
import HostPorts
import Program
import Render

/// `portolan ports watch`
struct PortsWatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch the client ports in use: in the terminal, as lines of JSON, or for Prometheus.",
    discussion: """
      In a terminal, q ends it. Looks less often than asked when looking would take
      more than 6.5 % of a core, and says so.

      EXAMPLES
        portolan ports watch
        portolan ports watch --interval 5s --format json >> ports.jsonl
        portolan ports watch --metrics 127.0.0.1:9464      http://127.0.0.1:9464/metrics
      """)

  @OptionGroup var namespace: NamespaceOption
  @Option(help: ArgumentHelp("The time between looks.", valueName: "time"))
  var interval = Seconds(1)
  @Option(help: ArgumentHelp("End after so many looks.", valueName: "count"))
  var count: Int?
  @Option(help: ArgumentHelp("How many destinations and processes to tell of.", valueName: "count"))
  var top = 10
  @Option(
    help: ArgumentHelp(
      "Serve metrics there, looking when they are fetched; the destinations in them are --top.",
      valueName: "address:port"))
  var metrics: String?
  @Option(help: "text, for people, or json, a line for each look.")
  var format = Format.text

  func validate() throws {
    guard (0.05...86_400).contains(interval.value) else { throw ValidationError("--interval is from 50ms to a day") }
    guard (0...1_000).contains(top) else { throw ValidationError("--top is from 0 to 1000") }
    guard count.map({ $0 > 0 }) ?? true else { throw ValidationError("--count counts from 1") }
    if metrics != nil, format == .json || count != nil {
      throw ValidationError("--metrics looks when it is asked: leave out --format and --count")
    }
  }

  func run() throws {
    if let metrics {
      // Opened before the namespace is entered, so that metrics of a container are served outside it.
      var endpoint = try MetricsEndpoint(listeningOn: metrics)
      try namespace.enter()
      Console.error("portolan: metrics at http://\(endpoint.address)/metrics")
      try endpoint.serve(PortMonitor(), interval: interval.value, top: top)
    } else {
      try namespace.enter()
      var watch = PortWatch(PortMonitor(), pace: WatchPace(wanted: interval.value), top: top, looks: count)
      try watch.run(format)
    }
  }
}
