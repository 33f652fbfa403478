/// A listener of a load balancer (`DescribeListeners`, with the actions that `DescribeRules` adds): a port it accepts
/// connections on, and what becomes of them.
public struct Listener: Resource {
  /// What may become of a connection.
  public enum Action: Hashable, Sendable {
    /// It goes to a target of a group.
    case forward(Identifier<TargetGroup>)
    /// The load balancer answers by itself: a redirect, a fixed response, or a demand to sign in.
    case answer
    /// Whatever a rule says that the snapshot does not describe.
    case undescribed
  }

  /// The ARN; for a Classic Load Balancer's, one made of the load balancer's and the port.
  public let id: Identifier<Listener>
  /// The load balancer.
  public var loadBalancer: Identifier<LoadBalancer>
  /// The port; nil for a Gateway Load Balancer's listener, which takes packets of all ports.
  public var port: UInt16?
  /// `Protocol`: `HTTP`, `HTTPS`, `TCP`, `TLS`, `UDP`, `TCP_UDP`, `QUIC`, `TCP_QUIC`, `GENEVE`, `SSL`.
  public var `protocol`: String
  /// Everything its rules may do, the default action included, each once, sorted.
  public var actions: [Action]

  /// Makes a listener; `actions` may come in any order and more than once.
  public init(
    id: Identifier<Listener>, loadBalancer: Identifier<LoadBalancer>, port: UInt16?, protocol: String, actions: [Action]
  ) {
    self.id = id
    self.loadBalancer = loadBalancer
    self.port = port
    self.protocol = `protocol`
    self.actions = Set(actions).sorted { $0.text < $1.text }
  }

  /// Whether it takes packets of a protocol.
  public func accepts(_ ipProtocol: IPProtocol) -> Bool {
    switch `protocol` {
    case "UDP", "QUIC": ipProtocol == .udp
    case "TCP_UDP", "TCP_QUIC": ipProtocol == .tcp || ipProtocol == .udp
    default: ipProtocol == .tcp
    }
  }
}

extension Listener.Action {
  /// The target group's ARN, or nothing for an answer of the load balancer's own.
  fileprivate var text: String {
    switch self {
    case .forward(let group): group.text
    case .answer: ""
    case .undescribed: "undescribed"
    }
  }
}
