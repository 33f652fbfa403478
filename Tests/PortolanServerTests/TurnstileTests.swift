import Dispatch
import PortolanServer
import Testing

/// One at a time: each blocks a thread of the few that tests share.
@Suite(.serialized) struct TurnstileTests {
  @Test func `what runs at once and what waits is bounded, and everything that got in is answered`() async throws {
    let turnstile = Turnstile(places: 1, mostWaiting: 2, limit: .seconds(600))
    let (started, goOn) = (AsyncStream.makeStream(of: Int.self), DispatchSemaphore(value: 0))
    let first = Task {
      try await turnstile.run {
        started.continuation.yield(1)
        goOn.wait()
        return 1
      }
    }
    for await _ in started.stream { break }
    // The place is taken: of many that come now two wait, and the others are told so.
    let (answers, others) = AsyncStream.makeStream(of: Result<Int, any Error>.self)
    for number in 2...7 {
      Task {
        do { others.yield(.success(try await turnstile.run { number })) } catch { others.yield(.failure(error)) }
      }
    }
    var (answered, refused) = (0, 0)
    for await answer in answers {
      switch answer {
      case .success: answered += 1
      case .failure(let error):
        #expect(error as? Turnstile.Refusal == .tooMany)
        refused += 1
      }
      if refused == 4, answered == 0 { goOn.signal() }
      if answered + refused == 6 { break }
    }
    #expect((answered, refused) == (2, 4))
    #expect(try await first.value == 1)
    #expect(try await turnstile.run { 8 } == 8)
  }

  @Test func `who waits too long is told, and the place is free once the work is done`() async throws {
    let turnstile = Turnstile(places: 1, mostWaiting: 1, limit: .milliseconds(1))
    let goOn = DispatchSemaphore(value: 0)
    await #expect(throws: Turnstile.Refusal.tooLong(.milliseconds(1))) {
      try await turnstile.run { goOn.wait() }
    }
    let patient = Task {
      while true {
        do { return try await turnstile.run { 9 } } catch is Turnstile.Refusal { continue }
      }
    }
    goOn.signal()
    #expect(try await patient.value == 9)
  }

  @Test func `what the work throws comes through`() async throws {
    struct Fault: Error, Equatable {}
    let turnstile = Turnstile(places: 1, mostWaiting: 1, limit: .seconds(600))
    await #expect(throws: Fault()) { try await turnstile.run { throw Fault() } }
    #expect(try await turnstile.run { 1 } == 1)
  }
}
