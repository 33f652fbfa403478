extension SnapshotBuilder {
  /// Reads a file, whose top-level keys say what it holds, a large one in pieces of about `pieceSize` bytes.
  ///
  /// - Returns: how many bytes it has.
  mutating func read(file: String, pieceSize: Int, with parser: inout JSONParser) throws(SnapshotError) -> Int {
    let source = Source(file: file)
    var text = try TextPieces(of: file, size: pieceSize)
    try text.begin()
    var cut: Cut?
    while true {
      let isLast = text.isLast
      var next: Cut?
      var isRead = false
      do throws(MalformedJSON) {
        try parser.withRootIfJSON(of: text.piece) { root throws(MalformedJSON) in
          if !isLast { next = Cut(behind: root, cut) }
          isRead = isLast || next != nil
          if isRead { try readLists(root, from: source) }
        }
      } catch {
        throw SnapshotError(file: file, cut?.place(error) ?? error)
      }
      if isLast {
        if !isRead { throw Self.syntaxError(in: file, text, with: &parser) }
        return text.byteCount
      }
      if let next {
        try text.advance(within: next.key)
        cut = next
      } else {
        try text.extend()
      }
    }
  }

  /// Where in the whole text of a file it stops being JSON.
  private static func syntaxError(
    in file: String, _ text: borrowing TextPieces, with parser: inout JSONParser
  ) -> SnapshotError {
    do throws(SnapshotError) {
      // The last piece is the whole text, unless there were others.
      let whole = try text.piece.count == text.byteCount ? PaddedBytes(text.piece.bytes) : SnapshotFiles.read(file)
      do throws(MalformedJSON) {
        try parser.withRoot(of: whole) { _ in }
      } catch {
        return SnapshotError(file: file, error)
      }
    } catch {
      return error
    }
    return SnapshotError(file: file, problem: "changed while it was read: try again")
  }
}

/// A cut through a list under a key of a file's root.
private struct Cut {
  /// The list's key.
  let key: String
  /// How many elements the list has before the cut.
  private let position: Int

  /// The cut behind a piece that begins at the cut `start`; nil when the piece's last list could not be continued.
  init?(behind piece: JSONValue, _ start: Cut?) {
    var lists: [(key: String, count: Int)] = []
    guard let root = try? piece.object() else { return nil }
    try? root.forEach { key, value in lists.append((key, value.count)) }
    guard let last = lists.last, TextPieces.canContinue(last.key) else { return nil }
    key = last.key
    position = last.count + (lists.count == 1 ? start?.position ?? 0 : 0)
  }

  /// An error in the piece behind the cut, as one in the whole file.
  func place(_ error: MalformedJSON) -> MalformedJSON {
    error.path.first == .key(key) ? error.behind(position) : error
  }
}
