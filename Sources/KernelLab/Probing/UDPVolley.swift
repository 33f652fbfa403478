internal import Glibc
internal import NetworkModel

/// UDP: a datagram from every port, and a server that sends each back.
struct UDPVolley: Volley {
  private static let serverNumber = 1 << 20

  private let course: Course
  private var queue: EventQueue
  private var servers: [Int32] = []
  private var clients: ClientSockets

  init(_ course: Course) throws(LabError) {
    self.course = course
    queue = try EventQueue()
    clients = ClientSockets(course, type: SOCK_DGRAM)
    for server in course.servers {
      let socket = try server.sockets(1, course.family, type: SOCK_DGRAM)[0]
      servers.append(socket)
      setOption(socket, SOL_SOCKET, SO_RCVBUFFORCE, 1 << 24)
      guard SocketAddress(course.local, port: course.port).with({ bind(socket, $0, $1) }) == 0 else {
        throw .unable("cannot take datagrams at \(course.local):\(course.port): \(errorText(errno))")
      }
      try queue.add(socket, number: Self.serverNumber + servers.count - 1)
    }
  }

  mutating func send(from ports: ArraySlice<UInt16>) throws(LabError) {
    let server = SocketAddress(course.destination, port: course.port)
    for (port, socket) in zip(ports, try clients.open(ports)) {
      try queue.add(socket, number: Int(port))
      guard server.with({ connect(socket, $0, $1) }) == 0 else {
        throw .unable("cannot send from port \(port): \(errorText(errno))")
      }
    }
    ask(again: Array(ports))
  }

  mutating func pump(_ milliseconds: Int32, _ told: (UInt16, Answer) -> Void) throws(LabError) -> Int {
    var finished: [UInt16] = []
    let servers = servers
    let sockets = clients.descriptors
    let count = try queue.wait(milliseconds) { number throws(LabError) in
      if number >= Self.serverNumber {
        Self.echo(servers[number - Self.serverNumber])
        return
      }
      var byte: UInt8 = 0
      let count = recv(sockets[number], &byte, 1, 0)
      guard count == 1 || errno == ECONNREFUSED else { return }
      told(UInt16(number), count == 1 ? .answered : .refused)
      finished.append(UInt16(number))
    }
    for port in finished { clients.close(port) }
    return count
  }

  private static func echo(_ server: Int32) {
    var byte: UInt8 = 0
    var sender = sockaddr_storage()
    while true {
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let count = withUnsafeMutablePointer(to: &sender) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          let count = recvfrom(server, &byte, 1, 0, address, &length)
          if count >= 0 { sendto(server, &byte, 1, 0, address, length) }
          return count
        }
      }
      if count < 0 { return }
    }
  }

  mutating func ask(again ports: [UInt16]) {
    var byte: UInt8 = 0x50
    for socket in ports.map({ clients.descriptors[Int($0)] }) where socket >= 0 { Glibc.send(socket, &byte, 1, 0) }
  }

  mutating func cease() { clients.closeAll() }

  mutating func close() {
    cease()
    for server in servers { Glibc.close(server) }
    queue.close()
  }
}
