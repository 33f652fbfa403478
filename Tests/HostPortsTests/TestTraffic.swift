import Glibc

/// Connections that begin at a steady rate, last for a time and are closed by this end first, as a client does that takes no care of its ports.
///
/// Everything has its time, reckoned from the start: what a busy machine delays is made up for at once, so that the rate is kept.
struct TestTraffic {
  /// Connections begun each second.
  let rate: Double
  /// How long each lasts, in seconds.
  let lifetime: Double

  /// What became of it.
  struct Outcome {
    /// Connections tried, and failed.
    var (tried, failed) = (0, 0)
    /// When the first one failed, and when after that one got a port again; in seconds from the start.
    var firstFailure: Double?
    var firstReturn: Double?
    /// Why it failed.
    var error: Int32 = 0
    /// How far behind its time a connection was begun at the most, before any failed.
    var longestDelay = 0.0
    /// The time it took.
    var seconds = 0.0
  }

  /// Connects to a listener of its own for at most so long, or until ports have come back once.
  func run(atMost seconds: Double) throws -> Outcome {
    // Where that is allowed, before all else: at a rate that it cannot keep there is nothing to see.
    var priority = sched_param(sched_priority: 1)
    sched_setscheduler(0, SCHED_FIFO, &priority)
    let sockets = TestSockets()
    let listener = try sockets.listener("127.0.0.1", 9_000)
    var outcome = Outcome()
    var open = Schedule<(client: Int32, port: UInt16)>()
    var closing = Schedule<UInt16>()
    var servers: [UInt16: Int32] = [:]
    let start = monotonicSeconds()
    while outcome.firstReturn == nil {
      let time = Double(outcome.tried) / rate
      guard time < seconds else { break }
      waitUntil(start + time)
      // Never waits for the other end, which a busy machine may keep waiting: that would hold up all that are to come.
      while let server = sockets.accepted(at: listener) { servers[sockets.remotePort(of: server)] = server }
      while let (client, port) = open.next(until: time) {
        sockets.shut(client)
        closing.add(port, at: time + Self.answer)
      }
      while let port = closing.next(until: time) {
        if let server = servers.removeValue(forKey: port) { sockets.shut(server) }
      }
      // From the first failure on the kernel searches the whole range each time, which may take longer than the time there is.
      if outcome.firstFailure == nil {
        outcome.longestDelay = max(outcome.longestDelay, monotonicSeconds() - start - time)
      }
      do {
        let client = try sockets.beginning(to: "127.0.0.1", 9_000)
        open.add((client, sockets.localPort(of: client)), at: time + lifetime)
        if outcome.firstFailure != nil {
          outcome.firstReturn = monotonicSeconds() - start
        }
      } catch let refused as TestSockets.Refused {
        if outcome.firstFailure == nil { outcome.firstFailure = monotonicSeconds() - start }
        outcome.error = refused.number
        outcome.failed += 1
      }
      outcome.tried += 1
    }
    outcome.seconds = monotonicSeconds() - start
    return outcome
  }

  /// How long after this end the other one closes, in seconds: time enough to have heard of it.
  private static let answer = 0.1
}

/// What is to be done when, in the order in which it was added, which is that of its times.
private struct Schedule<Item> {
  private var items: [(item: Item, time: Double)] = []
  private var done = 0

  mutating func add(_ item: Item, at time: Double) { items.append((item, time)) }

  mutating func next(until time: Double) -> Item? {
    guard done < items.count, items[done].time <= time else { return nil }
    done += 1
    return items[done - 1].item
  }
}
