/// Lets only so many computations run at once and so many wait, and gives up on those that take too long.
package actor Turnstile {
  private let places: Int
  private let mostWaiting: Int
  private let limit: Duration
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - places: How many run at once.
  ///   - mostWaiting: How many wait at most.
  ///   - limit: How long somebody waits for an answer, its turn included.
  package init(places: Int, mostWaiting: Int, limit: Duration) {
    self.places = places
    self.mostWaiting = mostWaiting
    self.limit = limit
  }

  /// Why there is no answer.
  package enum Refusal: Error, Hashable, CustomStringConvertible {
    /// Too many wait already.
    case tooMany
    /// It took longer than anybody waits.
    case tooLong(Duration)

    /// One sentence for people.
    package var description: String {
      switch self {
      case .tooMany: "too many questions are being answered: ask again in a moment"
      case .tooLong(let limit):
        "this takes longer than \(limit.components.seconds) s: ask about less, or ask the command"
      }
    }
  }

  /// Computes something off the caller's thread.
  ///
  /// - Throws: `Refusal`, or what `work` throws. Work that took too long goes on, and keeps its place until it is done; what nobody waits for
  ///   any more by the time it is its turn is not begun.
  package func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    let (answers, first) = AsyncStream.makeStream(
      of: Result<Answer, any Error>.self, bufferingPolicy: .bufferingOldest(1))
    let worker = Task.detached {
      do { try await self.enter() } catch {
        first.yield(.failure(error))
        return
      }
      if !Task.isCancelled { first.yield(Result { try work() }) }
      await self.leave()
    }
    let alarm = Task.detached { [limit] in
      try await Task.sleep(for: limit)
      first.yield(.failure(Refusal.tooLong(limit)))
    }
    defer {
      worker.cancel()
      alarm.cancel()
    }
    for await answer in answers { return try answer.get() }
    throw CancellationError()
  }

  private func enter() async throws {
    if running < places {
      running += 1
      return
    }
    guard waiting.count < mostWaiting else { throw Refusal.tooMany }
    // Whoever leaves hands over the place.
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
  }
}
