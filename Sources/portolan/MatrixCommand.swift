import ArgumentParser
import Network
import Ports
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
        portolan matrix shop --by subnet
        portolan matrix shop --ports 443 --totals
        portolan matrix shop --ports 443 --by interface --format csv > matrix.csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
  }

  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case `class`
    case interface
    case subnet

    var ofMatrix: Matrix.Grouping {
      switch self {
      case .class: .class
      case .interface: .interface
      case .subnet: .subnet
      }
    }
  }

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @Option(help: ArgumentHelp("The servers' ports; without it, those that rules name.", valueName: "ports"))
  var ports: String?
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
  @Option(help: "What to put together.")
  var by = Grouping.class
  @Flag(help: "Print the counts alone, as JSON.")
  var totals = false
  @Option(help: "text, for people, or json or csv, for programs.")
  var format = Format.text

  func validate() throws {
    if os != nil, clientPorts != nil {
      throw ValidationError("--os and --client-ports both say which ports the clients use: give one")
    }
  }

  func run() throws {
    var engine = Engine(try loadNetwork(snapshot))
    let number = try Self.asFailure { () throws(EndpointError) in try QuestionOptions.ipProtocol(ipProtocol) }
    let asked = try Self.asFailure { () throws(EndpointError) in
      try QuestionOptions.clientPorts(os: os, ports: clientPorts)
    }
    let matrix = Matrix(
      of: engine.directory, through: engine.plane(for: number), family: isIPv6 ? .v6 : .v4, clientPorts: asked)
    let ports = try askedPorts(of: matrix, number)
    let report = MatrixReport(matrix: matrix, ports: ports, grouping: by.ofMatrix)
    if totals { return report.printTotals() }
    switch format {
    case .text: report.printText()
    case .json: report.printJSON()
    case .csv: report.printCSV()
    }
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
    let set: PortSet
    do throws(PortSyntaxError) { set = try PortSet(parsing: ports) } catch { throw Failure("--ports: \(error)") }
    if set.count > 1_024 {
      throw Failure("--ports names \(set.count) ports, and 1024 at most are asked about at once: give fewer")
    }
    return set.ranges.flatMap { Array($0.lower...$0.upper) }
  }

  private static func asFailure<Value>(_ body: () throws(EndpointError) -> Value) throws -> Value {
    do throws(EndpointError) { return try body() } catch { throw Failure("\(error)") }
  }
}
