internal import Glibc

/// A file that is open for reading, or standard input.
struct InputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  /// How many bytes a regular file has, which can be read again; nil for anything else, such as a pipe, and for standard input.
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

  /// Reads on until `text` has no room left, or to the file's end; true at the end.
  func fill(_ text: inout PaddedBytes) throws(SnapshotError) -> Bool {
    while !text.room.isEmpty {
      let room = text.room
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw SnapshotFiles.failure(path)
      }
      if count == 0 { return true }
      text.advance(by: count)
    }
    return false
  }
}
