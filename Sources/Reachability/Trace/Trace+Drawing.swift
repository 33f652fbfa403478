internal import NetworkModel
internal import Ports

extension Trace {
  /// An estimate: of the ports that the client's system draws first, how many work.
  public struct Drawn: Hashable, Sendable {
    /// How many of them surely work.
    public let working: Int
    /// How many there are.
    public let total: Int
  }

  /// How the client fares as long as it has not connected to one destination from half of its ports; nil where the order in which its
  /// system draws them is neither documented nor observed.
  ///
  /// Of a client's own ports: what a NAT gateway or load balancer draws is not known.
  public var drawn: Drawn? {
    guard query.ipProtocol == .tcp, let clientPorts = query.clientPorts, let order = clientPorts.order else {
      return nil
    }
    return Drawn(
      working: order.count(of: working.sure, in: clientPorts.ports),
      total: order.count(of: clientPorts.ports, in: clientPorts.ports))
  }
}
