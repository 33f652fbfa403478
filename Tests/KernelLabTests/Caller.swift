import Glibc

/// Sockets that connect from whatever port the kernel draws, all in one namespace and open until the end.
final class Caller {
  /// How a socket gets its port.
  enum Binding {
    /// By `connect` alone.
    case none
    /// By `bind` to an address and port 0, before `connect`.
    case address
    /// The same with `IP_BIND_ADDRESS_NO_PORT`: the address at once, the port at `connect`.
    case addressWithoutPort
  }

  private let space: TinyNamespace
  private var sockets: [Int32] = []

  init(_ space: TinyNamespace) {
    self.space = space
  }

  deinit { for socket in sockets { close(socket) } }

  /// Listens at a port of every loopback address.
  func listen(at port: UInt16, isIPv6: Bool = false) {
    space.inside {
      let listener = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      sockets.append(listener)
      _ = Self.with(isIPv6 ? "::" : "0.0.0.0", port) { bind(listener, $0, $1) }
      Glibc.listen(listener, 1024)
    }
  }

  /// Connects, and tells the port that was drawn, or why none was.
  func connect(
    to address: String = "127.0.0.1", port: UInt16, binding: Binding = .none, clamp: UInt32? = nil, isUDP: Bool = false
  ) -> Result<UInt16, Failure> {
    space.inside {
      let isIPv6 = address.contains(":")
      let own = socket(isIPv6 ? AF_INET6 : AF_INET, Int32((isUDP ? SOCK_DGRAM : SOCK_STREAM).rawValue), 0)
      sockets.append(own)
      var one: Int32 = 1
      if binding == .addressWithoutPort { setsockopt(own, Int32(IPPROTO_IP), 24, &one, 4) }
      if var clamp { setsockopt(own, Int32(IPPROTO_IP), 51, &clamp, 4) }
      if binding != .none, Self.with("127.0.0.1", 0, { bind(own, $0, $1) }) != 0 {
        return .failure(Failure(number: errno))
      }
      if Self.with(address, port, { Glibc.connect(own, $0, $1) }) != 0 { return .failure(Failure(number: errno)) }
      return .success(Self.port(of: own))
    }
  }

  /// Takes the first connection of the first listener.
  func accept() -> Int32 { Glibc.accept(sockets[0], nil, nil) }

  /// Closes what was opened last, and its connection by FIN.
  func closeLast() {
    if let last = sockets.popLast() { close(last) }
  }

  struct Failure: Error, Equatable {
    let number: Int32
  }

  private static func port(of socket: Int32) -> UInt16 {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket, $0, &length) }
      return UnsafeRawPointer(pointer).load(fromByteOffset: 2, as: UInt16.self).bigEndian
    }
  }

  private static func with(_ text: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32)
    -> Int32
  {
    var storage = sockaddr_storage()
    let isIPv6 = text.contains(":")
    withUnsafeMutableBytes(of: &storage) { bytes in
      bytes.storeBytes(of: sa_family_t(isIPv6 ? AF_INET6 : AF_INET), toByteOffset: 0, as: sa_family_t.self)
      bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
      inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, bytes.baseAddress.map { $0 + (isIPv6 ? 8 : 4) })
    }
    let length = socklen_t(isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
    return withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
