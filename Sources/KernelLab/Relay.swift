/// A load balancer's node as a proxy: connections from clients to it, each handed on by one of its own to a target.
public struct Relay: Sendable {
  /// The client's end, the node's and the target's.
  public let client: Experiment.End
  /// The node.
  public let node: Experiment.End
  /// The target.
  public let target: Experiment.End
  /// The port the node listens at, and the target's.
  public let listenerPort: UInt16
  /// The target's port.
  public let targetPort: UInt16

  /// Makes a relay.
  public init(
    client: Experiment.End, node: Experiment.End, target: Experiment.End, listenerPort: UInt16, targetPort: UInt16
  ) {
    self.client = client
    self.node = node
    self.target = target
    self.listenerPort = listenerPort
    self.targetPort = targetPort
  }
}
