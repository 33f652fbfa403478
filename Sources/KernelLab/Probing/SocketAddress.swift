internal import Glibc
internal import NetworkModel

/// An address and port as the socket calls take them.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private let length: socklen_t

  init(_ address: IPAddress, port: UInt16) {
    switch address {
    case .v4(let bits):
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { bytes in
        bytes.storeBytes(of: sa_family_t(AF_INET), toByteOffset: 0, as: sa_family_t.self)
        bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
        bytes.storeBytes(of: bits.bigEndian, toByteOffset: 4, as: UInt32.self)
      }
    case .v6(let bits):
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutableBytes(of: &storage) { bytes in
        bytes.storeBytes(of: sa_family_t(AF_INET6), toByteOffset: 0, as: sa_family_t.self)
        bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
        for index in 0..<16 {
          bytes[8 + index] = UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * index))
        }
      }
    }
  }

  /// Calls `body` with the address as `bind`, `connect` and `sendto` want it.
  func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}

extension IPAddress.Family {
  /// The family as `socket` takes it.
  var domain: Int32 { self == .v4 ? AF_INET : AF_INET6 }
}

extension NetworkNamespace {
  /// Makes sockets in the namespace, which do not wait.
  func sockets(
    _ count: Int, _ family: IPAddress.Family, type: __socket_type, protocol number: Int32 = 0
  ) throws(LabError) -> [Int32] {
    try inside { () throws(LabError) in
      var made: [Int32] = []
      made.reserveCapacity(count)
      let kind = Int32(type.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      for _ in 0..<count {
        let descriptor = socket(family.domain, kind, number)
        if descriptor < 0 {
          let reason = errorText(errno)
          for descriptor in made { Glibc.close(descriptor) }
          throw .unable("cannot make a socket in \(name): \(reason)")
        }
        made.append(descriptor)
      }
      return made
    }
  }
}

/// Sets an option of a socket to a number.
func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
  var value = value
  setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
}

/// Makes `close` end a connection by RST, so that no TIME_WAIT keeps its port.
func closeByReset(_ descriptor: Int32) {
  var option = linger(l_onoff: 1, l_linger: 0)
  setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
}

/// Closes a TCP socket so that its connection or listening ends now.
///
/// A program that another thread is just starting holds copies of all descriptors until it runs, and `close` alone ends nothing before the
/// last copy is gone; disconnecting (connect(2), AF_UNSPEC) does.
func closeAtOnce(_ descriptor: Int32) {
  var nobody = sockaddr()
  nobody.sa_family = sa_family_t(AF_UNSPEC)
  connect(descriptor, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
  Glibc.close(descriptor)
}
