public import NetworkModel

/// Answers questions about one network, compiling it once for each protocol asked about.
public struct Engine: Sendable {
  /// What of the network is the same for all protocols.
  public let terrain: Terrain
  /// What its endpoints are called.
  public let directory: Directory
  private var planes: [IPProtocol: Plane] = [:]

  /// Makes an engine for `network`.
  public init(_ network: Network) {
    terrain = Terrain(network)
    directory = Directory(terrain)
  }

  /// The network.
  public var network: Network { terrain.network }

  /// The network compiled for a protocol.
  public mutating func plane(for ipProtocol: IPProtocol) -> Plane {
    if let plane = planes[ipProtocol] { return plane }
    let plane = Plane(terrain, for: ipProtocol)
    planes[ipProtocol] = plane
    return plane
  }

  /// Answers `query`.
  public mutating func trace(_ query: Query) -> Trace {
    Trace(query, through: plane(for: query.ipProtocol))
  }
}
