extension RandomNetwork {
  /// A route table.
  public struct RouteTable: Sendable {
    /// One route.
    public struct Route: Sendable {
      /// What a route is for.
      public enum Destination: Hashable, Sendable {
        /// A CIDR block.
        case prefix(Prefix)
        /// A prefix list, which stands for a route for each of its entries.
        case list(String)
      }

      /// Where the route came from: it decides between routes of one prefix (trap 31).
      public enum Origin: String, Sendable {
        case createRouteTable = "CreateRouteTable"
        case createRoute = "CreateRoute"
        case propagated = "EnableVgwRoutePropagation"
      }

      /// Which packets it is for.
      public let destination: Destination
      /// `local`, or the identifier of the next hop, whose beginning tells what it is.
      public let target: String
      /// A blackhole route drops what it matches (trap 29).
      public let isBlackhole: Bool
      /// Where it came from.
      public let origin: Origin

      package init(
        _ destination: Destination, target: String, isBlackhole: Bool = false,
        origin: Origin = .createRoute
      ) {
        self.destination = destination
        self.target = target
        self.isBlackhole = isBlackhole
        self.origin = origin
      }
    }

    /// `rtb-…`
    public let id: String
    /// The VPC it is part of.
    public let vpcID: String
    /// Whether it serves the subnets that no table names (trap 15).
    public let isMain: Bool
    /// The subnets it names.
    public let subnetIDs: [String]
    /// The gateway whose incoming packets it serves, for an edge table.
    public let edgeGatewayID: String?
    /// Its routes, in no order.
    public let routes: [Route]

    package init(
      id: String, vpcID: String, isMain: Bool, subnetIDs: [String] = [],
      edgeGatewayID: String? = nil, routes: [Route]
    ) {
      self.id = id
      self.vpcID = vpcID
      self.isMain = isMain
      self.subnetIDs = subnetIDs
      self.edgeGatewayID = edgeGatewayID
      self.routes = routes
    }
  }
}
