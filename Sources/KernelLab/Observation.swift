public import Ports

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
