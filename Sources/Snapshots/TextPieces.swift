/// The text of a file in pieces that are JSON texts themselves, so that a large file needs little memory, which stays in the processor's cache:
/// the kernel takes longer to make fresh memory than the parser takes to fill it.
///
/// Between two elements of a list under a key of the root, `{"Vpcs": [a, b` is cut off: `{"Vpcs": [a]}` is one piece, and `{"": [b` begins
/// the next. Where to cut is guessed by the last bytes that were read: at a comma between two objects. The parser proves the guess: only where
/// such objects are elements of such a list does closing the list and the root complete a JSON text. When it does not, the piece is made longer.
struct TextPieces: ~Copyable {
  /// How many bytes a piece has as a rule.
  static let usualSize = 64 << 10

  /// A piece, by its bytes in the whole text.
  struct Piece {
    /// The first byte, and that of the comma that follows.
    let range: Range<Int>
    /// Whether no piece follows.
    let isLast: Bool
    /// How many bytes were to be read for it.
    fileprivate let size: Int

    /// Whether it is the whole text.
    var isAll: Bool { isLast && range.lowerBound == 0 }
  }

  /// The whole text.
  private enum Whole: ~Copyable {
    case file(InputFile)
    /// What can be read only once.
    case memory(PaddedBytes)
  }

  private let whole: Whole
  /// How many bytes the whole text has, or had when it was opened.
  let length: Int
  private let isCuttable: Bool
  /// What stands before the elements of the lists; empty where that says nothing.
  private var indentation: [UInt8] = []
  /// How many bytes a piece has, more where the elements of a list are longer.
  private var size: Int
  /// Where the next piece begins.
  private var start = 0
  /// Whether no piece follows the one that was made last.
  private(set) var isAtEnd = false

  /// How many bytes of a file are looked at before it is read.
  private static let headSize = 256

  /// Opens a file for pieces of about `size` bytes. What is no regular file is one piece.
  init(of path: String, size: Int) throws(SnapshotError) {
    let file = try InputFile(path)
    let isRegular = file.size != nil
    if let length = file.size {
      let head = try file.head(Self.headSize)
      if case .utf8 = head.encoding {
        self.init(of: .file(file), length: length, isCuttable: Self.beginsWithList(head), size: size)
        return
      }
    }
    let text = try file.readAll()
    do throws(MalformedJSON) {
      try self.init(of: text.decoded(), size: isRegular ? size : .max)
    } catch {
      throw SnapshotError(file: path, error)
    }
  }

  /// What is in memory, in pieces of about `size` bytes.
  init(of text: consuming PaddedBytes, size: Int) {
    let length = text.count
    let isCuttable = Self.beginsWithList(text)
    self.init(of: .memory(text), length: length, isCuttable: isCuttable, size: size)
  }

  /// Whether the first key of a text is one of a list that may be cut: what has another form is understood as a whole.
  private static func beginsWithList(_ text: borrowing PaddedBytes) -> Bool {
    let bytes = text.bytes.dropFirst(text.markCount).prefix(headSize)
    guard let brace = bytes.firstIndex(where: { !isSpace($0) }), bytes[brace] == UInt8(ascii: "{"),
      let quote = bytes[(brace + 1)...].firstIndex(where: { !isSpace($0) }), bytes[quote] == UInt8(ascii: "\""),
      let end = bytes[(quote + 1)...].firstIndex(of: UInt8(ascii: "\""))
    else { return false }
    return AnswerKeys.calls[String(decoding: bytes[(quote + 1)..<end], as: UTF8.self)] != nil
  }

  /// No pieces.
  init() {
    self.init(of: PaddedBytes(capacity: 0), size: .max)
    isAtEnd = true
  }

  private init(of whole: consuming Whole, length: Int, isCuttable: Bool, size: Int) {
    self.whole = whole
    self.length = length
    self.isCuttable = isCuttable && length / 2 > size
    // One byte more tells that it ends there.
    self.size = self.isCuttable ? size : length + 1
  }

  private static let beginning: [UInt8] = Array("{\"\":[".utf8)
  private static let ending: [UInt8] = Array("]}".utf8)

