internal import Dispatch
internal import Synchronization

/// Reads the pieces of a snapshot on every core at once.
///
/// One core parses at a time, since only what was parsed tells where the next piece begins. Each makes values of what it has parsed itself, and
/// one that is free adds them to the network, in the order of the pieces. What must be read together with what came before waits its turn.
final class SharedReading: Sendable {
  /// What is left to parse.
  private struct Rest: ~Copyable {
    var pieces: SnapshotPieces
    /// How many pieces were parsed.
    var count = 0
    var isOver = false
  }

  /// A piece that waits to be added.
  private enum Entry {
    case whole(DecodedPiece)
    /// One whose reader adds it when it is told to.
    case held(DispatchSemaphore)
    case failed(SnapshotError)
  }

  private struct Line {
    var entries: [Int: Entry] = [:]
    /// The number of the piece to be added next.
    var next = 0
    /// Whether somebody adds.
    var isMoving = false
  }

  /// What was read so far, up to the first thing that is wrong.
  private struct Reading {
    var builder = SnapshotBuilder()
    var problem: SnapshotError?
  }

  private let rest: Mutex<Rest>
  private let line = Mutex(Line())
  /// Whoever moves the line on has it.
  private let result = Mutex(Reading())

  init(of pieces: consuming SnapshotPieces) {
    rest = Mutex(Rest(pieces: pieces))
  }

  /// The network as read, and how many bytes were.
  func finished(onCores cores: Int) throws(SnapshotError) -> (builder: SnapshotBuilder, bytes: Int) {
    DispatchQueue.concurrentPerform(iterations: cores) { _ in work() }
    // Taken out, so that nobody copies what is added to it.
    let reading = result.withLock { result in
      defer { result = Reading() }
      return result
    }
    if let problem = reading.problem { throw problem }
    return (reading.builder, rest.withLock { $0.pieces.byteCount })
  }

  /// Reads pieces until there are none.
  private func work() {
    var parser = JSONParser()
    while let (number, parsed) = parse(with: &parser) {
      switch parsed {
      case .failure(let error): lineUp(.failed(error), number)
      case .success(let piece):
        parser.withParsed { root in
          let decoded = DecodedPiece(piece, root)
          if decoded.isWhole { return lineUp(.whole(decoded), number) }
          let turn = DispatchSemaphore(value: 0)
          lineUp(.held(turn), number) { builder throws(SnapshotError) in try decoded.add(to: &builder, root) }
        }
      }
    }
  }

  /// The next piece and its number.
  private func parse(with parser: inout JSONParser) -> (Int, Result<SnapshotPieces.Piece, SnapshotError>)? {
    rest.withLock { rest in
      if rest.isOver { return nil }
      do throws(SnapshotError) {
        guard let piece = try rest.pieces.next(with: &parser) else {
          rest.isOver = true
          return nil
        }
        rest.count += 1
        return (rest.count - 1, .success(piece))
      } catch {
        rest.isOver = true
        return (rest.count, .failure(error))
      }
    }
  }

  /// Has the piece of a number added in its turn: by its own reader if it is held, else by anybody.
  private func lineUp(
    _ entry: Entry, _ number: Int, _ add: (inout SnapshotBuilder) throws(SnapshotError) -> Void = { _ in }
  ) {
    let isFirst = line.withLock { line in
      line.entries[number] = entry
      if line.isMoving { return false }
      line.isMoving = true
      return true
    }
    if isFirst && moveOn(to: number, add) { return }
    guard case .held(let turn) = entry else { return }
    turn.wait()
    attempt(add)
    _ = moveOn()
  }

  /// Adds what waits, as far as nothing before it is missing, or somebody holds it; whether piece `own` was added by that.
  private func moveOn(
    to own: Int? = nil, _ add: (inout SnapshotBuilder) throws(SnapshotError) -> Void = { _ in }
  ) -> Bool {
    var isAdded = false
    while let (number, entry) = nextEntry() {
      if number == own { isAdded = true }
      switch entry {
      case .whole(let piece): attempt { builder throws(SnapshotError) in try piece.add(to: &builder) }
      case .failed(let error): attempt { _ throws(SnapshotError) in throw error }
      case .held where number == own: attempt(add)
      case .held(let turn):
        // That reader moves the line on.
        turn.signal()
        return isAdded
      }
    }
    return isAdded
  }

  private func nextEntry() -> (Int, Entry)? {
    line.withLock { line in
      guard let entry = line.entries.removeValue(forKey: line.next) else {
        line.isMoving = false
        return nil
      }
      line.next += 1
      return (line.next - 1, entry)
    }
  }

  /// Adds to the network, unless something was wrong before.
  private func attempt(_ add: (inout SnapshotBuilder) throws(SnapshotError) -> Void) {
    let isWrong = result.withLock { result in
      if result.problem != nil { return false }
      do throws(SnapshotError) {
        try add(&result.builder)
        return false
      } catch {
        result.problem = error
        return true
      }
    }
    if isWrong { rest.withLock { $0.isOver = true } }
  }
}
