internal import Glibc

/// A file that is open for reading, or standard input.
struct InputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  /// How many bytes a regular file has, which can be read from any place; nil for anything else, such as a pipe, and for standard input.
  let size: Int?

  /// Opens a file, or standard input for `-`.
  init(_ path: String) throws(SnapshotError) {
    self.path = path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SnapshotFiles.failure(path) }
    var status = stat()
    let isRegular = path != "-" && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(status.st_size) : nil
  }

  deinit {
    if path != "-" { close(descriptor) }
  }

  /// Appends up to `limit` bytes, fewer only at the end: those from `offset` on, or, of what is no regular file, whatever comes next.
  func read(into text: inout PaddedBytes, limit: Int, at offset: Int) throws(SnapshotError) {
    text.reserve(limit)
    var done = 0
    while done < limit {
      let room = text.room.baseAddress
      let count =
        size == nil
        ? Glibc.read(descriptor, room, limit - done) : pread(descriptor, room, limit - done, offset + done)
      if count < 0 {
        if errno == EINTR { continue }
        throw SnapshotFiles.failure(path)
      }
      if count == 0 { return }
      text.advance(by: count)
      done += count
    }
  }

  /// The whole text.
  consuming func readAll() throws(SnapshotError) -> PaddedBytes {
    var text = PaddedBytes(capacity: max(size ?? 0, 4_095) + 1)
    while true {
      let before = text.count
      let limit = max(text.room.count, text.count)
      try read(into: &text, limit: limit, at: before)
      if text.count - before < limit { break }
    }
    text.finish()
    return text
  }
}
