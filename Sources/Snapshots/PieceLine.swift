internal import Dispatch
internal import Synchronization

/// The pieces that were read, added to the network in their order.
///
/// Whoever comes with the piece that is to be added next adds it, and those behind it that are there already; everybody else goes on reading.
final class PieceLine: Sendable {
  /// What became of a piece.
  enum Entry {
    case decoded(DecodedPiece)
    /// One of which something is left to be read together with what came before.
    case parsed(ParsedPiece)
    /// One that is no JSON, and all of its file.
    case remarks(Remarks, Source)
    /// One that cannot be read.
    case failed(SnapshotError)
  }

  private struct Line {
    var entries: [Int: Entry] = [:]
    /// The number of the piece to be added next.
    var next = 0
    /// Whether somebody adds.
    var isMoving = false
    /// How many of the entries hold parsers, and the readers that wait until fewer do.
    var parsedCount = 0
    var waiting: [DispatchSemaphore] = []
  }

  /// As many parsers as wait with their pieces before their readers wait, too: each holds several times its piece's memory.
  private static let mostParsed = 8

  /// What was read so far, and the first thing that is wrong with each file.
  private struct Reading {
    var builder = SnapshotBuilder()
    var problems: [SnapshotError] = []
  }

  private let line = Mutex(Line())
  /// Whoever moves the line on has it.
  private let result = Mutex(Reading())

  /// All that was added, and what is wrong with the files, in their order. To be asked once: the line keeps nothing of it.
  func finished() -> (builder: SnapshotBuilder, problems: [SnapshotError]) {
    // Taken out, so that nobody copies what is added to it.
    let reading = result.withLock { result in
      defer { result = Reading() }
      return result
    }
    return (reading.builder, reading.problems)
  }

  /// Has piece `number` added in its turn; whatever is read in this call is read with the texts that the caller remembers. The caller waits, until
  /// `bell` is rung, where others are far behind.
  func add(
    _ entry: Entry, _ number: SnapshotPieces.Number, sharing texts: borrowing TextCache, _ bell: DispatchSemaphore
  ) {
    enum Task { case move, wait, nothing }
    let task: Task = line.withLock { line in
      line.entries[number.value] = entry
      if case .parsed = entry { line.parsedCount += 1 }
      if !line.isMoving {
        line.isMoving = true
        return .move
      }
      if line.parsedCount <= Self.mostParsed { return .nothing }
      line.waiting.append(bell)
      return .wait
    }
    switch task {
    case .move: move(sharing: texts)
    case .wait: bell.wait()
    case .nothing: break
    }
  }

  /// Adds what waits, as far as nothing before it is missing.
  private func move(sharing texts: borrowing TextCache) {
    while let entry = nextEntry() {
      result.withLock { result in
        do throws(SnapshotError) {
          try Self.add(entry, to: &result.builder, texts)
        } catch {
          // Of one file the first problem is told: what follows it may follow from it.
          if result.problems.last?.file != error.file { result.problems.append(error) }
        }
      }
    }
  }

  private func nextEntry() -> Entry? {
    line.withLock { line in
      guard let entry = line.entries.removeValue(forKey: line.next) else {
        line.isMoving = false
        return nil
      }
      line.next += 1
      if case .parsed = entry {
        line.parsedCount -= 1
        line.waiting.popLast()?.signal()
      }
      return entry
    }
  }

  private static func add(
    _ entry: Entry, to builder: inout SnapshotBuilder, _ texts: borrowing TextCache
  ) throws(SnapshotError) {
    switch entry {
    case .decoded(let piece): try piece.add(to: &builder)
    case .parsed(let piece): try piece.add(to: &builder, sharing: texts)
    case .remarks(let remarks, let source): builder.add(remarks, from: source)
    case .failed(let error): throw error
    }
  }
}
