extension PathNetwork {
  /// A NAT gateway.
  package struct NATGateway: Sendable {
    /// An address it translates to.
    package struct Own: Sendable {
      /// Nil for a regional one.
      package var privateAddress: Address?
      package var publicAddress: Address?
      package var interfaceID: String?

      package init(privateAddress: Address?, publicAddress: Address? = nil, interfaceID: String? = nil) {
        self.privateAddress = privateAddress
        self.publicAddress = publicAddress
        self.interfaceID = interfaceID
      }
    }

    package let id: String
    package let vpcID: String
    /// Nil for a regional one (trap 27).
    package var subnetID: String?
    package var state = "available"
    package var isPublic = true
    /// The table of a regional one.
    package var tableID: String?
    package var addresses: [Own]

    package init(id: String, vpcID: String, subnetID: String?, addresses: [Own]) {
      self.id = id
      self.vpcID = vpcID
      self.subnetID = subnetID
      self.addresses = addresses
    }

    var isRegional: Bool { subnetID == nil }
  }

  /// A VPC peering connection.
  package struct Peering: Sendable {
    /// One of its two VPCs.
    package struct Side: Sendable {
      package var vpcID: String
      package var prefixes: [Prefix]
      /// Nil when the snapshot does not say.
      package var region: String?

      package init(vpcID: String, prefixes: [Prefix], region: String? = "eu-west-1") {
        self.vpcID = vpcID
        self.prefixes = prefixes
        self.region = region
      }
    }

    package let id: String
    package var status = "active"
    package var requester: Side
    package var accepter: Side

    package init(id: String, requester: Side, accepter: Side) {
      self.id = id
      self.requester = requester
      self.accepter = accepter
    }
  }

  /// A virtual private gateway.
  package struct VPNGateway: Sendable {
    package let id: String
    package var vpcID: String?

    package init(id: String, vpcID: String?) {
      self.id = id
      self.vpcID = vpcID
    }
  }

  /// A VPN connection of a virtual private gateway or a transit gateway.
  package struct VPNConnection: Sendable {
    package let id: String
    package var gatewayID: String?
    package var transitGatewayID: String?
    package var state = "available"
    package var prefixes: [Prefix]

    package init(id: String, gatewayID: String? = nil, transitGatewayID: String? = nil, prefixes: [Prefix] = []) {
      self.id = id
      self.gatewayID = gatewayID
      self.transitGatewayID = transitGatewayID
      self.prefixes = prefixes
    }
  }

  /// A VPC endpoint that is the target of routes.
  package struct Endpoint: Sendable {
    package enum Kind: String, Sendable {
      case gateway = "Gateway"
      case gatewayLoadBalancer = "GatewayLoadBalancer"
    }

    package let id: String
    package var kind: Kind
    package var vpcID: String
    /// The subnet of a Gateway Load Balancer endpoint.
    package var subnetID: String?
    package var state = "available"

    package init(id: String, kind: Kind, vpcID: String, subnetID: String? = nil) {
      self.id = id
      self.kind = kind
      self.vpcID = vpcID
      self.subnetID = subnetID
    }
  }

  /// An egress-only internet gateway.
  package struct EgressOnlyGateway: Sendable {
    package let id: String
    package var vpcID: String?

    package init(id: String, vpcID: String?) {
      self.id = id
      self.vpcID = vpcID
    }
  }

  /// VPC Block Public Access.
  package struct PublicAccess: Sendable {
    package enum Mode: String, Sendable {
      case off
      case bidirectional = "block-bidirectional"
      case ingress = "block-ingress"
    }

    /// An exemption of a VPC or subnet.
    package struct Exclusion: Sendable {
      package let id: String
      package var resourceID: String
      /// Whether it lets both directions through, or only connections out.
      package var isBidirectional: Bool

      package init(id: String, resourceID: String, isBidirectional: Bool) {
        self.id = id
        self.resourceID = resourceID
        self.isBidirectional = isBidirectional
      }
    }

    package var mode: Mode

    package init(mode: Mode) {
      self.mode = mode
    }
  }
}
