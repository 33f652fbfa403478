internal import Synchronization

/// The pieces that were read, added to the network in their order.
///
/// Whoever comes with the piece that is to be added next adds it, and those behind it that are there already; everybody else goes on reading.
final class PieceLine: Sendable {
  /// What became of a piece.
  enum Entry {
    case whole(DecodedPiece)
    /// One of which something is to be read together with what came before.
    case parsed(ParsedPiece)
    /// One that cannot be read.
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

  private let line = Mutex(Line())
  /// Whoever moves the line on has it.
  private let result = Mutex(Reading())
  private let isWrong = Atomic(false)

  /// Whether something was wrong with a piece, so that those behind it count no more.
  var hasFailed: Bool { isWrong.load(ordering: .relaxed) }

  /// The network with all that was added, unless something was wrong; the line has lost it then.
  func finished() throws(SnapshotError) -> SnapshotBuilder {
    // Taken out, so that nobody copies what is added to it.
    let reading = result.withLock { result in
      defer { result = Reading() }
      return result
    }
    if let problem = reading.problem { throw problem }
    return reading.builder
  }

  /// Has piece `number` added in its turn; whatever is read in this call is read with the texts that the caller remembers.
  func add(_ entry: Entry, _ number: SnapshotPieces.Number, sharing texts: borrowing TextCache) {
    let isFirst = line.withLock { line in
      line.entries[number.value] = entry
      if line.isMoving { return false }
      line.isMoving = true
      return true
    }
    guard isFirst else { return }
    while let entry = nextEntry() {
      result.withLock { result in
        if result.problem != nil { return }
        do throws(SnapshotError) {
          try Self.add(entry, to: &result.builder, texts)
        } catch {
          result.problem = error
          isWrong.store(true, ordering: .relaxed)
        }
      }
    }
  }

  private func nextEntry() -> Entry? {
    line.withLock { line in
      let entry = line.entries.removeValue(forKey: line.next)
      if entry == nil { line.isMoving = false } else { line.next += 1 }
      return entry
    }
  }

  private static func add(
    _ entry: Entry, to builder: inout SnapshotBuilder, _ texts: borrowing TextCache
  ) throws(SnapshotError) {
    switch entry {
    case .whole(let piece): try piece.add(to: &builder)
    case .parsed(let piece): try piece.add(to: &builder, sharing: texts)
    case .failed(let error): throw error
    }
  }
}
