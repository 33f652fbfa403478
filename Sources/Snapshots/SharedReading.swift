internal import Dispatch
internal import Synchronization

/// Reads the pieces of a snapshot on every core at once.
///
/// Each core takes the next piece, parses it and makes values of what it finds. Those are added to the network in the order of the pieces.
final class SharedReading: Sendable {
  private let pieces: Mutex<SnapshotPieces>
  private let chain = PieceChain()
  private let line = PieceLine()
  private let byteCount = Atomic(0)

  init(of pieces: consuming SnapshotPieces) {
    self.pieces = Mutex(pieces)
  }

  /// The network as read, and how many bytes were.
  func finished(onCores cores: Int) throws(SnapshotError) -> (builder: SnapshotBuilder, bytes: Int) {
    if cores > 1 {
      DispatchQueue.concurrentPerform(iterations: cores) { _ in work() }
    } else {
      work()
    }
    return (try line.finished(), byteCount.load(ordering: .relaxed))
  }

  /// Reads pieces until there are none.
  private func work() {
    var parser = JSONParser()
    let texts = TextCache()
    var text = PaddedBytes(capacity: 0)
    let bell = DispatchSemaphore(value: 0)
    while !chain.isOver, let (number, taken) = take(into: &text) {
      // Most pieces begin where they should: it costs less to parse first and ask then.
      let isJSON = parser.parse(text)
      guard let start = chain.start(of: number, bell) else { continue }
      do throws(SnapshotError) {
        let piece = try proven(taken.get(), number, isJSON, &text, &parser)
        if piece.isLast { byteCount.add(piece.end, ordering: .relaxed) }
        let decoded = parser.withParsed(sharing: texts) { root in
          chain.prove(number, next: piece.isLast ? PieceStart() : PieceStart(behind: root, start))
          return DecodedPiece(of: piece.source, start, root)
        }
        if decoded.isComplete {
          line.add(.decoded(decoded), number, sharing: texts, bell)
        } else {
          line.add(.parsed(ParsedPiece(decoded, in: parser)), number, sharing: texts, bell)
          parser = JSONParser()
        }
      } catch {
        chain.end()
        line.add(.failed(error), number, sharing: texts, bell)
      }
      if line.hasFailed { chain.end() }
    }
  }

  /// Makes `text` the next piece, if there is one.
  private func take(
    into text: inout PaddedBytes
  ) -> (SnapshotPieces.Number, Result<SnapshotPieces.Piece, SnapshotError>)? {
    pieces.withLock { pieces in
      let number = pieces.next
      do throws(SnapshotError) {
        return try pieces.read(into: &text).map { (number, .success($0)) }
      } catch {
        return (number, .failure(error))
      }
    }
  }

  /// The piece, made longer until it is JSON, as it is by now if `isJSON`, and parsed.
  private func proven(
    _ piece: SnapshotPieces.Piece, _ number: SnapshotPieces.Number, _ isJSON: Bool, _ text: inout PaddedBytes,
    _ parser: inout JSONParser
  ) throws(SnapshotError) -> SnapshotPieces.Piece {
    if isJSON { return piece }
    if piece.isLast { throw syntaxError(in: piece, text, &parser) }
    let longer = try pieces.withLock { pieces throws(SnapshotError) in
      let longer = try pieces.extend(piece, number, &text)
      chain.takeBack(before: pieces.next.generation)
      return longer
    }
    return try proven(longer, number, parser.parse(text), &text, &parser)
  }

  /// Why the text that ends with a piece is no JSON text.
  private func syntaxError(
    in piece: SnapshotPieces.Piece, _ text: borrowing PaddedBytes, _ parser: inout JSONParser
  ) -> SnapshotError {
    if piece.isAll { return SnapshotError(inTextOf: piece.source.file, text, with: &parser) }
    return pieces.withLock { pieces in pieces.syntaxError(in: piece, with: &parser) }
  }
}
