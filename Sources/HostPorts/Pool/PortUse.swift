internal import Ports

/// How much of a pool is in use.
///
/// A port may serve one connection to each destination at the same time, so what runs out are the ports of a **tuple**: source
/// address, destination address, destination port. UDP sockets that are not bound to a port share one pool for all destinations.
public struct PortUse: Sendable {
  /// Between which addresses, and to which port, connections go.
  public struct Tuple: Hashable, Sendable {
    /// The address here.
    public let source: HostAddress
    /// The other end.
    public let destination: HostSocket.End

    /// Makes a tuple.
    public init(source: HostAddress, destination: HostSocket.End) {
      self.source = source
      self.destination = destination
    }
  }

  /// What is in use of the pool of one tuple.
  public struct Count: Hashable, Sendable {
    /// The ports in use.
    public var ports = 0
    /// Those of them whose connection is over, kept for a minute in TIME-WAIT.
    public var timeWait = 0
    /// Those of them that were not in use when last looked.
    public var opened = 0

    /// Makes a count of nothing.
    public init() {}
  }

  /// A tuple and what is in use of its pool.
  public struct Entry: Hashable, Sendable {
    /// The tuple.
    public let tuple: Tuple
    /// What is in use.
    public let count: Count
  }

  /// The tuples in use, those with the most ports first.
  public let entries: [Entry]
  /// What is in use for all tuples together.
  public let total: Count
  /// The ports of the range that UDP sockets have; they share one pool.
  public let udpPorts: Int
  private let counts: [Tuple: Count]
  /// The sockets that draw on the pool, by number of the list.
  public let holders: [Int]
  /// The cookies of those sockets, to tell later which ones are new.
  public let cookies: Set<UInt64>

  /// Counts what `sockets` take of `pool`.
  ///
  /// - Parameter earlier: The cookies when last looked; without them nothing counts as opened since.
  public init(_ sockets: [HostSocket], of pool: PortPool, since earlier: Set<UInt64>? = nil) {
    var isInPool = [Bool](repeating: false, count: 1 << 16)
    for range in pool.ports.ranges {
      for port in range.lower...range.upper { isInPool[Int(port)] = true }
    }
    var counts: [Tuple: Count] = [:]
    var total = Count()
    var holders: [Int] = []
    var cookies: Set<UInt64> = []
    cookies.reserveCapacity(earlier?.count ?? sockets.count / 2)
    var udp: Set<UInt16> = []
    for (index, socket) in sockets.enumerated() {
      guard socket.transport == .tcp else {
        if pool.settings.range.contains(socket.local.port) { udp.insert(socket.local.port) }
        continue
      }
      guard isInPool[Int(socket.local.port)], !socket.isBoundOnly, socket.state != .closed else { continue }
      let isTimeWait = socket.state == .timeWait
      let isNew = earlier.map { !$0.contains(socket.cookie) } ?? false
      let remote = socket.remote
      let tuple = Tuple(
        source: socket.local.address.unmapped, destination: HostSocket.End(remote.address.unmapped, remote.port))
      counts[tuple, default: Count()].add(isTimeWait: isTimeWait, isNew: isNew)
      total.add(isTimeWait: isTimeWait, isNew: isNew)
      holders.append(index)
      cookies.insert(socket.cookie)
    }
    entries = counts.map { Entry(tuple: $0.key, count: $0.value) }.sorted { $0.comesBefore($1) }
    self.counts = counts
    self.total = total
    udpPorts = udp.count
    self.holders = holders
    self.cookies = cookies
  }

  /// What is in use of the pool of a tuple.
  public subscript(tuple: Tuple) -> Count { counts[tuple] ?? Count() }
}

extension PortUse.Count {
  fileprivate mutating func add(isTimeWait: Bool, isNew: Bool) {
    ports += 1
    if isTimeWait { timeWait += 1 }
    if isNew { opened += 1 }
  }
}

extension PortUse.Entry {
  /// The fullest first; among equals in a fixed order, so that what is printed stays where it is.
  fileprivate func comesBefore(_ other: Self) -> Bool {
    if count.ports != other.count.ports { return count.ports > other.count.ports }
    return (tuple.source, tuple.destination) < (other.tuple.source, other.tuple.destination)
  }
}
