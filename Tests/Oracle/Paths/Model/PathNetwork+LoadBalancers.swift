extension PathNetwork {
  /// A load balancer.
  package struct LoadBalancer: Sendable {
    package enum Kind: String, Sendable {
      case application
      case network
      case classic
    }

    package struct Listener: Sendable {
      package enum Action: Hashable, Sendable {
        /// The ARN of a target group.
        case forward(String)
        case answer
      }

      package var port: UInt16
      package var protocolText: String
      package var actions: [Action]
      /// `InstancePort` of a Classic Load Balancer.
      package var instancePort: UInt16 = 0

      package init(port: UInt16, protocolText: String, actions: [Action]) {
        self.port = port
        self.protocolText = protocolText
        self.actions = actions
      }
    }

    package let name: String
    package var kind: Kind
    package var vpcID: String
    package var isInternetFacing = false
    package var state = "active"
    package var subnetIDs: [String]
    package var groupIDs: [String] = []
    package var listeners: [Listener] = []
    package var isCrossZone: Bool?
    /// The instances of a Classic Load Balancer.
    package var instanceIDs: [String] = []

    package init(name: String, kind: Kind, vpcID: String, subnetIDs: [String]) {
      self.name = name
      self.kind = kind
      self.vpcID = vpcID
      self.subnetIDs = subnetIDs
    }
  }

  /// A target group.
  package struct TargetGroup: Sendable {
    package enum Kind: String, Sendable {
      case instance
      case ip
      case lambda
      case alb
    }

    package struct Target: Sendable {
      package var id: String
      package var port: UInt16?
      package var zone: String?
      package var state: String?

      package init(id: String, port: UInt16? = nil, zone: String? = nil, state: String? = "healthy") {
        self.id = id
        self.port = port
        self.zone = zone
        self.state = state
      }
    }

    package let arn: String
    package var protocolText: String
    package var port: UInt16
    package var vpcID: String
    package var kind: Kind
    /// Nil when DescribeTargetHealth was not called.
    package var targets: [Target]?
    package var preservesClient: Bool?
    package var isCrossZone: Bool?

    package init(
      arn: String, protocolText: String, port: UInt16, vpcID: String, kind: Kind, targets: [Target]?
    ) {
      self.arn = arn
      self.protocolText = protocolText
      self.port = port
      self.vpcID = vpcID
      self.kind = kind
      self.targets = targets
    }
  }
}

extension PathNetwork.LoadBalancer {
  /// What its name in the console and the description of its interfaces share: `app/name/hash`.
  package var path: String {
    switch kind {
    case .application: "app/\(name)/50dc6c495c0c9188"
    case .network: "net/\(name)/50dc6c495c0c9188"
    case .classic: name
    }
  }

  package var arn: String {
    "arn:aws:elasticloadbalancing:eu-west-1:\(RandomNetwork.account):loadbalancer/\(path)"
  }

  /// The description of its nodes' interfaces.
  package var about: String { "ELB \(path)" }
}

extension PathNetwork.LoadBalancer.Listener {
  /// Whether it takes connections of a protocol.
  func accepts(_ protocolNumber: UInt8) -> Bool {
    switch protocolText {
    case "UDP", "QUIC": protocolNumber == 17
    case "TCP_UDP", "TCP_QUIC": protocolNumber == 6 || protocolNumber == 17
    default: protocolNumber == 6
    }
  }
}

extension PathNetwork.TargetGroup {
  /// Whether targets see the client's address: by the attribute, else by what is usual for their kind (trap 36).
  var preserves: Bool {
    if let preservesClient { return preservesClient }
    switch kind {
    case .instance, .alb: return true
    case .lambda: return false
    case .ip: return protocolText != "TCP" && protocolText != "TLS"
    }
  }
}
