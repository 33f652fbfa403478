import ArgumentParser
import NetworkModel
import Ports
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
  @Flag(name: .customLong("ipv6"), help: "Ask about IPv6 when both ends have both families.")
  var prefersIPv6 = false

  @Flag(name: .customLong("health"), help: "Ask whether the health checks of the load balancer --to reach its targets.")
  var isAboutHealth = false

  /// Whether no option was given.
  var isEmpty: Bool {
    !isAboutHealth && from == nil && to == nil && port == nil && ipProtocol == nil && os == nil && clientPorts == nil
      && !prefersIPv6
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
    if isAboutHealth {
      guard let to else { throw Failure("--health needs the load balancer: --to") }
      do throws(EndpointError) {
        return try Query(healthOf: try directory.endpoint(to), family: prefersIPv6 ? .v6 : nil)
      } catch {
        throw Failure("\(error)")
      }
    }
    guard let from, let to else { throw Failure("a question needs --from and --to, or --batch") }
    do throws(EndpointError) {
      return try Query(
        from: try directory.endpoint(from), to: try directory.endpoint(to), ipProtocol: try Self.ipProtocol(ipProtocol),
        port: port, clientPorts: try Self.clientPorts(os: os, ports: clientPorts), family: prefersIPv6 ? .v6 : nil)
    } catch {
      throw Failure("\(error)")
    }
  }

  /// The protocol that `text` names; TCP when it names none.
  static func ipProtocol(_ text: String?) throws(EndpointError) -> IPProtocol {
    guard let text else { return .tcp }
    guard let known = IPProtocol(text) else {
      throw .mismatched("“\(text)” is not a protocol: use tcp, udp, icmp, another name, or a number from 0 to 255")
    }
    return known
  }

  /// The client ports that a system's name or a list gives; nil when there is neither.
  static func clientPorts(os: String?, ports: String?) throws(EndpointError) -> Endpoint.ClientPorts? {
    if let os {
      guard let range = EphemeralRange.named(os) else {
        throw .mismatched(EphemeralRange.unknownKey(os))
      }
      return Endpoint.ClientPorts(range.ports, source: "\(range.name) default", order: range.drawingOrder)
    }
    guard let ports else { return nil }
    do throws(PortSyntaxError) {
      return Endpoint.ClientPorts(try PortSet(parsing: ports), source: "as given")
    } catch {
      throw .mismatched("the client ports: \(error)")
    }
  }
}

/// The forms an answer comes in.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
