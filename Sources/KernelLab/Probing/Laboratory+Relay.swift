internal import Glibc
public import NetworkModel
public import Ports

extension Laboratory {
  /// What a target says to whoever connects.
  private static let greeting: [UInt8] = Array("portolan".utf8)

  /// Runs a TCP proxy at the node and carries what the target says back to clients: one connection for each of some client ports, handed
  /// on from one of the node's own ports.
  ///
  /// - Parameter ports: Client ports with which the first half works.
  /// - Parameter ownPorts: The node's ports with which the second does.
  /// - Returns: How many connections were begun, and how many clients got what the target said.
  public func run(
    _ relay: Relay, from ports: PortSet, by ownPorts: PortSet, in network: Network
  ) throws(LabError) -> (begun: Int, carried: Int) {
    let front = try Experiment(
      from: relay.client, to: relay.node, ipProtocol: .tcp, port: relay.listenerPort, clientPorts: ports)
    let back = try Experiment(
      from: relay.node, to: relay.target, ipProtocol: .tcp, port: relay.targetPort, clientPorts: ownPorts)
    // A target may be the client too, and the ports that are listened at are nobody's own.
    let taken = PortSet([relay.listenerPort, relay.targetPort].map { PortRange($0, $0) })
    let own = Self.some(of: ownPorts.subtracting(taken))
    var proxy = try Proxy(
      front: Scene(front, in: network, self).course, back: Scene(back, in: network, self).course,
      ownPorts: own)
    defer { proxy.close() }
    let begun = Array(Self.some(of: ports.subtracting(taken)).prefix(own.count))
    for port in begun { try proxy.begin(from: port) }
    let deadline = now() + 20
    while proxy.carried < begun.count, now() < deadline { try proxy.pump() }
    return (begun.count, proxy.carried)
  }

  /// Some ports of a set, from all parts of it.
  private static func some(of ports: PortSet) -> [UInt16] {
    let all = ports.ranges.flatMap { Array($0.lower...$0.upper) }
    return stride(from: 0, to: all.count, by: max(1, all.count / 256)).prefix(256).map { all[$0] }
  }

  /// The proxy with its clients and its target, whose sockets are each in their own namespace.
  private struct Proxy {
    private enum Role {
      case listener
      case targetListener
      case client
      case accepted
      case upstream(accepted: Int32)
    }

    private let front: Course
    private let back: Course
    private var queue: EventQueue
    private var roles: [Int32: Role] = [:]
    private var ownPorts: ArraySlice<UInt16>
    private(set) var carried = 0

    init(front: Course, back: Course, ownPorts: [UInt16]) throws(LabError) {
      self.front = front
      self.back = back
      self.ownPorts = ownPorts[...]
      queue = try EventQueue()
      try listen(at: front, as: .listener)
      try listen(at: back, as: .targetListener)
    }

    private mutating func listen(at course: Course, as role: Role) throws(LabError) {
      for server in course.servers {
        let socket = try server.sockets(1, course.family, type: SOCK_STREAM)[0]
        roles[socket] = role
        setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1)
        closeByReset(socket)
        guard SocketAddress(course.local, port: course.port).with({ bind(socket, $0, $1) }) == 0,
          Glibc.listen(socket, 4_096) == 0
        else { throw .unable("cannot listen at \(course.local):\(course.port): \(errorText(errno))") }
        try queue.add(socket, number: Int(socket))
      }
    }

    mutating func begin(from port: UInt16) throws(LabError) {
      try connect(front, from: port, as: .client)
    }

    private mutating func connect(_ course: Course, from port: UInt16, as role: Role) throws(LabError) {
      let socket = try course.client.sockets(1, course.family, type: SOCK_STREAM)[0]
      roles[socket] = role
      setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1)
      closeByReset(socket)
      guard SocketAddress(course.source, port: port).with({ bind(socket, $0, $1) }) == 0 else {
        throw .unable("cannot use port \(port): \(errorText(errno))")
      }
      _ = SocketAddress(course.destination, port: course.port).with { Glibc.connect(socket, $0, $1) }
      try queue.add(socket, number: Int(socket))
    }

    mutating func pump() throws(LabError) {
      var ready: [Int32] = []
      _ = try queue.wait(100) { ready.append(Int32($0)) }
      for socket in ready {
        guard let role = roles[socket] else { continue }
        switch role {
        case .listener, .targetListener:
          while true {
            let accepted = accept(socket, nil, nil)
            if accepted < 0 { break }
            roles[accepted] = .accepted
            if case .targetListener = role {
              send(accepted, Laboratory.greeting, Laboratory.greeting.count, Int32(MSG_NOSIGNAL))
            } else if let port = ownPorts.popFirst() {
              try connect(back, from: port, as: .upstream(accepted: accepted))
            }
          }
        case .upstream(let accepted):
          var bytes = [UInt8](repeating: 0, count: 64)
          let count = recv(socket, &bytes, bytes.count, 0)
          if count > 0 { send(accepted, bytes, count, Int32(MSG_NOSIGNAL)) } else { drop(socket) }
        case .client:
          var bytes = [UInt8](repeating: 0, count: 64)
          let count = recv(socket, &bytes, bytes.count, 0)
          if count > 0, Array(bytes[..<count]) == Laboratory.greeting { carried += 1 }
          drop(socket)
        case .accepted: break
        }
      }
    }

    private mutating func drop(_ socket: Int32) {
      roles[socket] = nil
      closeAtOnce(socket)
    }

    mutating func close() {
      for socket in roles.keys { closeAtOnce(socket) }
      queue.close()
    }
  }
}
