internal import Glibc

/// The pieces of a snapshot's files, parsed one after the other.
struct SnapshotPieces: ~Copyable {
  /// What was parsed.
  struct Piece {
    /// The file it is a piece of.
    let source: Source
    /// Where in that file it begins; nil for the first.
    fileprivate let cut: Cut?

    /// An error in the piece, as one in the whole file.
    func place(_ error: MalformedJSON) -> SnapshotError { SnapshotError(file: source.file, cut?.place(error) ?? error) }
  }

  /// How many bytes were read so far.
  private(set) var byteCount = 0
  private let files: [String]
  private let pieceSize: Int
  private var fileCount = 0
  /// What is left of the current file, and where it was cut last.
  private var text: TextPieces?
  private var cut: Cut?

  /// The pieces of `files`, of about `pieceSize` bytes.
  init(of files: [String], pieceSize: Int) {
    self.files = files
    self.pieceSize = pieceSize
  }

  /// As many pieces as the files have at the most: fewer cores are worth their waking.
  var estimatedCount: Int {
    var bytes = 0
    for file in files {
      var status = stat()
      if stat(file, &status) == 0 { bytes += Int(status.st_size) }
    }
    return bytes / pieceSize
  }

  /// Has `parser` parse the next piece; nil when there is none.
  mutating func next(with parser: inout JSONParser) throws(SnapshotError) -> Piece? {
    var text: TextPieces
    if let current = self.text.take() {
      text = current
      if let cut { try text.advance(within: cut.key) }
    } else {
      guard fileCount < files.count else { return nil }
      text = try TextPieces(of: files[fileCount], size: pieceSize)
      fileCount += 1
      cut = nil
      try text.begin()
    }
    let file = files[fileCount - 1]
    let piece = Piece(source: Source(file: file), cut: cut)
    while true {
      let isJSON = parser.parse(text.piece)
      if text.isLast {
        if !isJSON { throw Self.syntaxError(in: file, text, with: &parser) }
        byteCount += text.byteCount
        return piece
      }
      if isJSON, let next = parser.withParsed({ Cut(behind: $0, cut) }) {
        cut = next
        self.text = consume text
        return piece
      }
      try text.extend()
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
