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
  /// - Throws: `SnapshotError` for the first thing that is wrong with each file, which of a large text may be a value before a syntax error
  ///   behind it, or when nothing in them is an answer of AWS's; nothing is half-read.
  public init(readingFrom path: String) throws(SnapshotError) {
    try self.init(readingFrom: path, inPiecesOf: TextPieces.usualSize)
  }

  /// Reads large texts in pieces of about `pieceSize` bytes, on so many cores; on all there are, unless told.
  package init(readingFrom path: String, inPiecesOf pieceSize: Int, onCores cores: Int? = nil) throws(SnapshotError) {
    if path == "-" {
      let text = try SnapshotFiles.read(path)
      try self.init(text, name: path, pieceSize: pieceSize, onCores: cores)
    } else {
      let (files, problems) = try SnapshotFiles.list(path)
      let pieces = SnapshotPieces(of: files, pieceSize: pieceSize)
      try self.init(pieces, files: files.count, problems, onCores: cores)
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
    try self.init(PaddedBytes(bytes), name: name, pieceSize: TextPieces.usualSize)
  }

  private init(
    _ text: consuming PaddedBytes, name: String, pieceSize: Int, onCores cores: Int? = nil
  ) throws(SnapshotError) {
    let decoded: PaddedBytes
    do throws(MalformedJSON) {
      decoded = try text.decoded()
    } catch {
      throw SnapshotError(file: name, error)
    }
    try self.init(SnapshotPieces(of: decoded, name: name, pieceSize: pieceSize), files: 1, onCores: cores)
  }

  private init(
    _ pieces: consuming SnapshotPieces, files: Int, _ problems: [SnapshotError] = [], onCores cores: Int? = nil
  ) throws(SnapshotError) {
    let cores = min(cores ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), pieces.estimatedCount)
    let (builder, others, bytes) = SharedReading(of: pieces).finished(onCores: cores)
    size = (files, bytes)
    counts = builder.counts
    (network, notices) = try builder.finished(problems + others)
  }
}
