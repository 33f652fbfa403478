internal import Glibc
internal import NetworkModel

/// The client's sockets, one for each port, in its namespace.
struct ClientSockets {
  private let course: Course
  private let type: __socket_type
  /// By port; -1 where there is none.
  private(set) var descriptors = [Int32](repeating: -1, count: 1 << 16)
  private var open: Set<UInt16> = []

  init(_ course: Course, type: __socket_type) {
    self.course = course
    self.type = type
  }

  /// Makes a socket for each of `ports`, bound to it.
  ///
  /// - Returns: The sockets, in the order of the ports.
  mutating func open(_ ports: ArraySlice<UInt16>) throws(LabError) -> [Int32] {
    let made = try course.client.sockets(ports.count, course.family, type: type)
    for (port, socket) in zip(ports, made) {
      descriptors[Int(port)] = socket
      open.insert(port)
    }
    for (port, socket) in zip(ports, made) {
      if type == SOCK_STREAM {
        setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1)
        closeByReset(socket)
      }
      guard SocketAddress(course.source, port: port).with({ bind(socket, $0, $1) }) == 0 else {
        throw .unable("cannot use client port \(port): \(errorText(errno))")
      }
    }
    return made
  }

  mutating func close(_ port: UInt16) {
    guard open.remove(port) != nil else { return }
    closeAtOnce(descriptors[Int(port)])
    descriptors[Int(port)] = -1
  }

  mutating func closeAll() { for port in open { close(port) } }
}
