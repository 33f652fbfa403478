public import AWSCatalogue
internal import Glibc
public import NetworkModel

/// What was read from the files of a snapshot.
public struct Snapshot: Sendable {
  /// The network they describe.
  public let network: Network
  /// What was noticed on the way and did not stop the reading, each in one line for people.
  public let notices: [String]
  /// How many files were read, and how many bytes they hold.
  public let size: (files: Int, bytes: Int)
  private let counts: ItemCounts

  /// Reads a folder (at any depth), one file, or standard input (`-`) of what `aws … describe-*` prints.
  ///
  /// The top-level key of a file decides what it holds, not its name. Keys that Portolan does not know are noticed, not fatal.
  ///
  /// - Throws: `SnapshotError` for the first thing that is wrong, which of a large text may be a value before a syntax error behind it;
  ///   nothing is half-read.
  public init(readingFrom path: String) throws(SnapshotError) {
    try self.init(readingFrom: path, inPiecesOf: TextPieces.usualSize)
  }

  /// Reads large texts in pieces of about `pieceSize` bytes, on so many cores; on all there are, unless told.
  package init(readingFrom path: String, inPiecesOf pieceSize: Int, onCores cores: Int? = nil) throws(SnapshotError) {
    if path == "-" {
      let text = try SnapshotFiles.read(path)
      try self.init(SnapshotPieces(of: text, name: path, pieceSize: pieceSize), files: 1, onCores: cores)
    } else {
      let files = try SnapshotFiles.list(path)
      try self.init(SnapshotPieces(of: files, pieceSize: pieceSize), files: files.count, onCores: cores)
    }
  }

  /// How many elements a file has of the answers to a call; nil when it does not tell.
  public func count(of call: AWSCall, in file: String) -> Int? { counts.count(of: call, in: file) }

  /// Reads one text, as from a file called `name`.
  public init(json text: String, name: String = "-") throws(SnapshotError) {
    try self.init(utf8: text.utf8, name: name)
  }

  /// Reads the bytes of one text, as from a file called `name`.
  package init(utf8 bytes: some Collection<UInt8>, name: String) throws(SnapshotError) {
    try self.init(SnapshotPieces(of: PaddedBytes(bytes), name: name, pieceSize: TextPieces.usualSize), files: 1)
  }

  private init(_ pieces: consuming SnapshotPieces, files: Int, onCores cores: Int? = nil) throws(SnapshotError) {
    let cores = min(cores ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), pieces.estimatedCount)
    let (builder, bytes) = try SharedReading(of: pieces).finished(onCores: cores)
    size = (files, bytes)
    counts = builder.counts
    (network, notices) = builder.finished()
  }
}
