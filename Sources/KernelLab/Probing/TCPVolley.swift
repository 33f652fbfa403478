internal import Glibc
internal import NetworkModel

/// TCP: a `connect` from every port, and a listener that takes them all.
struct TCPVolley: Volley {
  private static let listenerNumber = 1 << 20

  private let course: Course
  private var queue: EventQueue
  private var listeners: [Int32] = []
  private var clients: ClientSockets

  init(_ course: Course) throws(LabError) {
    self.course = course
    queue = try EventQueue()
    clients = ClientSockets(course, type: SOCK_STREAM)
    for server in course.servers {
      let listener = try server.sockets(1, course.family, type: SOCK_STREAM)[0]
      listeners.append(listener)
      setOption(listener, SOL_SOCKET, SO_REUSEADDR, 1)
      closeByReset(listener)  // and so does what it accepts
      let bound = SocketAddress(course.local, port: course.port).with { bind(listener, $0, $1) }
      guard bound == 0, listen(listener, 65_535) == 0 else {
        throw .unable("cannot listen at \(course.local):\(course.port): \(errorText(errno))")
      }
      try queue.add(listener, number: Self.listenerNumber + listeners.count - 1)
    }
  }

  mutating func send(from ports: ArraySlice<UInt16>) throws(LabError) {
    let server = SocketAddress(course.destination, port: course.port)
    for (port, socket) in zip(ports, try clients.open(ports)) {
      try queue.add(socket, number: Int(port), orWritten: true)
      let failed = server.with { connect(socket, $0, $1) } != 0
      // EPERM and its like: a rule on the way out dropped the packet at once, which its record tells; the kernel asks again later.
      if failed, ![EINPROGRESS, EPERM, EAGAIN].contains(errno) {
        throw .unable("cannot connect from port \(port): \(errorText(errno))")
      }
    }
  }

  mutating func pump(_ milliseconds: Int32, _ told: (UInt16, Answer) -> Void) throws(LabError) -> Int {
    var finished: [UInt16] = []
    let listeners = listeners
    let sockets = clients.descriptors
    let count = try queue.wait(milliseconds) { number throws(LabError) in
      if number >= Self.listenerNumber {
        while true {
          let accepted = accept(listeners[number - Self.listenerNumber], nil, nil)
          if accepted < 0 { break }
          closeAtOnce(accepted)
        }
        return
      }
      var failure: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(sockets[number], SOL_SOCKET, SO_ERROR, &failure, &size)
      // Reset means that the server has accepted and closed already.
      if failure == 0 || failure == ECONNRESET { told(UInt16(number), .answered) }
      if failure == ECONNREFUSED { told(UInt16(number), .refused) }
      finished.append(UInt16(number))
    }
    for port in finished { clients.close(port) }
    return count
  }

  /// The kernel repeats its SYN by itself, after one second, three, seven.
  mutating func ask(again ports: [UInt16]) {}

  mutating func cease() { clients.closeAll() }

  mutating func close() {
    cease()
    for listener in listeners { closeAtOnce(listener) }
    queue.close()
  }
}
