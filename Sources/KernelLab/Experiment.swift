public import NetworkModel
public import Ports

/// One association to be tried: from every client port of one address to one port of another.
public struct Experiment: Sendable {
  /// One end.
  public enum End: Hashable, Sendable {
    /// An address of a network interface of the snapshot, called by its public address when `isPublic`.
    case interface(Identifier<NetworkInterface>, IPAddress, isPublic: Bool)
    /// An address that no interface of the snapshot has.
    case outside(IPAddress)
  }

  /// A NAT gateway that sends with one of its addresses.
  public struct Translator: Hashable, Sendable {
    /// The NAT gateway.
    public let gateway: Identifier<NATGateway>
    /// The address in its subnet.
    public let address: IPAddress

    /// Names an address of a NAT gateway.
    public init(_ gateway: Identifier<NATGateway>, sendingWith address: IPAddress) {
      self.gateway = gateway
      self.address = address
    }
  }

  /// The client.
  public let from: End
  /// The server.
  public let to: End
  /// TCP, UDP, ICMP or ICMPv6.
  public let ipProtocol: IPProtocol
  /// The server's port; nil for ICMP, of which echoes are sent.
  public let port: UInt16?
  /// The client ports to try; nil for ICMP.
  public let clientPorts: PortSet?
  /// The NAT gateway that begins the association in question, when `from` only drives it: then `clientPorts` are the NAT gateway's.
  public let beyond: Translator?

  /// Makes an experiment.
  ///
  /// - Throws: `LabError.unsupported` for a protocol that no experiment can be made with.
  public init(
    from: End, to: End, ipProtocol: IPProtocol, port: UInt16?, clientPorts: PortSet?,
    beyond: Translator? = nil
  ) throws(LabError) {
    guard [.tcp, .udp, .icmp, .icmpv6].contains(ipProtocol) else {
      throw .unsupported("the lab tries TCP, UDP and ICMP, and not \(ipProtocol)")
    }
    self.from = from
    self.to = to
    self.ipProtocol = ipProtocol
    self.port = port
    self.clientPorts = clientPorts
    self.beyond = beyond
  }
}
