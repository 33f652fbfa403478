import Glibc
import HostPorts

/// Sockets of this process, for tests that run inside a namespace; closed when it is done.
final class TestSockets {
  private var descriptors: Set<Int32> = []

  struct Refused: Error {
    let number: Int32
  }

  deinit { for descriptor in descriptors { Glibc.close(descriptor) } }

  private func address(_ text: String, _ port: UInt16) -> (sockaddr_storage, socklen_t) {
    var storage = sockaddr_storage()
    let isIPv6 = text.contains(":")
    let size = withUnsafeMutableBytes(of: &storage) { bytes -> Int in
      if isIPv6 {
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        inet_pton(AF_INET6, text, &six.sin6_addr)
        bytes.storeBytes(of: six, as: sockaddr_in6.self)
        return MemoryLayout<sockaddr_in6>.size
      }
      var four = sockaddr_in()
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      inet_pton(AF_INET, text, &four.sin_addr)
      bytes.storeBytes(of: four, as: sockaddr_in.self)
      return MemoryLayout<sockaddr_in>.size
    }
    return (storage, socklen_t(size))
  }

  private func call(
    _ text: String, _ port: UInt16, _ function: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(Refused) {
    var (storage, size) = address(text, port)
    let result = withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { function($0, size) }
    }
    if result != 0 { throw Refused(number: errno) }
  }

  /// Begins a connection and does not wait for it: its port is drawn at once, or it is refused.
  func beginning(to text: String, _ port: UInt16) throws(Refused) -> Int32 {
    let descriptor = open(text)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    do throws(Refused) {
      try call(text, port) { connect(descriptor, $0, $1) }
    } catch  where error.number != EINPROGRESS {
      forget(descriptor)
      throw error
    } catch {}
    return descriptor
  }

  private func open(_ text: String, isStream: Bool = true) -> Int32 {
    let kind = isStream ? SOCK_STREAM : SOCK_DGRAM
    let descriptor = socket(text.contains(":") ? AF_INET6 : AF_INET, Int32(kind.rawValue) | O_CLOEXEC, 0)
    descriptors.insert(descriptor)
    return descriptor
  }

  private func forget(_ descriptor: Int32) {
    Glibc.close(descriptor)
    descriptors.remove(descriptor)
  }

  /// A socket bound to an address and port.
  @discardableResult
  func bound(_ text: String, _ port: UInt16, isStream: Bool = true, isDual: Bool = false) throws -> Int32 {
    let descriptor = open(text, isStream: isStream)
    var on: Int32 = isDual ? 0 : 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    if text.contains(":") { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
    try call(text, port) { bind(descriptor, $0, $1) }
    return descriptor
  }

  /// A socket that listens; its accepted connections are taken with `accept`.
  @discardableResult
  func listener(_ text: String, _ port: UInt16, isDual: Bool = false) throws -> Int32 {
    let descriptor = try bound(text, port, isDual: isDual)
    listen(descriptor, 4_096)
    return descriptor
  }

  /// A connection; its port is drawn by the kernel, before the destination is known when `boundTo` an address.
  @discardableResult
  func connection(to text: String, _ port: UInt16, boundTo local: String? = nil, isStream: Bool = true) throws -> Int32
  {
    let descriptor = open(text, isStream: isStream)
    do {
      if let local { try call(local, 0) { bind(descriptor, $0, $1) } }
      try call(text, port) { connect(descriptor, $0, $1) }
    } catch {
      forget(descriptor)
      throw error
    }
    return descriptor
  }

  /// Ends a connection at once, by a reset, so that nothing stays in TIME-WAIT.
  func reset(_ descriptor: Int32) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    forget(descriptor)
  }

  func shut(_ descriptor: Int32) { forget(descriptor) }

  /// Takes a connection that waits at a listener; nil when none does.
  func accepted(at listener: Int32) -> Int32? {
    var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 0) == 1 else { return nil }
    let descriptor = accept(listener, nil, nil)
    guard descriptor >= 0 else { return nil }
    descriptors.insert(descriptor)
    return descriptor
  }

  /// One of every kind of socket that the kernel tells of: listeners, connections in the states that a close leads to, UDP.
  func openOneOfEachKind() throws {
    let four = try listener("127.0.0.1", 7_001)
    try listener("0.0.0.0", 7_002)
    let six = try listener("::1", 7_003)
    try listener("::", 7_004)
    let dual = try listener("::", 7_005, isDual: true)
    try connection(to: "127.0.0.1", 7_001)
    try connection(to: "::1", 7_003)
    try connection(to: "127.0.0.1", 7_005)
    // One in each state that a close leads to: TIME-WAIT here, CLOSE-WAIT and FIN-WAIT-2, and one that waits to be accepted.
    let closed = try connection(to: "127.0.0.1", 7_001)
    let half = try connection(to: "::1", 7_003)
    while let accepted = accepted(at: four) {
      if localPort(of: closed) == 0 { shut(accepted) }
    }
    _ = accepted(at: six)
    _ = accepted(at: dual)
    shutdown(half, Int32(SHUT_WR))
    shutdown(closed, Int32(SHUT_WR))
    try bound("127.0.0.1", 7_101, isStream: false)
    try bound("::1", 7_102, isStream: false)
    try bound("::", 7_103, isStream: false, isDual: true)
    try connection(to: "127.0.0.1", 7_101, isStream: false)
  }

  /// Connects until the kernel has no port left; the local ports and the error.
  func fill(_ text: String, _ port: UInt16, boundTo local: String? = nil, atMost most: Int) -> (ports: [UInt16], Int32)
  {
    var ports: [UInt16] = []
    while ports.count < most {
      do {
        ports.append(localPort(of: try connection(to: text, port, boundTo: local)))
      } catch let error as Refused {
        return (ports, error.number)
      } catch {
        return (ports, -1)
      }
    }
    return (ports, 0)
  }

  func localPort(of descriptor: Int32) -> UInt16 {
    var storage = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withUnsafeMutablePointer(to: &storage) {
      _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return UInt16(bigEndian: storage.sin6_port)
  }
}

/// What a clock that never jumps shows, in seconds.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Waits until `monotonicSeconds()` shows `time`.
func waitUntil(_ time: Double) {
  var target = timespec(tv_sec: Int(time), tv_nsec: Int((time - Double(Int(time))) * 1e9))
  while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &target, nil) == EINTR {}
}
