internal import Dispatch
internal import Synchronization

/// Tells the reader of each piece where it begins: where the one before it ends, once that has proved to be JSON.
///
/// Until then a piece may turn out to begin where none does. It is parsed all the same, since nearly all begin where they should.
final class PieceChain: Sendable {
  private struct State {
    /// The first piece of which nobody knows yet where the next one begins, and where it begins itself.
    var number = 0
    var start = PieceStart()
    var generation = 0
    var isOver = false
    /// The readers that wait for their pieces' starts, each by its piece's number.
    var waiting: [Int: DispatchSemaphore] = [:]

    mutating func wakeAll() {
      for bell in waiting.values { bell.signal() }
      waiting = [:]
    }
  }

  private let state = Mutex(State())

  /// Where piece `number` begins; nil when it was taken back, or nobody needs it any more. Waits until either is known; `bell` is rung then.
  func start(of number: SnapshotPieces.Number, _ bell: DispatchSemaphore) -> PieceStart? {
    enum Answer { case start(PieceStart), takenBack, unknown }
    while true {
      let answer: Answer = state.withLock { state in
        if state.isOver || state.generation != number.generation { return .takenBack }
        if state.number == number.value { return .start(state.start) }
        state.waiting[number.value] = bell
        return .unknown
      }
      switch answer {
      case .start(let start): return start
      case .takenBack: return nil
      case .unknown: bell.wait()
      }
    }
  }

  /// Says that piece `number` is JSON and the next one begins at `start`.
  func prove(_ number: SnapshotPieces.Number, next start: PieceStart) {
    state.withLock { state in
      state.number = number.value + 1
      state.start = start
      state.waiting.removeValue(forKey: state.number)?.signal()
    }
  }

  /// Says that all pieces of earlier generations were taken back that have not proved to be JSON.
  func takeBack(before generation: Int) {
    state.withLock { state in
      state.generation = generation
      state.wakeAll()
    }
  }

  /// Whether nobody needs a piece any more.
  var isOver: Bool { state.withLock { $0.isOver } }

  /// Says that nobody needs a piece any more.
  func end() {
    state.withLock { state in
      state.isOver = true
      state.wakeAll()
    }
  }
}
