public import NetworkModel
public import Ports

/// The packets of a connection: a protocol, the selectors of the request and those of the replies.
public struct Traffic: Hashable, Sendable {
  /// The protocol.
  public let ipProtocol: IPProtocol
  /// What filters look at in the request: the server's port, or the type and code of an echo request.
  public let request: PortSet
  /// What filters look at in the replies: the client's ports, or the type and code of an echo reply.
  public let reply: PortSet

  /// Packets with these selectors.
  init(_ ipProtocol: IPProtocol, request: PortSet, reply: PortSet) {
    self.ipProtocol = ipProtocol
    self.request = request
    self.reply = reply
  }

  /// A TCP or UDP connection to `serverPort` from any of `clientPorts`.
  ///
  /// - Precondition: `ipProtocol` has ports.
  public init(_ ipProtocol: IPProtocol, serverPort: UInt16, clientPorts: PortSet) {
    precondition(ipProtocol.hasPorts, "\(ipProtocol) has no ports")
    self.ipProtocol = ipProtocol
    request = PortSet(serverPort)
    reply = clientPorts
  }

  /// An echo, for ICMP (type 8 answered by 0, RFC 792) and ICMPv6 (128 by 129, RFC 4443); else packets of a protocol of which
  /// filters look at nothing but the number.
  ///
  /// - Precondition: `ipProtocol` has no ports.
  public init(portless ipProtocol: IPProtocol) {
    precondition(!ipProtocol.hasPorts, "\(ipProtocol) has ports")
    self.ipProtocol = ipProtocol
    switch ipProtocol {
    case .icmp: (request, reply) = (PortSet(8 << 8), PortSet(0))
    case .icmpv6: (request, reply) = (PortSet(128 << 8), PortSet(129 << 8))
    default: (request, reply) = (PortSet(0), PortSet(0))  // every pattern that matches the protocol has all selectors
    }
  }
}
