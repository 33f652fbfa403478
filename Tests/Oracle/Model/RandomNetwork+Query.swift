extension RandomNetwork {
  /// A question: does a connection from one address to another work, both ways?
  public struct Query: Sendable {
    /// Where the two ends are to each other.
    public enum Kind: String, CaseIterable, Sendable {
      /// Two interfaces of one subnet.
      case sameSubnet
      /// Two interfaces of one VPC in different subnets.
      case sameVPC
      /// Two interfaces of different VPCs, by private IPv4 address.
      case otherVPC
      /// An interface calls an address outside.
      case toOutside
      /// An address outside calls an interface.
      case fromOutside
    }

    /// One end.
    public struct Endpoint: Sendable {
      /// The interface; nil for an address outside every VPC.
      public let interfaceID: String?
      /// The address: of an interface one of its own, as the instance knows it (private IPv4 even
      /// where the internet would write its public one).
      public let address: Address

      package init(interfaceID: String? = nil, address: Address) {
        self.interfaceID = interfaceID
        self.address = address
      }

      /// The address as text, spelt as in the snapshot.
      public var addressText: String { address.description }
    }

    /// Where the two ends are to each other.
    public let kind: Kind
    /// The client.
    public let from: Endpoint
    /// The server.
    public let to: Endpoint
    /// The IP protocol number; 1 and 58 stand for an echo request and its reply.
    public let protocolNumber: UInt8
    /// The server port for TCP and UDP, 0 otherwise.
    public let port: UInt16

    package init(
      kind: Kind, from: Endpoint, to: Endpoint, protocolNumber: UInt8, port: UInt16 = 0
    ) {
      self.kind = kind
      self.from = from
      self.to = to
      self.protocolNumber = protocolNumber
      self.port = port
    }
  }
}

extension RandomNetwork.Query {
  /// Whether the protocol has ports, so that every client port has an outcome of its own.
  public var hasPorts: Bool {
    protocolNumber == 6 || protocolNumber == 17
  }
}

extension RandomNetwork.Query: CustomStringConvertible {
  /// One line for a failure message.
  public var description: String {
    let source = "\(from.interfaceID ?? "outside") \(from.addressText)"
    let destination = "\(to.interfaceID ?? "outside") \(to.addressText)"
    return "\(kind.rawValue) \(source) -> \(destination) protocol \(protocolNumber) port \(port)"
  }
}
