public import Ports

extension Intent {
  /// What became of an intent in a network.
  public struct Outcome: Sendable {
    /// The intent.
    public let intent: Intent
    /// Whether it holds.
    public let status: Status
    /// How many pairs of a client and a server it is about; in how many families and for how many protocols makes no difference.
    public let pairs: Int
    /// The pairs of which some connection is surely not as it must be.
    public let failing: Int
    /// The pairs of which that is not known.
    public let unknown: Int
    /// What does not hold, or is not known: what surely fails first. Not more of them than can be looked at.
    public let breaches: [Breach]
    /// Why more may be meant than the snapshot lists, so that nothing holds for all; empty where it holds or fails all the same.
    public let gaps: [Unknown]
  }

  /// Connections that are not as an intent says, or of which that is not known: between pairs that nothing tells apart.
  public struct Breach: Sendable {
    /// Whether they surely are not.
    public let status: Status
    /// The first of the clients.
    public let from: String
    /// How many other clients fare alike.
    public let otherClients: Int
    /// The first of the servers.
    public let to: String
    /// How many other servers fare alike.
    public let otherServers: Int
    /// How many pairs they make.
    public let pairs: Int
    /// The servers' ports; nil where the protocol has none.
    public let ports: PortSet?
    /// The answer for the first pair, at the first of the ports.
    public let trace: Trace
  }
}
