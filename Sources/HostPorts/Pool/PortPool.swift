public import Ports

/// The ports that connections of one network namespace may draw.
public struct PortPool: Hashable, Sendable {
  /// The kernel's settings.
  public let settings: PortSettings
  /// The ports of the range that programs have bound. A port that one socket listens on or is bound to, whatever its address and family,
  /// is never drawn for a connection (Linux `net/ipv4/inet_hashtables.c`, `__inet_hash_connect`).
  public let bound: PortSet
  /// What may be drawn: the range without what is reserved or bound.
  public let ports: PortSet

  /// Makes a pool of settings and of the ports that sockets are bound to.
  public init(_ settings: PortSettings, bound: PortSet = .empty) {
    let open = PortSet(settings.range).subtracting(settings.reserved)
    self.settings = settings
    self.bound = bound.intersection(open)
    ports = open.subtracting(bound)
  }

  /// Makes the pool for TCP of the sockets that there are.
  public init(_ settings: PortSettings, sockets: [HostSocket]) {
    let ranges = sockets.lazy.filter { $0.transport == .tcp && $0.isBoundOnly && $0.local.port > 0 }
      .map { PortRange($0.local.port, $0.local.port) }
    self.init(settings, bound: PortSet(ranges))
  }

  /// How many connections there may be at once from one address to one destination.
  public var ceiling: Int { ports.count }
}
