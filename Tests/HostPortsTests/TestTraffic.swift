import CLinux
import Foundation
import Glibc
import Synchronization

/// Connections that begin at a steady rate, last for a time and are closed by this end first, as a client does that takes no care of its ports.
///
/// Everything has its time, reckoned from the start: what a busy machine delays is made up for at once, so that the rate is kept. Several
/// threads begin them in turn: with half of the range in TIME-WAIT the kernel needs longer to find a port than there is between two of them.
struct TestTraffic: Sendable {
  /// Connections begun each second.
  let rate: Double
  /// How long each lasts, in seconds.
  let lifetime: Double

  /// What became of it; times are in seconds from the start.
  struct Outcome: Sendable {
    /// Connections that got a port before ports ran out.
    var begun = 0
    /// Connections that the server has accepted: one that waits for it in vain gives its port back when it is closed.
    var accepted = 0
    /// When the first one was begun that got none.
    var firstFailure: Double?
    /// Why it got none.
    var error: Int32 = 0
    /// When after that one got a port again.
    var firstReturn: Double?
    /// How far behind its time a connection was begun at the most, before any failed.
    var longestDelay = 0.0
  }

  /// Connects to a listener of its own, in the calling thread's network namespace, for at most so long, or until ports have come back once.
  func run(atMost seconds: Double) throws -> Outcome {
    raiseDescriptorLimit()
    let sockets = TestSockets()
    let listener = try sockets.listener("127.0.0.1", 9_000)
    let course = TrafficCourse(rate: rate, seconds: seconds)
    let threads = DispatchGroup()
    // A thread is in the namespace of the one that began it.
    threads.run(priority: 2) { TestServer(listener).run(until: course) }
    for _ in 0..<max(2, ProcessInfo.processInfo.activeProcessorCount) { threads.run(priority: 1) { begin(on: course) } }
    threads.wait()
    return course.outcome
  }

  /// Begins connections when it is their turn, and closes them.
  private func begin(on course: TrafficCourse) {
    let sockets = TestSockets()
    var open: [(client: Int32, end: Double)] = []
    var closed = 0
    while let time = course.nextTime() {
      waitUntil(course.start + time)
      let now = course.now
      while closed < open.count, open[closed].end <= now {
        sockets.shut(open[closed].client)
        closed += 1
      }
      do throws(TestSockets.Refused) {
        open.append((try sockets.beginning(to: "127.0.0.1", 9_000), now + lifetime))
        course.begun(at: now, delay: now - time)
      } catch {
        course.refused(at: now, error.number)
      }
    }
  }

  /// Both ends of all connections that are open at the same time are this process's.
  private func raiseDescriptorLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

/// Whose turn it is, and what became of those that had theirs.
private final class TrafficCourse: Sendable {
  let start = monotonicSeconds()
  private let rate: Double
  private let seconds: Double
  private let state = Mutex(State())

  private struct State {
    var turn = 0
    var outcome = TestTraffic.Outcome()
    /// When the first failure was known: what began before it may yet have got the last port.
    var failureKnown = Double.infinity
  }

  /// From the first failure on the kernel looks through the whole range each time, for which there is no time at the full rate.
  private static let turnsOfOneAfterFailure = 25

  init(rate: Double, seconds: Double) {
    self.rate = rate
    self.seconds = seconds
  }

  var now: Double { monotonicSeconds() - start }
  var outcome: TestTraffic.Outcome { state.withLock { $0.outcome } }

  /// When the next connection is to begin; nil when none is.
  func nextTime() -> Double? {
    state.withLock { state in
      let time = Double(state.turn) / rate
      guard time < seconds, state.outcome.firstReturn == nil else { return nil }
      state.turn += state.outcome.firstFailure == nil ? 1 : Self.turnsOfOneAfterFailure
      return time
    }
  }

  func begun(at time: Double, delay: Double) {
    state.withLock { state in
      if time > state.failureKnown {
        state.outcome.firstReturn = state.outcome.firstReturn ?? time
      } else {
        state.outcome.begun += 1
        state.outcome.longestDelay = max(state.outcome.longestDelay, delay)
      }
    }
  }

  func refused(at time: Double, _ error: Int32) {
    state.withLock { state in
      state.outcome.firstFailure = min(state.outcome.firstFailure ?? time, time)
      state.outcome.error = error
      state.failureKnown = min(state.failureKnown, now)
    }
  }

  func accepted() { state.withLock { $0.outcome.accepted += 1 } }

  var isOver: Bool { state.withLock { $0.outcome.firstReturn != nil } || now > seconds }
}

/// Accepts connections and closes each once its client has.
private struct TestServer {
  private let listener: Int32
  private let queue = epoll_create1(Int32(EPOLL_CLOEXEC))

  init(_ listener: Int32) {
    self.listener = listener
  }

  func run(until course: TrafficCourse) {
    defer { Glibc.close(queue) }
    let sockets = TestSockets()
    watch(listener)
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while !course.isOver {
      let count = Int(epoll_wait(queue, &events, Int32(events.count), 100))
      for event in events.prefix(max(0, count)) {
        guard event.data.fd == listener else {
          sockets.shut(event.data.fd)
          continue
        }
        while let connection = sockets.accepted(at: listener) {
          watch(connection)
          course.accepted()
        }
      }
    }
  }

  private func watch(_ descriptor: Int32) {
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: descriptor))
    epoll_ctl(queue, EPOLL_CTL_ADD, descriptor, &event)
  }
}

extension DispatchGroup {
  /// Runs `body` on a thread of its own; where that is allowed, before all else, since at a rate that is not kept there is nothing to see.
  fileprivate func run(priority: Int32, _ body: @escaping @Sendable () -> Void) {
    enter()
    let thread = Thread {
      var priority = sched_param(sched_priority: priority)
      sched_setscheduler(0, SCHED_FIFO, &priority)
      body()
      self.leave()
    }
    thread.start()
  }
}
