extension PathNetwork {
  /// A transit gateway.
  package struct TransitGateway: Sendable {
    package let id: String
    package var state = "available"
    package var supportsReferences: Bool

    package init(id: String, supportsReferences: Bool = false) {
      self.id = id
      self.supportsReferences = supportsReferences
    }
  }

  /// Something attached to a transit gateway.
  package struct Attachment: Sendable {
    package enum Kind: Sendable {
      case vpc(VPCAttachment)
      case vpn(String)
      case directConnect(String)
      /// Another transit gateway, which calls the attachment by the same id.
      case peering(String)
    }

    /// How a VPC is attached.
    package struct VPCAttachment: Sendable {
      package var vpcID: String
      /// Nil when only DescribeTransitGatewayAttachments was called.
      package var subnetIDs: [String]?
      package var isApplianceMode = false
      package var supportsReferences = true
      package var supportsIPv6 = true

      package init(vpcID: String, subnetIDs: [String]?) {
        self.vpcID = vpcID
        self.subnetIDs = subnetIDs
      }
    }

    package let id: String
    package let gatewayID: String
    package var state = "available"
    package var kind: Kind
    /// The table that `Association` names; nil when it does not tell.
    package var tableID: String?

    package init(id: String, gatewayID: String, kind: Kind) {
      self.id = id
      self.gatewayID = gatewayID
      self.kind = kind
    }
  }

  /// A route table of a transit gateway.
  package struct TransitTable: Sendable {
    package struct Route: Sendable {
      package var prefix: Prefix
      package var attachmentIDs: [String]
      package var isBlackhole = false
      package var isPropagated = false
      /// The prefix list that made it.
      package var listID: String?

      package init(_ prefix: Prefix, _ attachmentIDs: [String]) {
        self.prefix = prefix
        self.attachmentIDs = attachmentIDs
      }
    }

    package let id: String
    package let gatewayID: String
    /// Nil when SearchTransitGatewayRoutes was not called.
    package var routes: [Route]?
    package var associations: [String] = []
    package var propagations: [String] = []

    package init(id: String, gatewayID: String, routes: [Route]?) {
      self.id = id
      self.gatewayID = gatewayID
      self.routes = routes
    }
  }
}

extension PathNetwork.Attachment {
  var isUsable: Bool { state == "available" || state == "modifying" }

  var vpc: VPCAttachment? {
    if case .vpc(let attachment) = kind { attachment } else { nil }
  }

  /// Whether packets leave AWS by it.
  var leadsOnPremises: Bool {
    switch kind {
    case .vpn, .directConnect: true
    case .vpc, .peering: false
    }
  }
}
