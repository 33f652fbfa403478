public import NetworkModel
public import Ports

/// One association between two addresses, with the way of its packets in both directions.
public struct Leg: Hashable, Sendable {
  /// One of the two ways of a leg.
  public enum Direction: String, Hashable, Sendable {
    /// From client to server.
    case request
    /// From server to client.
    case reply
  }

  /// A network interface that AWS has and the snapshot does not list.
  public struct Unlisted: Hashable, Sendable {
    /// What it goes by: the id of what AWS has it for, with the subnet's where that has several.
    public let id: Identifier<NetworkInterface>
    /// The name of the subnet, if the end may have any address of it.
    public let subnet: String?
  }

  /// One end of a leg.
  public struct End: Hashable, Sendable {
    /// The name for people.
    public let name: String
    /// The address the other end sees, or one that stands for all of `addresses`.
    public let address: IPAddress
    /// The addresses for which the answer is the same, when the end is more than one.
    public let addresses: AddressSet?
    /// Whether `addresses` are all that the end's name stands for.
    public let isWhole: Bool
    /// The network interface, if the end is one that the snapshot lists.
    public let interface: Identifier<NetworkInterface>?
    /// What is known of it, if the end is one that the snapshot does not list.
    public let unlisted: Unlisted?
  }

  /// The client's end.
  public let from: End
  /// The server's end.
  public let to: End
  /// What ends the leg in the server's place, or begins it in the client's, without either address showing it: a NAT gateway or NAT
  /// instance, or a load balancer's node that keeps the client's address.
  public let through: Hop.Component?
  /// Whether its client ports are those of the leg before, so that both must let the same ports through.
  public let keepsClientPorts: Bool
  /// The protocol.
  public let ipProtocol: IPProtocol
  /// The server's port; nil for a protocol without ports.
  public let serverPort: UInt16?
  /// The client ports asked about; nil for a protocol without ports.
  public let clientPorts: PortSet?
  /// The client ports with which the leg works; for a protocol without ports, whether its packets pass.
  public let working: Passage
  /// What the leg comes to.
  public let verdict: Verdict
  /// The hops of the request.
  public let request: [Hop]
  /// The hops of the reply.
  public let reply: [Hop]
  /// What is taken for granted on the way of both.
  public let assumptions: [Assumption]

  /// Hashes the ends and what works between them: legs that differ in their hops alone are few, and hops many.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(from)
    hasher.combine(to)
    hasher.combine(working)
  }
}
