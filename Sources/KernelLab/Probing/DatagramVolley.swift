internal import Glibc
internal import Network

/// UDP: a datagram from every port, and a server that sends each back.
struct UDPVolley: Volley {
  private static let serverNumber = 1 << 20

  private let course: Course
  private var queue: EventQueue
  private var servers: [Int32] = []
  private var sockets: [Int32]
  private var open: Set<UInt16> = []

  init(_ course: Course) throws(LabError) {
    self.course = course
    queue = try EventQueue()
    sockets = Array(repeating: -1, count: 1 << 16)
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
    let made = try course.client.sockets(ports.count, course.family, type: SOCK_DGRAM)
    let server = SocketAddress(course.destination, port: course.port)
    for (port, socket) in zip(ports, made) {
      sockets[Int(port)] = socket
      open.insert(port)
      guard SocketAddress(course.source, port: port).with({ bind(socket, $0, $1) }) == 0 else {
        throw .unable("cannot use client port \(port): \(errorText(errno))")
      }
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
    let sockets = sockets
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
    for port in finished { close(port) }
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
    for port in ports where sockets[Int(port)] >= 0 { Glibc.send(sockets[Int(port)], &byte, 1, 0) }
  }

  mutating func cease() { for port in open { close(port) } }

  mutating func close() {
    cease()
    for server in servers { Glibc.close(server) }
    queue.close()
  }

  private mutating func close(_ port: UInt16) {
    guard open.remove(port) != nil else { return }
    Glibc.close(sockets[Int(port)])
    sockets[Int(port)] = -1
  }
}

/// ICMP: echo requests, which the server's kernel answers. There are no ports: the one "port" is 0.
struct EchoVolley: Volley {
  private let course: Course
  private var queue: EventQueue
  private let socket: Int32
  private let identifier = UInt16.random(in: 1 ... .max)

  init(_ course: Course) throws(LabError) {
    self.course = course
    queue = try EventQueue()
    let number = course.family == .v4 ? Int32(IPPROTO_ICMP) : Int32(IPPROTO_ICMPV6)
    socket = try course.client.sockets(1, course.family, type: SOCK_RAW, protocol: number)[0]
    guard SocketAddress(course.source, port: 0).with({ bind(socket, $0, $1) }) == 0 else {
      throw .unable("cannot send echoes from \(course.source): \(errorText(errno))")
    }
    try queue.add(socket, number: 0)
  }

  mutating func send(from ports: ArraySlice<UInt16>) { ask(again: []) }

  mutating func ask(again ports: [UInt16]) {
    var packet: [UInt8] = [
      course.family == .v4 ? 8 : 128, 0, 0, 0, UInt8(identifier >> 8), UInt8(identifier & 255), 0, 1,
    ]
    // The kernel computes ICMPv6's checksum, and not ICMP's (RFC 1071).
    if course.family == .v4 {
      var sum = stride(from: 0, to: 8, by: 2).reduce(UInt32(0)) {
        $0 + UInt32(packet[$1]) << 8 + UInt32(packet[$1 + 1])
      }
      while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
      packet[2] = ~UInt8(sum >> 8)
      packet[3] = ~UInt8(sum & 255)
    }
    SocketAddress(course.destination, port: 0).with { _ = sendto(socket, packet, packet.count, 0, $0, $1) }
  }

  mutating func pump(_ milliseconds: Int32, _ told: (UInt16, Answer) -> Void) throws(LabError) -> Int {
    let (socket, identifier, isV4) = (socket, identifier, course.family == .v4)
    return try queue.wait(milliseconds) { _ throws(LabError) in
      var packet = [UInt8](repeating: 0, count: 2048)
      while true {
        let count = recv(socket, &packet, packet.count, 0)
        if count < 0 { return }
        // A raw IPv4 socket gives the IP header too.
        let start = isV4 ? Int(packet[0] & 15) * 4 : 0
        guard count >= start + 8, packet[start] == (isV4 ? 0 : 129) else { continue }
        if UInt16(packet[start + 4]) << 8 | UInt16(packet[start + 5]) == identifier { told(0, .answered) }
      }
    }
  }

  mutating func cease() {}

  mutating func close() {
    Glibc.close(socket)
    queue.close()
  }
}
