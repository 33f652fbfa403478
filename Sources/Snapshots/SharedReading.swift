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

  /// What was read, what is wrong with it, and how many bytes it was.
  func finished(onCores cores: Int) -> (builder: SnapshotBuilder, problems: [SnapshotError], bytes: Int) {
    if cores > 1 {
      DispatchQueue.concurrentPerform(iterations: cores) { _ in work() }
    } else {
      work()
    }
    let (builder, problems) = line.finished()
    return (builder, problems, byteCount.load(ordering: .relaxed))
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
      let entry: PieceLine.Entry
      do throws(SnapshotError) {
        let proof = try proven(taken.get(), number, isJSON, &text, &parser)
        if proof.piece.isLast { byteCount.add(proof.piece.end, ordering: .relaxed) }
        entry = self.entry(of: proof, number, start, texts, &parser)
      } catch {
        // What is wrong with other files is told, too.
        chain.prove(number, next: PieceStart())
        entry = .failed(error)
      }
      line.add(entry, number, sharing: texts, bell)
    }
  }

  /// Says where the next piece begins, and reads what it can of one that was parsed, once it has the form of AWS's answers.
  private func entry(
    of proof: Proof, _ number: SnapshotPieces.Number, _ start: PieceStart, _ texts: borrowing TextCache,
    _ parser: inout JSONParser
  ) -> PieceLine.Entry {
    let piece = proof.piece
    if let remarks = proof.remarks {
      chain.prove(number, next: PieceStart())
      return .remarks(remarks, piece.source)
    }
    enum Reading { case ordinary(DecodedPiece), other(OrdinaryForm) }
    let reading: Reading = parser.withParsed(sharing: texts) { root in
      let isOther = proof.isList || piece.isAll && OrdinaryForm.isNeeded(for: root, from: piece.source)
      chain.prove(number, next: piece.isLast ? PieceStart() : PieceStart(behind: root, start))
      if isOther { return .other(OrdinaryForm(of: root, start, from: piece.source, isMade: proof.isList)) }
      return .ordinary(DecodedPiece(of: piece.source, start, root))
    }
    let decoded: DecodedPiece
    switch reading {
    case .ordinary(let piece): decoded = piece
    case .other(let form):
      let text = form.text
      guard parser.parse(text) else { return .failed(SnapshotError(inTextOf: piece.source.file, text, with: &parser)) }
      decoded = parser.withParsed(sharing: texts) { root in DecodedPiece(of: form, root) }
    }
    if decoded.isComplete { return .decoded(decoded) }
    let rest = ParsedPiece(decoded, in: parser)
    parser = JSONParser()
    return .parsed(rest)
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

  /// What a piece has proved to be.
  private struct Proof {
    /// The piece, which was parsed.
    let piece: SnapshotPieces.Piece
    /// Whether it is several texts, parsed as a list.
    var isList = false
    /// What else it tells, if it is no JSON.
    var remarks: Remarks?
  }

  /// The piece, made longer until it is JSON, as it is by now if `isJSON`, and parsed.
  private func proven(
    _ piece: SnapshotPieces.Piece, _ number: SnapshotPieces.Number, _ isJSON: Bool, _ text: inout PaddedBytes,
    _ parser: inout JSONParser
  ) throws(SnapshotError) -> Proof {
    if isJSON { return Proof(piece: piece) }
    if piece.isLast {
      if let list = ConcatenatedJSON.list(of: text), parser.parse(list) { return Proof(piece: piece, isList: true) }
      if piece.isAll, let look = TextLook(text, from: piece.source) {
        return Proof(piece: piece, remarks: try Remarks(look, of: piece.source))
      }
      throw syntaxError(in: piece, text, &parser)
    }
    let longer = try pieces.withLock { pieces throws(SnapshotError) in
      defer { chain.takeBack(before: pieces.next.generation) }
      return try pieces.extend(piece, number, &text)
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
