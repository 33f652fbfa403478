internal import Glibc

/// The texts of a snapshot in pieces, one after the other.
struct SnapshotPieces: ~Copyable {
  /// A piece's place in the order of all pieces.
  struct Number {
    let value: Int
    /// How often pieces had been taken back when it was given away: of two with one number, the later one counts.
    let generation: Int
  }

  /// A piece of one of the texts.
  struct Piece {
    let source: Source
    fileprivate let textNumber: Int
    fileprivate let text: TextPieces.Piece

    /// Whether it is the last of its text.
    var isLast: Bool { text.isLast }
    /// Whether it is the whole text.
    var isAll: Bool { text.isAll }
    /// How many bytes its text has up to the piece's end.
    var end: Int { text.range.upperBound }
  }

  /// The number of the next piece.
  private(set) var next = Number(value: 0, generation: 0)
  private let paths: [String]
  private let pieceSize: Int
  /// The current text, none at first.
  private var text: TextPieces
  private var source: Source
  private var textNumber: Int

  /// The pieces of files, of about `pieceSize` bytes.
  init(of paths: [String], pieceSize: Int) {
    self.paths = paths
    self.pieceSize = pieceSize
    text = TextPieces()
    source = Source(file: "")
    textNumber = -1
  }

  /// The pieces of one text, which is called `name`.
  init(of text: consuming PaddedBytes, name: String, pieceSize: Int) {
    paths = []
    self.pieceSize = pieceSize
    self.text = TextPieces(of: text, size: pieceSize)
    source = Source(file: name)
    textNumber = 0
  }

  /// About how many pieces there are, fewer if files are small: no more cores are worth their waking.
  var estimatedCount: Int {
    var bytes = text.length
    for path in paths {
      var status = stat()
      if stat(path, &status) == 0 { bytes += Int(status.st_size) }
    }
    return bytes / pieceSize
  }

  /// Makes `bytes` the next piece; nil when there is none.
  mutating func read(into bytes: inout PaddedBytes) throws(SnapshotError) -> Piece? {
    next = Number(value: next.value + 1, generation: next.generation)
    if text.isAtEnd {
      guard textNumber + 1 < paths.count else { return nil }
      try open(textNumber + 1)
    }
    do throws(SnapshotError) {
      return Piece(source: source, textNumber: textNumber, text: try text.next(into: &bytes))
    } catch {
      text = TextPieces()
      throw error
    }
  }

  /// Makes `piece`, whose text is `bytes`, longer, since that turned out to be no JSON text, and takes back all that were given away after it.
  mutating func extend(
    _ piece: Piece, _ number: Number, _ bytes: inout PaddedBytes
  ) throws(SnapshotError) -> Piece {
    next = Number(value: number.value + 1, generation: next.generation + 1)
    if piece.textNumber != textNumber { try open(piece.textNumber) }
    do throws(SnapshotError) {
      return Piece(source: source, textNumber: textNumber, text: try text.extend(piece.text, &bytes))
    } catch {
      text = TextPieces()
      throw error
    }
  }

  /// Why the text that ends with `piece`, not its first, is no JSON text.
  func syntaxError(in piece: Piece, with parser: inout JSONParser) -> SnapshotError {
    if piece.textNumber == textNumber { return text.syntaxError(in: source.file, with: &parser) }
    do throws(SnapshotError) {
      return try TextPieces(of: piece.source.file, size: pieceSize).syntaxError(in: piece.source.file, with: &parser)
    } catch {
      return error
    }
  }

  private mutating func open(_ number: Int) throws(SnapshotError) {
    textNumber = number
    source = Source(file: paths[number])
    // Whatever happens, nothing is left of the one before.
    text = TextPieces()
    text = try TextPieces(of: source.file, size: pieceSize)
  }
}
