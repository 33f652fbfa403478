public import NetworkModel

/// What was read from the files of a snapshot.
public struct Snapshot: Sendable {
  /// The network they describe.
  public let network: Network
  /// What was noticed on the way and did not stop the reading, each in one line for people.
  public let notices: [String]
  /// How many files were read, and how many bytes they hold.
  public let size: (files: Int, bytes: Int)

  /// Reads a folder (at any depth), one file, or standard input (`-`) of what `aws … describe-*` prints.
  ///
  /// The top-level key of a file decides what it holds, not its name. Keys that Portolan does not know are noticed, not fatal.
  ///
  /// - Throws: `SnapshotError` for the first thing that is wrong; nothing is half-read.
  public init(readingFrom path: String) throws(SnapshotError) {
    try self.init(readingFrom: path, inPiecesOf: TextPieces.usualSize)
  }

  /// Reads large files in pieces of about `pieceSize` bytes.
  package init(readingFrom path: String, inPiecesOf pieceSize: Int) throws(SnapshotError) {
    let files = try SnapshotFiles.list(path)
    var builder = SnapshotBuilder()
    var parser = JSONParser()
    var bytes = 0
    for file in files {
      bytes += try builder.read(file: file, pieceSize: pieceSize, with: &parser)
    }
    self.init(builder, size: (files.count, bytes))
  }

  /// Reads one text, as from a file called `name`.
  public init(json text: String, name: String = "-") throws(SnapshotError) {
    try self.init(utf8: text.utf8, name: name)
  }

  /// Reads the bytes of one text, as from a file called `name`.
  package init(utf8 bytes: some Collection<UInt8>, name: String) throws(SnapshotError) {
    var builder = SnapshotBuilder()
    var parser = JSONParser()
    let text = PaddedBytes(bytes)
    try builder.read(text, from: name, with: &parser)
    self.init(builder, size: (1, text.count))
  }

  private init(_ builder: consuming SnapshotBuilder, size: (Int, Int)) {
    self.size = size
    (network, notices) = builder.finished()
  }
}