  /// Makes `text` the next piece.
  mutating func next(into text: inout PaddedBytes) throws(SnapshotError) -> Piece {
    text.shrink(to: 0)
    if start > 0 { text.append(Self.beginning) }
    return try readOn(from: start, into: &text)
  }

  /// Makes `piece`, whose text is `text`, longer, since it turned out to be no JSON text. The pieces after it are others now.
  mutating func extend(_ piece: Piece, _ text: inout PaddedBytes) throws(SnapshotError) -> Piece {
    size = piece.size * 2
    // It may have misled.
    indentation = []
    text.shrink(to: text.count - Self.ending.count)
    return try readOn(from: piece.range.lowerBound, into: &text)
  }

  private mutating func readOn(from first: Int, into text: inout PaddedBytes) throws(SnapshotError) -> Piece {
    let beginning = first > 0 ? Self.beginning.count : 0
    while true {
      let before = text.count
      let end = first + before - beginning
      switch whole {
      case .file(let file): try file.read(into: &text, limit: size, at: end)
      case .memory(let bytes): text.append(UnsafeBufferPointer(rebasing: bytes.bytes[end...].prefix(size)))
      }
      if text.count - before < size {
        text.finish()
        isAtEnd = true
        return Piece(range: first..<first + text.count - beginning, isLast: true, size: size)
      }
      if isCuttable, let comma = guess(in: text, from: first) {
        text.shrink(to: comma)
        text.append(Self.ending)
        text.finish()
        start = first + comma - beginning + 1
        isAtEnd = false
        return Piece(range: first..<start - 1, isLast: false, size: size)
      }
      size *= 2
    }
  }

  /// Why the whole text, which is that of the file at `path`, is no JSON text.
  func syntaxError(in path: String, with parser: inout JSONParser) -> SnapshotError {
    switch whole {
    case .memory(let text): return SnapshotError(inTextOf: path, text, with: &parser)
    case .file:
      do throws(SnapshotError) {
        return SnapshotError(inTextOf: path, try SnapshotFiles.read(path), with: &parser)
      } catch {
        return error
      }
    }
  }

  /// The place of a comma in `text`, a piece that begins at `first`, that may stand between two elements of a list under a key of the root.
  private mutating func guess(in text: borrowing PaddedBytes, from first: Int) -> Int? {
    if first == 0 { indentation = Self.indentation(in: text.bytes) }
    return indentation.isEmpty ? Self.guess(in: text.bytes) : Self.guess(in: text.bytes, indentedBy: indentation)
  }

  /// The white space before the first element of the first list, if it holds a line break: what stands behind the same is as deep in the text.
  private static func indentation(in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let list = bytes.firstIndex(of: UInt8(ascii: "[")) else { return [] }
    let space = bytes[(list + 1)...].prefix(while: isSpace)
    return space.contains(UInt8(ascii: "\n")) ? Array(space) : []
  }

  /// The last comma between two objects of which the second is indented so.
  private static func guess(in bytes: UnsafeBufferPointer<UInt8>, indentedBy indentation: [UInt8]) -> Int? {
    let behind = indentation + [UInt8(ascii: "{")]
    return bytes.indices.last { place in
      bytes[place] == UInt8(ascii: ",") && bytes[(place + 1)...].starts(with: behind) && isBetweenObjects(place, bytes)
    }
  }

  /// Where nothing is indented: a comma in the last part of `bytes` between two objects, of which it is the last at the outermost level that
  /// the part reaches.
  private static func guess(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var cut: Int?
    var level = 0
    var outermost = 0
    // Where strings begin and end is known from the first such comma on.
    var place = bytes.count - bytes.count / 16
    while place < bytes.count, !isBetweenObjects(place, bytes) { place += 1 }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): level += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        level -= 1
        if level < outermost { (outermost, cut) = (level, nil) }
      case UInt8(ascii: ",") where level == outermost && isBetweenObjects(place, bytes): cut = place
      default: break
      }
      place += 1
    }
    return cut
  }

  /// Whether the byte at `place` is a comma with an object before and behind it.
  private static func isBetweenObjects(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes[place] == UInt8(ascii: ",") else { return false }
    return bytes[..<place].last { !isSpace($0) } == UInt8(ascii: "}")
      && bytes[(place + 1)...].first { !isSpace($0) } == UInt8(ascii: "{")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
