internal import NetworkModel

/// How far a subnet reaches, told by its routes and not by its name.
enum SubnetExposure: Int, CaseIterable {
  /// A route leads to an internet gateway (UG/configure-subnets).
  case `public`
  /// A route leads out of the VPC some other way: by a NAT gateway, a transit gateway, a peering connection, a VPN, an interface.
  case `private`
  /// No route leads out of the VPC. A gateway endpoint is no way out: it leads to one service of AWS alone.
  case isolated
  /// The snapshot does not tell the subnet's route table.
  case unknown

  init(_ routeTable: RouteTable?) {
    guard let routeTable else {
      self = .unknown
      return
    }
    var exposure = SubnetExposure.isolated
    for route in routeTable.routes where route.state == .active {
      switch route.target {
      case .internetGateway:
        self = .public
        return
      case .local, .vpcEndpoint, .none: break
      default: exposure = .private
      }
    }
    self = exposure
  }

  /// The word for it.
  var name: String {
    switch self {
    case .public: "public"
    case .private: "private"
    case .isolated: "isolated"
    case .unknown: "routes unknown"
    }
  }

  /// What it means, in a sentence.
  var meaning: String {
    switch self {
    case .public: "a route leads to an internet gateway"
    case .private: "routes lead out of the VPC, none to an internet gateway"
    case .isolated: "no route leads out of the VPC"
    case .unknown: "the snapshot does not tell the route table"
    }
  }
}
