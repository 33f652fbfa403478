/// The text of a file in pieces that are JSON texts themselves, so that a large file needs little memory, which stays in the processor's cache:
/// the kernel takes longer to make fresh memory than the parser takes to fill it.
///
/// Between two elements of a list under a key of the root, `{"Vpcs": [a, b` is cut off: `{"Vpcs": [a]}` is one piece, and `{"Vpcs": [b` begins
/// the next. Where to cut is guessed by the last bytes that were read. The parser proves the guess: only at such a place does closing the list
/// and the root complete a JSON text. When it does not, more is read before the next guess.
struct TextPieces: ~Copyable {
  /// How many bytes a piece has as a rule.
  static let usualSize = 128 << 10

  /// The current piece.
  private(set) var piece: PaddedBytes
  /// Whether no piece follows the current one.
  private(set) var isLast = false
  /// How many bytes were read so far.
  private(set) var byteCount = 0
  private let file: InputFile
  private let isCuttable: Bool
  /// What was read behind the current piece and the comma that follows it.
  private var rest: [UInt8] = []

  /// Opens a file, or standard input for `-`, for pieces of about `size` bytes. What is no regular file is one piece, and so is standard input.
  init(of path: String, size: Int) throws(SnapshotError) {
    file = try InputFile(path)
    let known = file.size ?? 0
    isCuttable = known > 2 * size
    piece = PaddedBytes(capacity: isCuttable ? size : max(known, 4096) + 1)
  }

  /// Reads the first piece.
  mutating func begin() throws(SnapshotError) { try readOn() }

  /// Goes on to the next piece, in which the list `key` of the current one continues.
  mutating func advance(within key: String) throws(SnapshotError) {
    piece.shrink(to: 0)
    piece.append("{\"\(key)\":[".utf8)
    piece.append(rest)
    try readOn()
  }

  /// Makes the current piece longer: it turned out to be no JSON text.
  mutating func extend() throws(SnapshotError) {
    piece.shrink(to: piece.count - Self.ending.count)
    piece.append([UInt8(ascii: ",")])
    piece.append(rest)
    piece.grow()
    try readOn()
  }

  private static let ending: [UInt8] = Array("]}".utf8)

  /// Whether `key` can be written again as it is, and is short enough to be written for every piece.
  static func canContinue(_ key: String) -> Bool {
    key.utf8.count <= 128 && key.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }

  private mutating func readOn() throws(SnapshotError) {
    rest = []
    while true {
      let before = piece.count
      isLast = try file.fill(&piece)
      byteCount += piece.count - before
      if isLast { break }
      if isCuttable, let comma = Self.guess(in: piece.bytes) {
        rest = Array(piece.bytes[(comma + 1)...])
        piece.shrink(to: comma)
        piece.append(Self.ending)
        return piece.finish()
      }
      piece.grow()
    }
    piece.finish()
  }

  /// The place of a comma in the last part of `bytes` that may stand between two elements of the outermost list: of those between two
  /// objects, the last at the outermost level that the part reaches.
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
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    return bytes[..<place].last { !isSpace($0) } == UInt8(ascii: "}")
      && bytes[(place + 1)...].first { !isSpace($0) } == UInt8(ascii: "{")
  }
}
