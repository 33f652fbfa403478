internal import CLinux
internal import Glibc

/// Waits for many sockets at once (epoll(7)). Each is known by a number of the caller's.
struct EventQueue {
  private let descriptor: Int32
  private var events: [epoll_event]

  init() throws(LabError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    events = Array(repeating: epoll_event(), count: 1024)
    if descriptor < 0 { throw .unable("cannot make an event queue: \(errorText(errno))") }
  }

  func close() { Glibc.close(descriptor) }

  /// Tells of a socket once it can be read, or written if `orWritten`, or has failed.
  func add(_ socket: Int32, number: Int, orWritten: Bool = false) throws(LabError) {
    var event = epoll_event()
    event.events = EPOLLIN.rawValue | (orWritten ? EPOLLOUT.rawValue : 0)
    event.data.u64 = UInt64(number)
    if epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event) != 0 {
      throw .unable("cannot wait for a socket: \(errorText(errno))")
    }
  }

  /// Calls `body` with the numbers of the sockets that have something to tell, waiting for the first at most `milliseconds`.
  ///
  /// - Returns: How many there were.
  mutating func wait(_ milliseconds: Int32, _ body: (Int) throws(LabError) -> Void) throws(LabError) -> Int {
    var total = 0
    var timeout = milliseconds
    while true {
      let count = Int(epoll_wait(descriptor, &events, Int32(events.count), timeout))
      if portolan_interruption() != 0 { throw .interrupted }
      if count <= 0 { return total }
      for index in 0..<count { try body(Int(events[index].data.u64)) }
      total += count
      if count < events.count { return total }
      timeout = 0
    }
  }
}
