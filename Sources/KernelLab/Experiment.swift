public import Network
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
  /// The NAT gateway behind which the association in question begins, when `from` only drives it: then `clientPorts` are the NAT
  /// gateway's.
  public let beyond: Identifier<NATGateway>?

  /// Makes an experiment.
  ///
  /// - Throws: `LabError.unsupported` for a protocol that no experiment can be made with.
  public init(
    from: End, to: End, ipProtocol: IPProtocol, port: UInt16?, clientPorts: PortSet?,
    beyond: Identifier<NATGateway>? = nil
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

/// What the kernel did with an association's packets.
public struct Observation: Sendable {
  /// Packets that one rule dropped.
  public struct Drop: Hashable, Sendable {
    /// The namespace, by its label: `subnet-data`.
    public let place: String
    /// The rule: `network ACL data outbound rule *`.
    public let rule: String
    /// Whether requests were dropped, and not replies.
    public let isRequest: Bool
    /// The client ports; empty for ICMP.
    public let ports: PortSet
  }

  /// The client ports that got an answer; for ICMP all ports or none.
  public let working: PortSet
  /// The ports whose packets a rule dropped, each written down by the kernel.
  public let dropped: PortSet
  /// The ports that say nothing: their packets were dropped on another association of the way, or by a lack of the lab's.
  public let unobserved: PortSet
  /// Why, if there are any.
  public let obstacle: String?
  /// What dropped packets, most ports first.
  public let drops: [Drop]
  /// How many connections or packets were begun, and how long that took.
  public let attempts: Int
  /// How long it took, in seconds.
  public let seconds: Double
}
