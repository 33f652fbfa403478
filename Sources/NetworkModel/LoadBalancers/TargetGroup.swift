/// A target group (`DescribeTargetGroups`, with what `DescribeTargetHealth` and `DescribeTargetGroupAttributes` say of it).
public struct TargetGroup: Resource {
  /// What targets are named by.
  public enum TargetType: String, Hashable, Sendable {
    /// The ids of instances.
    case instance
    /// Addresses.
    case ip
    /// The ARN of a Lambda function, which is invoked and not connected to.
    case lambda
    /// The ARN of an Application Load Balancer.
    case alb
  }

  /// A registered target.
  public struct Target: Hashable, Sendable {
    /// An instance's id, an address or an ARN.
    public var id: String
    /// The port it was registered with.
    public var port: UInt16?
    /// The zone of an address; `all` for one outside the VPC.
    public var availabilityZone: String?
    /// `TargetHealth.State`; nil when the snapshot does not say.
    public var state: String?

    /// Makes a target.
    public init(id: String, port: UInt16?, availabilityZone: String? = nil, state: String? = nil) {
      self.id = id
      self.port = port
      self.availabilityZone = availabilityZone
      self.state = state
    }
  }

  /// The ARN; for the instances of a Classic Load Balancer, one made of its listener's.
  public let id: Identifier<TargetGroup>
  /// `TargetGroupName`
  public var name: String
  /// `Protocol`, as of a listener.
  public var `protocol`: String?
  /// The port of targets that were registered without one.
  public var port: UInt16?
  /// The VPC of its targets.
  public var vpc: Identifier<VPC>?
  /// What targets are named by; nil for a kind that Portolan does not know.
  public var targetType: TargetType?
  /// The registered targets, sorted; nil when the snapshot does not list them.
  public var targets: [Target]?
  /// The port of health checks; nil for the port of the traffic.
  public var healthCheckPort: UInt16?
  /// Whether targets are checked at all.
  public var checksHealth: Bool
  /// `preserve_client_ip.enabled`; nil when the snapshot does not say.
  public var preservesClientIP: Bool?
  /// `load_balancing.cross_zone.enabled`; nil for the load balancer's, or when the snapshot does not say.
  public var isCrossZone: Bool?

  /// Whether the snapshot tells its attributes; what it does not tell is as by default.
  public let knowsAttributes: Bool

  /// Makes a target group; `targets` may come in any order.
  public init(
    id: Identifier<TargetGroup>, name: String, protocol: String?, port: UInt16?, vpc: Identifier<VPC>?,
    targetType: TargetType?, targets: [Target]?, healthCheckPort: UInt16? = nil, checksHealth: Bool = true,
    preservesClientIP: Bool? = nil, isCrossZone: Bool? = nil, knowsAttributes: Bool = true
  ) {
    self.id = id
    self.name = name
    self.protocol = `protocol`
    self.port = port
    self.vpc = vpc
    self.targetType = targetType
    self.targets = targets.map { $0.sorted { ($0.id, $0.port ?? 0) < ($1.id, $1.port ?? 0) } }
    self.healthCheckPort = healthCheckPort
    self.checksHealth = checksHealth
    self.preservesClientIP = preservesClientIP
    self.isCrossZone = isCrossZone
    self.knowsAttributes = knowsAttributes
  }

  /// Whether targets of a Network Load Balancer see the addresses and ports of its clients, by this group's attributes: what is left out
  /// is as by default (NLB/edit-target-group-attributes).
  public var showsClientAddresses: Bool {
    let isDatagram = self.protocol.map { $0.contains("UDP") || $0.contains("QUIC") } ?? false
    return switch targetType {
    case .ip: isDatagram || preservesClientIP == true
    case .alb: true
    case .instance, .lambda, nil: preservesClientIP != false
    }
  }
}
