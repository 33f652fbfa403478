public import Network

/// One address of one network interface: an end of a connection inside a VPC.
public struct Host: Hashable, Sendable {
  /// The interface.
  public let interface: NetworkInterface
  /// Which of its addresses the connection uses.
  public let address: NetworkInterface.Address
  /// The state of the instance the interface is attached to; nil when there is none, or the snapshot does not describe it.
  public let instanceState: Instance.State?

  /// Makes the host that uses `address` of `interface`.
  public init(_ interface: NetworkInterface, _ address: NetworkInterface.Address, in network: Network) {
    self.interface = interface
    self.address = address
    instanceState = interface.instance.flatMap { network.instances[$0]?.state }
  }

  /// The address by which the internet knows the host: the paired public address for IPv4, its own for IPv6.
  public var outsideAddress: IPAddress? {
    address.address.family == .v6 ? address.address : address.publicAddress
  }

  /// Whether the host shares its subnet with another, so that packets between them meet no ACL and no route table (trap 11).
  func isNeighbour(of other: Host) -> Bool { interface.subnet == other.interface.subnet }
}
