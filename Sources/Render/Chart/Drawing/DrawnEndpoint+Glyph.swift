extension DrawnEndpoint.Kind {
  /// A small drawing of the kind, in a square of 16 units.
  var glyph: String {
    switch self {
    case .instance: "M2 3h12v9H2zM5 15h6M8 12v3"
    case .database: "M2.5 4a5.5 2 0 0 0 11 0a5.5 2 0 0 0 -11 0V12a5.5 2 0 0 0 11 0V4M2.5 8a5.5 2 0 0 0 11 0"
    case .cache: "M2.5 4a5.5 2 0 0 0 11 0a5.5 2 0 0 0 -11 0V12a5.5 2 0 0 0 11 0V4M9 6.5l-3 3.5h4l-3 3.5"
    case .function: "M3 2h3l6 12M7.5 6L3 14"
    case .task: "M8 1.5l6 3v7l-6 3l-6 -3v-7zM2 4.5l6 3l6 -3M8 7.5v7"
    case .fileSystem: "M2 4h4l1.5 2H14v7H2z"
    case .loadBalancer: "M2 8h4M6 8l4 -5h4M6 8h8M6 8l4 5h4"
    case .natGateway: "M1.5 5.5h9l-2.5 -3M14.5 10.5h-9l2.5 3"
    case .vpcEndpoint: "M1.5 8h5M8 5.5a2.5 2.5 0 1 0 0.1 0M10.5 8h4"
    case .transitGatewayAttachment: "M8 8m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M8 1.5v4M8 10.5v4M1.5 8h4M10.5 8h4"
    case .networkInterface: "M3 4h10v8H3zM6 12v2M10 12v2M6 4v3M10 4v3"
    }
  }
}

extension DrawnGateway.Kind {
  /// A small drawing of the kind, in a square of 16 units.
  var glyph: String {
    switch self {
    case .internetGateway: "M8 8m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M2 8h12M8 2c-4 3 -4 9 0 12c4 -3 4 -9 0 -12"
    case .egressOnlyInternetGateway: "M8 14V3M4 7l4 -4l4 4M3 14h10"
    case .transitGateway: "M8 8m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M8 1.5v4M8 10.5v4M1.5 8h4M10.5 8h4"
    case .vpcPeeringConnection: "M2 8m0 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M6 8h4M10 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"
    case .vpnGateway: "M4 7h8v7H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2"
    case .gatewayEndpoint: "M1.5 8h5M8 5.5a2.5 2.5 0 1 0 0.1 0M10.5 8h4"
    }
  }
}

extension SubnetExposure {
  /// A small drawing of it, in a square of 12 units: an open, a half open and a closed box.
  var glyph: String {
    switch self {
    case .public: "M1 4v7h10V4M6 8V1M3.5 3.5L6 1l2.5 2.5"
    case .private: "M6 3H1v8h10V6M7 5l4 -4M8 1h3v3"
    case .isolated: "M1 1h10v10H1zM4 4h4v4H4z"
    case .unknown: "M4 4a2 2 0 1 1 2.6 2c-0.6 0.3 -0.6 0.8 -0.6 1.5M6 10v0.5"
    }
  }
}
