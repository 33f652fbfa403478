extension PathNetwork {
  /// A question: does a connection work, both ways?
  public struct Question: Sendable {
    /// One end, as it is named.
    package enum End: Hashable, Sendable {
      /// An address of an interface, by its private spelling.
      case interface(String, Address)
      /// An interface, called by the public address of one of its own.
      case publicly(String, Address)
      /// A load balancer, by its name.
      case loadBalancer(String)
      /// An address outside every VPC, public or on premises.
      case outside(Address)
    }

    package var from: End
    package var to: End
    /// 1, 6 or 17; 58 for IPv6.
    package var protocolNumber: UInt8
    /// The server's port; 0 for ICMP.
    package var port: UInt16
    package var clientPorts: ClosedRange<UInt16>

    package init(
      from: End, to: End, protocolNumber: UInt8 = 6, port: UInt16,
      clientPorts: ClosedRange<UInt16> = 32768...60999
    ) {
      self.from = from
      self.to = to
      self.protocolNumber = protocolNumber
      self.port = port
      self.clientPorts = clientPorts
    }
  }
}

extension PathNetwork.Question {
  package var hasPorts: Bool { protocolNumber == 6 || protocolNumber == 17 }
}

extension PathNetwork.Question.End: CustomStringConvertible {
  /// The end as one names it to Portolan.
  package var description: String {
    switch self {
    case .interface(_, let address), .publicly(_, let address), .outside(let address): address.description
    case .loadBalancer(let name): name
    }
  }
}

extension PathNetwork.Question: CustomStringConvertible {
  /// One line for a failure message.
  public var description: String {
    "\(from) -> \(to) protocol \(protocolNumber) port \(port) from \(clientPorts)"
  }
}
