public import NetworkModel
internal import Ports

/// A question as people put it, in names and numbers that are not yet found in a network.
public struct Question: Hashable, Sendable {
  /// Where the connection starts.
  public var from: String?
  /// Where it ends.
  public var to: String?
  /// The protocol by name or number; TCP when nil.
  public var ipProtocol: String?
  /// The server's port.
  public var port: UInt16?
  /// The client's system, a key of the catalogue of ephemeral ranges.
  public var os: String?
  /// The client's ports, such as `32768-60999`.
  public var clientPorts: String?
  /// The way in that a client outside takes: `internet`, or the id of a virtual private gateway or transit gateway attachment.
  public var via: String?
  /// Whether to ask about IPv6 where both ends have both families.
  public var prefersIPv6 = false
  /// Whether to ask about the health checks of the load balancer `to`.
  public var isAboutHealth = false

  /// Makes a question that asks nothing yet.
  public init() {}

  /// The question, with its ends found in `directory`.
  public func query(in directory: Directory) throws(EndpointError) -> Query {
    let family: IPAddress.Family? = prefersIPv6 ? .v6 : nil
    if isAboutHealth {
      guard let to else { throw .mismatched("a question about health checks needs the load balancer to ask about") }
      return try Query(healthOf: try directory.endpoint(to), family: family)
    }
    let way: Entry.Via? = if let via { try directory.via(via) } else { nil }
    guard let from, let to else { throw .mismatched("a question needs a client and a server") }
    return try Query(
      from: try directory.endpoint(from), to: try directory.endpoint(to), ipProtocol: try Self.ipProtocol(ipProtocol),
      port: port, clientPorts: try Self.clientPorts(os: os, ports: clientPorts), family: family, via: way)
  }

  /// The protocol that `text` names; TCP when it names none.
  public static func ipProtocol(_ text: String?) throws(EndpointError) -> IPProtocol {
    guard let text else { return .tcp }
    guard let known = IPProtocol(text) else {
      throw .mismatched("“\(text)” is not a protocol: use tcp, udp, icmp, another name, or a number from 0 to 255")
    }
    return known
  }

  /// The client ports that a system's name or a list gives; nil when there is neither.
  public static func clientPorts(os: String?, ports: String?) throws(EndpointError) -> Endpoint.ClientPorts? {
    if os != nil, ports != nil {
      throw .mismatched("a client's system and its ports both say which ports it uses: give one")
    }
    if let os {
      guard let range = EphemeralRange.named(os) else { throw .mismatched(EphemeralRange.unknownKey(os)) }
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
