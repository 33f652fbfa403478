import ArgumentParser
import Program
import Reachability
import Render

/// The options that put one question.
struct QuestionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where the connection starts.", valueName: "end"))
  var from: String?
  @Option(help: ArgumentHelp("Where it ends.", valueName: "end"))
  var to: String?
  @Option(help: "The server's port.")
  var port: UInt16?
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("tcp, udp, icmp (an echo), or another protocol by name or number.", valueName: "name"))
  var ipProtocol: String?
  @Option(help: ArgumentHelp("The client's system: linux, windows, … (see portolan ports ranges).", valueName: "key"))
  var os: String?
  @Option(help: ArgumentHelp("The client's ports, such as 32768-60999.", valueName: "ports"))
  var clientPorts: String?
  @Option(
    help: ArgumentHelp(
      "The way in of a client outside: internet, or the id of a virtual private gateway or transit gateway attachment.",
      valueName: "way"))
  var via: String?
  @Flag(name: .customLong("ipv6"), help: "Ask about IPv6 when both ends have both families.")
  var prefersIPv6 = false

  @Flag(name: .customLong("health"), help: "Ask whether the health checks of the load balancer --to reach its targets.")
  var isAboutHealth = false

  /// Whether no option was given.
  var isEmpty: Bool {
    !isAboutHealth && from == nil && to == nil && port == nil && ipProtocol == nil && os == nil && clientPorts == nil
      && !prefersIPv6 && via == nil
  }

  func validate() throws {
    if os != nil, clientPorts != nil {
      throw ValidationError("--os and --client-ports both say which ports the client uses: give one")
    }
    if isAboutHealth, from != nil || port != nil || ipProtocol != nil || os != nil || clientPorts != nil {
      throw ValidationError(
        "--health asks from the load balancer itself, at the ports its target groups name: give --to alone")
    }
  }

  /// The question, with its ends found in `directory`.
  func query(in directory: Directory) throws -> Query {
    if isAboutHealth, to == nil { throw Failure("--health needs the load balancer: --to") }
    if !isAboutHealth, from == nil || to == nil { throw Failure("a question needs --from and --to, or --batch") }
    var question = Question()
    question.from = from
    question.to = to
    question.ipProtocol = ipProtocol
    question.port = port
    question.os = os
    question.clientPorts = clientPorts
    question.prefersIPv6 = prefersIPv6
    question.via = via
    question.isAboutHealth = isAboutHealth
    return try orFail { () throws(EndpointError) in try question.query(in: directory) }
  }
}

/// The forms an answer comes in.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
