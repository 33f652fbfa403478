import CLinux
import Glibc
import HostPorts
import Program
import Render

/// A small HTTP server for one page, `/metrics`: one thread, few clients, each with little time.
struct MetricsEndpoint: ~Copyable {
  /// Where it listens, such as `127.0.0.1:9464`.
  let address: String
  private let listener: Int32
  private var clients: [MetricsClient] = []

  private static let mostClients = 32
  private static let backlog: Int32 = 16

  /// Listens on `address:port`; on every address where none is given.
  init(listeningOn text: String) throws {
    let bare = UInt16(text).map { ":\($0)" } ?? text
    let (host, port) = try SocketEnd.parse(bare, isListener: true)
    guard let port else { throw Failure("--metrics “\(text)”: give a port, too, such as 127.0.0.1:9464") }
    let local = host ?? HostAddress("::") ?? HostAddress(ipv4: 0)
    listener = try Self.listener(local, port, text)
    let shown = host.map { $0.isIPv6 ? "[\($0)]" : "\($0)" } ?? "localhost"
    address = "\(shown):\(Self.port(of: listener))"
  }

  deinit {
    for client in clients { close(client.descriptor) }
    close(listener)
  }

  /// Answers until a signal ends it. Looks when it is asked, at most once in each `interval`.
  mutating func serve(_ monitor: consuming PortMonitor, interval: Double, top: Int) throws {
    let signals = portolan_open_signals()
    guard signals >= 0 else { throw Failure("signals cannot be waited for: \(String(cString: strerror(-signals)))") }
    defer { close(signals) }
    var pace = WatchPace(wanted: interval)
    var lastLook = -Double.infinity
    var report: PortReport?
    var notes = NotesOnce()
    while true {
      var entries = [signals, listener].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      entries += clients.map {
        pollfd(fd: $0.descriptor, events: Int16($0.isWriting ? POLLOUT : POLLIN), revents: 0)
      }
      poll(&entries, nfds_t(entries.count), clients.isEmpty ? -1 : 500)
      if entries[0].revents != 0, Self.ends(portolan_take_signal(signals)) { return }
      let now = WatchPace.now()
      for (client, entry) in zip(clients.indices, entries[2...]) where entry.revents != 0 {
        clients[client].proceed { request in
          if now - lastLook >= pace.interval {
            let start = WatchPace.now(CLOCK_PROCESS_CPUTIME_ID)
            do throws(PortMonitorError) {
              report = try monitor.look(owners: false)
            } catch {
              return MetricsClient.response("503 Service Unavailable", "text/plain; charset=utf-8", "\(error)\n")
            }
            lastLook = now
            pace.note(cost: WatchPace.now(CLOCK_PROCESS_CPUTIME_ID) - start, withHolders: false, at: now)
            notes.say(pace.note, report?.refusal?.degradation)
          }
          guard let report else { return [] }
          let kind =
            request.acceptsOpenMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8"
          return MetricsClient.response(
            "200 OK", kind, report.metrics(most: top, isOpenMetrics: request.acceptsOpenMetrics))
        }
      }
      clients.removeAll { client in
        guard client.isDone || client.deadline < now else { return false }
        close(client.descriptor)
        return true
      }
      if entries[1].revents != 0 { acceptClients(now) }
    }
  }

  private mutating func acceptClients(_ now: Double) {
    while true {
      let descriptor = accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      if clients.count < Self.mostClients, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 {
        clients.append(MetricsClient(descriptor, now: now))
      } else {
        close(descriptor)
      }
    }
  }

  private static func ends(_ signal: Int32) -> Bool { signal == SIGINT || signal == SIGTERM || signal == SIGHUP }

  private static func listener(_ host: HostAddress, _ port: UInt16, _ text: String) throws -> Int32 {
    let listener = socket(host.isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
    var on: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    guard listener >= 0, bind(listener, host, port) == 0, listen(listener, backlog) == 0 else {
      let problem = errno
      if listener >= 0 { close(listener) }
      throw Failure("--metrics “\(text)”: \(String(cString: strerror(problem)))")
    }
    return listener
  }

  private static func bind(_ listener: Int32, _ host: HostAddress, _ port: UInt16) -> Int32 {
    if host.isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin6_addr) {
        $0.storeBytes(of: host.high.bigEndian, as: UInt64.self)
        $0.storeBytes(of: host.low.bigEndian, toByteOffset: 8, as: UInt64.self)
      }
      return withUnsafePointer(to: &address) { bind(listener, UnsafeRawPointer($0), MemoryLayout<sockaddr_in6>.size) }
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(truncatingIfNeeded: host.low).bigEndian
    return withUnsafePointer(to: &address) { bind(listener, UnsafeRawPointer($0), MemoryLayout<sockaddr_in>.size) }
  }

  private static func bind(_ listener: Int32, _ address: UnsafeRawPointer, _ size: Int) -> Int32 {
    Glibc.bind(listener, address.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
  }

  private static func port(of listener: Int32) -> UInt16 {
    var address = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withUnsafeMutablePointer(to: &address) {
      _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    return UInt16(bigEndian: address.sin6_port)  // at the same place for IPv4
  }
}
