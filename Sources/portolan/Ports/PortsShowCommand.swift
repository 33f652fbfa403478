import ArgumentParser
import Glibc
import HostPorts
import Program
import Render

/// `portolan ports show`
struct PortsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show which client ports are in use here, by whom, and when they run out.",
    discussion: """
      Looks twice, a moment apart, to see how use develops. A port can serve one
      connection to each destination at a time, so each source address, destination
      address and port has a pool of its own.

      EXAMPLES
        portolan ports show
        portolan ports show --window 10s         a longer look for a steadier forecast
        portolan ports show --netns 4711         the network namespace of a process
        portolan ports show --format json
      """)

  @OptionGroup var namespace: NamespaceOption
  @Option(help: ArgumentHelp("The time between the two looks; 0 for one look only.", valueName: "time"))
  var window = Seconds(1)
  @Option(help: ArgumentHelp("How many destinations and processes to list.", valueName: "count"))
  var top = 10
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text

  func validate() throws {
    guard (0...3_600).contains(window.value) else { throw ValidationError("--window is at most an hour") }
    guard top >= 0 else { throw ValidationError("--top counts from 0") }
  }

  func run() throws {
    try namespace.enter()
    let report = try orFail { () throws(PortMonitorError) in
      var monitor = PortMonitor()
      if window.value > 0 {
        _ = try monitor.look(owners: false)
        usleep(useconds_t(window.value * 1e6))
      }
      return try monitor.look(owners: true)
    }
    if let refusal = report.refusal { Console.error("portolan: note: \(refusal.degradation)") }
    switch format {
    case .text: Console.output(report.text(most: top, colour: Console.isColourful))
    case .json: Console.output(report.json(most: top).text(indented: true) + "\n")
    }
  }
}
