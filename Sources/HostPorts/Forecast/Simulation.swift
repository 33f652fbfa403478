internal import Glibc

/// A demand on a pool, played through connection by connection: a second opinion on `Forecast`, which shares no formula with it.
public struct Simulation: Hashable, Sendable {
  /// Connections that began, and of these, since use had settled.
  public let connections: Int
  /// When the first one got no port, in seconds; nil when all got one.
  public let firstFailure: Double?
  /// The share that got none, of those begun after use had settled; nil when it was not played that far.
  public let failureShare: Double?
  /// The most ports taken at the same time.
  public let mostTaken: Int
  /// How many seconds were played through.
  public let seconds: Double

  /// How connections begin.
  public enum Arrivals: Hashable, Sendable {
    /// Independently of each other (Poisson).
    case independent
    /// At even intervals.
    case even
  }

  /// As many connections as are played through at most.
  public static let mostConnections = 2_000_000

  /// Plays a demand on one of its pools; the others are like it.
  ///
  /// - Parameters:
  ///   - forecast: The demand and the supply.
  ///   - arrivals: How connections begin.
  ///   - seconds: How long to play; when nil, until use has been settled for a while.
  ///   - seed: What randomness depends on, and nothing else.
  public init(_ forecast: Forecast, arrivals: Arrivals = .independent, seconds: Double? = nil, seed: UInt64) {
    let rate = forecast.poolRate
    let settled =
      forecast.demand.timeWait + forecast.demand.lifetime * (forecast.demand.hasVaryingLifetimes ? 6 : 1)
    let wanted = seconds ?? settled * 3 + 1
    let end = min(wanted, Double(Self.mostConnections) / max(rate, 1e-9))
    var generator = SplitMix64(seed: seed)
    var ports = PortDraw(ports: forecast.supply.ceiling)
    var releases = ReleaseQueue()
    var time = 0.0
    var (begun, begunSettled, failedSettled, mostTaken) = (0, 0, 0, 0)
    var firstFailure: Double?
    while true {
      time += arrivals == .even ? 1 / rate : -log(1 - Double.random(in: 0..<1, using: &generator)) / rate
      guard time <= end else { break }
      while let port = releases.next(until: time) { ports.release(port) }
      begun += 1
      if time > settled { begunSettled += 1 }
      guard let port = ports.draw(using: &generator) else {
        if firstFailure == nil { firstFailure = time }
        if time > settled { failedSettled += 1 }
        continue
      }
      mostTaken = max(mostTaken, ports.taken)
      let lifetime =
        forecast.demand.hasVaryingLifetimes
        ? -log(1 - Double.random(in: 0..<1, using: &generator)) * forecast.demand.lifetime : forecast.demand.lifetime
      releases.add(port, at: time + lifetime + forecast.demand.timeWait)
    }
    connections = begun
    self.firstFailure = firstFailure
    failureShare = begunSettled == 0 ? nil : Double(failedSettled) / Double(begunSettled)
    self.mostTaken = mostTaken
    self.seconds = end
  }
}

/// When which port comes back: a binary heap, the earliest first.
private struct ReleaseQueue {
  private var heap: [(time: Double, port: Int)] = []

  mutating func add(_ port: Int, at time: Double) {
    heap.append((time, port))
    var child = heap.count - 1
    while child > 0, heap[child].time < heap[(child - 1) / 2].time {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the next port that has come back by `time`.
  mutating func next(until time: Double) -> Int? {
    guard let first = heap.first, first.time <= time else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        var least = parent
        for child in [parent * 2 + 1, parent * 2 + 2] where child < heap.count && heap[child].time < heap[least].time {
          least = child
        }
        if least == parent { break }
        heap.swapAt(parent, least)
        parent = least
      }
    }
    return first.port
  }
}

/// A generator whose numbers depend on its seed alone (SplitMix64).
private struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
