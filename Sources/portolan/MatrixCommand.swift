import ArgumentParser
import NetworkModel
import Ports
import Program
import Reachability
import Render

/// `portolan matrix`
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Answers for every client and every server at once.",
    discussion: """
      Every network interface is a client and a server. Those that no rule, route or
      reference tells apart form a class, and are answered for together. Pairs of
      which no connection works are counted and not listed.

      EXAMPLES
        portolan matrix shop --ports 22,443,5432
        portolan matrix shop --group-by subnet --verdict intermittent
        portolan matrix shop --from web-1 --port-range all
        portolan matrix shop --ports 443 --totals
        portolan matrix shop --ports 443 --group-by interface --format csv > shop.csv
        portolan matrix shop --ports 5432 --group-by subnet --format html > shop.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
    case svg
    case html
  }

  enum PortRange: String, ExpressibleByArgument, CaseIterable {
    case all
  }

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var reading: SnapshotOptions
  @Option(help: ArgumentHelp("The servers' ports; without it, those that rules name.", valueName: "ports"))
  var ports: String?
  @Option(help: "all: for each pair of classes, the set of all server ports that work.")
  var portRange: PortRange?
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("tcp, udp, icmp (an echo), or another protocol by name or number.", valueName: "name"))
  var ipProtocol: String?
  @Option(help: ArgumentHelp("The clients' system: linux, windows, … (see portolan ports ranges).", valueName: "key"))
  var os: String?
  @Option(help: ArgumentHelp("The clients' ports, such as 32768-60999.", valueName: "ports"))
  var clientPorts: String?
  @Flag(name: .customLong("ipv6"), help: "Ask about IPv6 addresses.")
  var isIPv6 = false
  @Option(help: ArgumentHelp("Only these clients: a name, id, subnet, group, block.", valueName: "ends"))
  var from: String?
  @Option(help: ArgumentHelp("Only these servers.", valueName: "ends"))
  var to: String?
  @Option(help: ArgumentHelp("Only rows with such an answer: works, intermittent, unknown.", valueName: "verdicts"))
  var verdict: String?
  @Option(
    name: [.customLong("group-by"), .customLong("by")],
    help: ArgumentHelp("What to put together: class, interface, subnet, vpc or tag:KEY.", valueName: "what"))
  var grouping = MatrixGrouping.class
  @Option(help: ArgumentHelp("How many rows to print as text; 0 for all.", valueName: "rows"))
  var limit = 40
  @Flag(help: "Print the counts alone, as JSON.")
  var totals = false
  @Option(help: "text, for people; json or csv, for programs; svg or html, a heat map.")
  var format = Format.text

  func validate() throws {
    if os != nil, clientPorts != nil {
      throw ValidationError("--os and --client-ports both say which ports the clients use: give one")
    }
    if limit < 0 { throw ValidationError("--limit is how many rows to print: give 0 or more") }
    guard portRange != nil else { return }
    if ports != nil { throw ValidationError("--ports and --port-range both say which ports to ask about: give one") }
    if totals { throw ValidationError("--totals counts pairs at single ports: give --ports instead of --port-range") }
    if grouping != .class { throw ValidationError("--port-range answers for classes: leave out --group-by") }
    if format != .text, format != .json { throw ValidationError("--port-range prints text or json") }
  }

  func run() throws {
    let only = try Set((verdict ?? "").split(separator: ",").map { try Self.verdict(String($0)) })
    var engine = Engine(try reading.network(snapshot))
    let number = try orFail { () throws(EndpointError) in try Question.ipProtocol(ipProtocol) }
    let asked = try orFail { () throws(EndpointError) in
      try Question.clientPorts(os: os, ports: clientPorts)
    }
    let matrix = Matrix(
      of: engine.directory, through: engine.plane(for: number), family: isIPv6 ? .v6 : .v4, clientPorts: asked)
    let report = MatrixReport(
      matrix: matrix, clients: try grouping.groups(of: matrix, only: try ends(from, in: engine.directory)),
      servers: try grouping.groups(of: matrix, only: try ends(to, in: engine.directory)),
      isWhole: from == nil && to == nil, verdicts: only.isEmpty ? nil : only, grouping: grouping,
      limit: limit == 0 ? nil : limit, grounds: Grounds(of: engine.network))
    if portRange != nil {
      guard number.hasPorts else { throw Failure("\(number) has no ports: leave out --port-range") }
      return format == .json ? report.printServerPortsJSON() : report.printServerPorts()
    }
    for gap in matrix.leftOut where format != .json {
      Console.error("portolan: note: left out of the matrix: \(gap.what): \(gap.why)")
    }
    let ports = try askedPorts(of: matrix, number)
    switch format {
    case _ where totals: report.printTotals(ports)
    case .text: report.printText(ports)
    case .json: report.printJSON(ports)
    case .csv: report.printCSV(ports)
    case .svg, .html: try report.printHeatMap(ports, isPage: format == .html)
    }
    // Here and not by returning: to take a large network apart takes a tenth of the time.
    Exit.works.terminate()
  }

  private func askedPorts(of matrix: Matrix, _ number: IPProtocol) throws -> [UInt16?] {
    guard number.hasPorts else {
      if ports != nil { throw Failure("\(number) has no ports: leave out --ports") }
      return [nil]
    }
    guard let ports else {
      if matrix.namedPorts.isEmpty { throw Failure("no rule of the snapshot names a port: give --ports") }
      return matrix.namedPorts
    }
    let set = try orFail { () throws(PortSyntaxError) in try PortSet(parsing: ports) }
    if set.count > 1_024 {
      throw Failure(
        "--ports names \(set.count) ports, and 1024 at most are asked about at once: give fewer, or --port-range all")
    }
    return set.ranges.flatMap { Array($0.lower...$0.upper) }
  }

  /// The hosts that an option names; nil when it names none.
  private func ends(_ text: String?, in directory: Directory) throws -> Set<Host>? {
    guard let text else { return nil }
    let endpoint = try orFail { () throws(EndpointError) in try directory.endpoint(text) }
    if endpoint.isUnplaced {
      Console.error("portolan: the snapshot does not tell where “\(text)” is: see portolan trace")
      Exit.unknown.terminate()
    }
    switch endpoint.kind {
    case .hosts(let hosts), .publicHosts(let hosts): return Set(hosts)
    case .outside, .service: throw Failure("“\(text)” has no network interface: the matrix is of the snapshot's own")
    }
  }

  private static func verdict(_ text: String) throws -> Verdict {
    guard let verdict = Verdict(rawValue: text), verdict != .blocked else {
      throw Failure(
        text == "blocked"
          ? "pairs that are blocked are counted and not listed: --verdict takes works, intermittent and unknown"
          : "“\(text)” is no verdict: use works, intermittent or unknown")
    }
    return verdict
  }
}
